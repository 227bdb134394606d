import { expect, test } from 'vitest';
import { spot } from '../test/littleTown.ts';
import { indexOf } from '../test/open.ts';
import { type CrossingRow, joinCrossingTable, type StreetSegmentInput, searchPlaces } from './index.ts';

const segments: StreetSegmentInput[] = [
  { street: { en: 'PHELAN AVE' }, id: '1', from: 'a', to: 'b', points: [spot(0, 0), spot(100, 0)] },
];
const nodeAt = new Map([
  ['a', spot(0, 0)],
  ['b', spot(100, 0)],
  ['c', spot(100, 80)],
]);
const rows: CrossingRow[] = [
  { kind: 'run', segment: '1', street: { en: 'PHELAN AVE' }, from: 'a', to: 'b', left: { from: 1, to: 99 } },
  { kind: 'run', segment: '1', street: { en: 'FRIDA KAHLO WAY' }, from: 'a', to: 'b' },
  { kind: 'run', segment: '2', street: { en: 'FLOOD AVE' }, from: 'b', to: 'c', left: { from: 1, to: 99 } },
  { kind: 'run', segment: '3', street: { en: 'LOST ST' }, from: 'b', to: 'nowhere' },
  { kind: 'junction', node: 'c', street: { en: 'PHELAN AVE' } },
  { kind: 'junction', node: 'nowhere', street: { en: 'LOST ST' } },
];

test('numbers, second names, missing runs and junctions are taken over; the rest is counted', () => {
  const joined = joinCrossingTable(segments, rows, nodeAt);
  expect(joined.ignored).toBe(2);
  const index = indexOf(joined);
  expect(searchPlaces(index, '50 block of phelan av')[0]).toMatchObject({
    kind: 'block',
    confidence: 'exact',
  });
  expect(searchPlaces(index, 'frida kahlo wy')[0]).toMatchObject({ kind: 'street', confidence: 'exact' });
  expect(searchPlaces(index, 'flood av & frida kahlo wy')[0]?.id).toBe('crossing:b');
  expect(searchPlaces(index, 'phelan av/flood av').map(h => h.kind)).toContain('crossing');
});
