import { type Board, emptyBoard, type Pace, type SpeedChange } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { gridGraph, idAt } from '../testing/grid.ts';
import { arcsBetween, createSpeedsAtWork } from './speeds-at-work.ts';

const graph = gridGraph(3);
const [left, middle, right] = [idAt(0, 1), idAt(1, 1), idAt(2, 1)];
const change = (speedId: string, expires: number, pace: Pace, ...pairs: [string, string][]): SpeedChange => ({
  speedId,
  pairs: pairs.map(([from, to]) => ({ from, to })),
  lines: [],
  label: {},
  pace,
  reason: 'jam',
  expiresAt: instant(expires),
  by: { kind: 'operator', id: 'anna' },
  since: instant(0),
});
function boardWith(...changes: readonly SpeedChange[]): Board {
  const board = emptyBoard();
  for (const one of changes) board.speeds.set(one.speedId, one);
  board.speedsVersion = 7;
  return board;
}
const arc = arcsBetween(graph, left, middle)[0]!;
const other = arcsBetween(graph, middle, right)[0]!;
const usualMs = graph.arcTimeMs[arc]!;

test('a street at a speed takes the time of its length, and at a share of its own that much longer', () => {
  const board = boardWith(
    change('V1', 100, { kmh: 18 }, [left, middle]),
    change('V2', 100, { factor: 0.25 }, [middle, right]),
  );
  // The grid is driven at 36 km/h.
  const timesMs = createSpeedsAtWork(graph, () => board).at(instant(0));
  expect(Math.abs(timesMs!.get(arc)! - 2 * usualMs)).toBeLessThanOrEqual(1);
  expect(timesMs!.get(other)).toBe(4 * graph.arcTimeMs[other]!);
  expect(timesMs!.size).toBe(2);
});

test('the newer goes before the older, and the older counts again when the newer has expired; then none does', () => {
  const board = boardWith(
    change('V1', 100, { factor: 0.5 }, [left, middle]),
    change('V2', 50, { factor: 2 }, [left, middle]),
  );
  const speeds = createSpeedsAtWork(graph, () => board);
  const first = speeds.at(instant(0));
  expect(first!.get(arc)).toBe(Math.round(usualMs / 2));
  expect(speeds.at(instant(49))).toBe(first);
  expect(speeds.at(instant(50))!.get(arc)).toBe(2 * usualMs);
  expect(speeds.at(instant(100))).toBeUndefined();
});

test('what this map does not have is named, and the rest counts', () => {
  const board = boardWith(change('V1', 100, { kmh: 9 }, ['no-such', middle], [middle, right]));
  const speeds = createSpeedsAtWork(graph, () => board);
  expect(speeds.unplaced(instant(0))).toEqual(['V1']);
  expect([...speeds.at(instant(0))!.keys()]).toEqual([other]);
});
