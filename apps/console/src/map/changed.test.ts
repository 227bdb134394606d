import { emptyBoard, type Unit } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { UnitPosition } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { changedOnly } from './changed.ts';
import { collection, postFeatures, routeFeatures, unitFeatures } from './features.ts';

function map() {
  const given: string[] = [];
  const put = changedOnly<string>(source => given.push(source));
  return { put, given: () => given.splice(0) };
}

const unit = (unitId: string, status: Unit['status']): Unit => ({
  unitId,
  description: { unitId, kind: 'ENGINE', agency: 'fire', capabilities: [] },
  status,
  statusSince: instant(0),
  assignmentIds: [],
  changedSeq: 0,
});

test('a source that did not change is not given to the map again; what changed in any way is', () => {
  const board = emptyBoard();
  board.units.set('E1', unit('E1', 'available'));
  board.units.set('E2', unit('E2', 'available'));
  const fix = (at: readonly [number, number]): UnitPosition => ({
    unitId: 'E1',
    at: [at[0], at[1]],
    fixAt: instant(1000),
    source: 'device',
  });
  const { put, given } = map();
  const draw = (at: readonly [number, number], now: number, selected?: string) => {
    const positions = new Map([
      ['E1', fix(at)],
      ['E2', { ...fix([8, 49]), unitId: 'E2' }],
    ]);
    put('units', unitFeatures(board, positions, now, selected));
    put('posts', postFeatures(board));
    return given();
  };
  expect(draw([8, 49], 2000)).toEqual(['units', 'posts']);
  // Each second, and nothing has happened.
  expect(draw([8, 49], 3000)).toEqual([]);
  expect(draw([8, 49.0001], 3000)).toEqual(['units']);
  expect(draw([8, 49.0001], 3000, 'E2')).toEqual(['units']);
  board.units.set('E2', unit('E2', 'enRoute'));
  expect(draw([8, 49.0001], 3000, 'E2')).toEqual(['units']);
  // The fix grows old without any message.
  expect(draw([8, 49.0001], 90_000, 'E2')).toEqual(['units']);
  board.units.delete('E1');
  expect(draw([8, 49.0001], 90_000, 'E2')).toEqual(['units']);
  expect(draw([8, 49.0001], 90_000, 'E2')).toEqual([]);
});

test('lines are told apart by their points and by how many there are, and an emptied source is emptied', () => {
  const { put, given } = map();
  const line = (...points: [number, number][]) => routeFeatures([{ unitId: 'E1', points }]);
  put('routes', line([8, 49], [8, 50]));
  put('routes', line([8, 49], [8, 50]));
  expect(given()).toEqual(['routes']);
  put('routes', line([8, 49], [8, 50], [8, 51]));
  put('routes', line([8, 49], [8, 50], [8, 52]));
  put('routes', collection([]));
  put('routes', collection([]));
  expect(given()).toEqual(['routes', 'routes', 'routes']);
});
