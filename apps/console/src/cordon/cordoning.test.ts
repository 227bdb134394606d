import { emptyBoard, type HeldArea } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { cordonFeatures } from './cordon-features.ts';
import { areaOf, type Cordoning, readCordonLine } from './cordoning.ts';

test.each([
  ['', {}],
  ['500', { radiusM: 500 }],
  ['500 m gas 90 min', { radiusM: 500, reason: 'gas', minutes: 90 }],
  ['gas 500 90', { radiusM: 500, reason: 'gas', minutes: 90 }],
  ['90min chemical', { minutes: 90, reason: 'chemical' }],
  ['500米 燃气泄漏 90分钟', { radiusM: 500, reason: 'gas', minutes: 90 }],
  ['500 600 700', undefined],
  ['99999', undefined],
  ['0', undefined],
  ['large', undefined],
] as const)('“%s” says %j', (rest, line) => {
  expect(readCordonLine(rest)).toEqual(line);
});

const cordoning: Cordoning = {
  incidentId: 'I1',
  shape: 'outline',
  radiusM: 300,
  corners: [
    [1, 1],
    [2, 1],
    [2, 2],
  ],
  variant: 'nearest',
  reason: 'gas',
  minutes: 60,
  isAsking: false,
};

test('an outline is closed by itself, and needs three corners; a circle needs a place', () => {
  expect(areaOf(cordoning, undefined)).toMatchObject({
    polygons: [
      [
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 1],
        ],
      ],
    ],
  });
  expect(areaOf({ ...cordoning, corners: cordoning.corners.slice(1) }, [1, 1])).toBeUndefined();
  expect(areaOf({ ...cordoning, shape: 'circle' }, [1, 1])).toMatchObject({ centre: [1, 1], radiusM: 300 });
  expect(areaOf({ ...cordoning, shape: 'circle' }, undefined)).toBeUndefined();
});

test('the map draws what counts now, and instead of it what is about to be set', () => {
  const board = emptyBoard();
  const held: HeldArea = {
    area: { kind: 'circle', centre: [1, 1], radiusM: 100 },
    points: [
      {
        node: 'a',
        at: [1, 1],
        streets: [],
        closed: [
          [
            [1, 1],
            [1, 2],
          ],
        ],
      },
    ],
    waysOut: [
      {
        node: 'b',
        at: [1, 2],
        streets: [],
        isLetThrough: true,
        lines: [
          [
            [1, 1],
            [1, 2],
          ],
        ],
      },
    ],
    noWayOut: [{ at: [3, 3], streets: [] }],
    reason: 'gas',
    expiresAt: instant(500),
  };
  const by = { kind: 'operator', id: 'anna' } as const;
  board.cordons.set('Z1', { cordonId: 'Z1', incidentId: 'I1', ...held, by, since: instant(0) });
  board.openIncidents.add('I1');
  const words = { out: 'OUT', letThrough: 'LET', noWayOut: 'NONE' };
  const drawn = (now: number, setting?: Cordoning) =>
    cordonFeatures(board, instant(now), setting, words).features.map(
      ({ properties }) => `${properties['kind']} ${properties['label'] ?? ''}`,
    );
  expect(drawn(100)).toEqual(['area Z1', 'wayOut ', 'wayOutMark LET', 'held ', 'noWayOut NONE', 'point 1']);
  expect(drawn(500)).toEqual([]);
  const looked = {
    cordonId: 'Z1',
    all: [
      { from: 1, to: 2, throughMs: 1, through: [], aroundMs: 2, around: [], by: [] },
      { from: 2, to: 1, throughMs: 1, through: [], by: [] },
    ],
  };
  const withDetours = (cordonId: string) =>
    cordonFeatures(board, instant(100), undefined, words, { ...looked, cordonId })
      .features.map(({ properties }) => `${properties['kind']} ${properties['label'] ?? ''}`)
      .filter(feature => feature.startsWith('through') || feature.startsWith('around'));
  expect(withDetours('Z1')).toEqual(['through ', 'around 1 › 2', 'through ']);
  expect(withDetours('Z2')).toEqual([]);
  expect(drawn(100, cordoning)).toEqual(['area ', 'corner ', 'corner ', 'corner ']);
});
