import { instant } from '@clarion/measure';
import { buildHierarchy, type RoadGraph, resolveClosures } from '@clarion/roads';
import { expect, test } from 'vitest';
import { createRoadsNow } from '../streets/roads-now.ts';
import type { ReadyTimes } from '../streets/time-set.ts';
import { createTimesElsewhere } from '../streets/times-elsewhere.ts';
import { calibrationOf } from '../testing/calibration.ts';
import { gridGraph, idAt } from '../testing/grid.ts';
import { createBandRoads } from './band-roads.ts';

/** As a pack's are: in memory that threads share. */
function shared<T extends { readonly buffer: ArrayBufferLike }>(one: T): T {
  const buffer = new SharedArrayBuffer(one.buffer.byteLength);
  new Uint8Array(buffer).set(new Uint8Array(one.buffer));
  return { ...one, buffer };
}
const graph = shared(gridGraph(4));
const hierarchy = shared(buildHierarchy(graph, { graphHash: graph.hash }));
const { profile } = calibrationOf({ overheadMs: 0, factor: 1, atRush: 2, turnoutMs: {} }).calibration;
const now = instant(0);
const resolved = resolveClosures(graph, [{ from: idAt(1, 1), to: idAt(1, 2) }]);
if (!resolved.ok) throw new Error(resolved.error.code);
const closed = resolved.value;

/** Rush is from 15 to 19; how often a whole network was reckoned in the question itself, and with what. */
function bands(elsewhere: ReturnType<typeof createTimesElsewhere> | undefined) {
  const count = { here: 0, ahead: 0 };
  const troubles: unknown[] = [];
  const made = createBandRoads(
    {
      graph,
      roads: createRoadsNow({ graph, hierarchy, closures: { at: () => undefined } }),
      roadsOf(some: RoadGraph, ready?: ReadyTimes) {
        count[ready ? 'ahead' : 'here']++;
        return createRoadsNow({ graph: some, hierarchy, ready, closures: { at: () => closed } });
      },
      elsewhere,
      onTrouble: error => troubles.push(error),
      calibration: undefined,
      timeZone: 'UTC',
    },
    profile,
  );
  return { ...made, count, troubles };
}
const timesOf = (found: ReturnType<ReturnType<typeof bands>['at']>) => {
  const { roads, upMs, downMs, closures } = found.at(now);
  return { arcTimeMs: roads.arcTimeMs, upMs, downMs, closed: closures?.closed };
};

test('the hours to come are reckoned in a thread ahead of their first question, which finds them as its own would', async () => {
  const elsewhere = createTimesElsewhere(graph, hierarchy);
  const ahead = bands(elsewhere);
  const here = bands(undefined);
  ahead.at(12, now);
  expect(ahead.count).toEqual({ here: 1, ahead: 0 });
  await ahead.settled();
  for (const hour of [15, 16, 19, 24 + 15]) {
    expect(timesOf(ahead.at(hour, now))).toEqual(timesOf(here.at(hour, now)));
    expect(ahead.at(hour, now)).toBe(ahead.at(hour, now));
    await ahead.settled();
  }
  // Rush was reckoned by a thread; the usual hours were still there from before it.
  expect(ahead.count).toEqual({ here: 1, ahead: 1 });
  expect(here.count).toEqual({ here: 2, ahead: 0 });
  expect(ahead.troubles).toEqual([]);
  elsewhere.stop();
});

test('a clock that leaps is answered by its own hour at once, and a thread that fails is told of', async () => {
  const broken = new Error('no thread to be had');
  const made = bands({
    fed: () => Promise.reject(broken),
    atHour: () => Promise.reject(broken),
    stop: () => undefined,
  });
  const usual = timesOf(made.at(3, now));
  await made.settled();
  expect(made.troubles).toEqual([broken]);
  const rush = timesOf(made.at(17, now));
  expect(rush.arcTimeMs).toEqual(usual.arcTimeMs.map(ms => 2 * ms));
  expect(made.count).toEqual({ here: 2, ahead: 0 });
});
