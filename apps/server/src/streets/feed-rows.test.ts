import { buildHierarchy, createMetric } from '@clarion/roads';
import { expect, test } from 'vitest';
import { gridGraph, idAt } from '../testing/grid.ts';
import { reckonFed } from './fed-times.ts';
import { readFeed } from './feed-rows.ts';
import { arcsBetween } from './speeds-at-work.ts';

const csv = (text: string) => readFeed('csv', Buffer.from(text));
const json = (value: unknown) =>
  readFeed('json', Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

test('a table of speeds or of times, and a list, say the same', () => {
  const row = { from: 'a', to: 'b', pace: { kmh: 30 } };
  expect(csv('from,to,kmh\na,b,30\n')).toEqual({ ok: true, value: [{ ...row, line: 2 }] });
  expect(json({ speeds: [{ from: 'a', to: 'b', kmh: 30 }] })).toEqual({
    ok: true,
    value: [{ ...row, line: 1 }],
  });
  const timed = { from: 'a', to: 'b', pace: { timeMs: 1500 } };
  expect(csv('travel_time_ms,to,from\n1500,b,a\n')).toEqual({ ok: true, value: [{ ...timed, line: 2 }] });
  expect(json({ speeds: [{ from: 'a', to: 'b', travelTimeMs: 1500 }] })).toMatchObject({ value: [timed] });
});

for (const kmh of ['0', '-30', '', 'NaN', 'fast', '0.5', '1e9'])
  test(`a speed of “${kmh}” refuses the whole feed by its line`, () => {
    expect(csv(`from,to,kmh\na,b,30\nb,a,${kmh}\n`)).toEqual({
      ok: false,
      error: { code: 'FeedRowWrong', line: 3, name: 'kmh', value: kmh },
    });
  });
for (const timeMs of ['0', '-1', '1e12'])
  test(`a time of “${timeMs}” does too`, () => {
    expect(csv(`from,to,travel_time_ms\na,b,${timeMs}\n`)).toMatchObject({
      error: { code: 'FeedRowWrong', line: 2, name: 'travel_time_ms' },
    });
    expect(json({ speeds: [{ from: 'a', to: 'b', travelTimeMs: Number(timeMs) }] })).toMatchObject({
      error: { code: 'FeedRowWrong', line: 1, name: 'travelTimeMs' },
    });
  });

test('what is no feed is told', () => {
  const unreadable = { error: { code: 'FeedUnreadable' } };
  for (const text of ['', 'from,to\na,b\n', 'from,kmh\na,1\n', 'from,to,kmh\na,b\n', 'from,to,kmh\n'])
    expect(csv(text)).toMatchObject(unreadable);
  for (const value of ['{', '[]', { speeds: [{ from: 'a' }] }, { speeds: 7 }])
    expect(json(value)).toMatchObject(unreadable);
  expect(json({ speeds: [{ from: 'a', to: 'b' }] })).toMatchObject({ error: { code: 'FeedRowWrong' } });
  expect(readFeed('csv', new Uint8Array([0xff, 0xfe, 0x00]))).toMatchObject(unreadable);
});

test('fed times stand in the place of the usual ones, the last row for a road counts, the rest keep theirs', () => {
  const graph = gridGraph(4);
  const hierarchy = buildHierarchy(graph);
  const [from, to] = [idAt(1, 1), idAt(2, 1)];
  const arc = arcsBetween(graph, from, to)[0]!;
  const row = (pace: { kmh: number } | { timeMs: number }, end = to) => ({ line: 1, from, to: end, pace });
  const fed = reckonFed(graph, hierarchy, [row({ timeMs: 9 }), row({ kmh: 9 }), row({ kmh: 9 }, 'none')]);
  if (!fed.ok) throw new Error(fed.error.code);
  expect([fed.value.roads, fed.value.unknown]).toEqual([1, 1]);
  const expected = graph.arcTimeMs.slice();
  expected[arc] = fed.value.arcTimeMs[arc]!;
  expect(Math.abs(expected[arc]! - 4 * graph.arcTimeMs[arc]!)).toBeLessThanOrEqual(2);
  expect(fed.value.arcTimeMs).toEqual(expected);
  const whole = createMetric(hierarchy, graph, { arcTimeMs: expected });
  expect([fed.value.upMs, fed.value.downMs]).toEqual([whole.upMs, whole.downMs]);
  expect(reckonFed(graph, hierarchy, [row({ kmh: 9 }, 'none')])).toEqual({
    ok: false,
    error: { code: 'FeedForeign', roads: 1 },
  });
});
