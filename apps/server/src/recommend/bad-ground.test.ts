import { type Board, defaultConfiguration, type Entry, emptyBoard, evolve } from '@clarion/dispatch';
import { instant, type LngLat } from '@clarion/measure';
import {
  buildHierarchy,
  type Closures,
  type RoadGraph,
  resolveClosures,
  type WayInput,
} from '@clarion/roads';
import { expect, test } from 'vitest';
import { createPositionTable } from '../positions/table.ts';
import { createRoadsNow } from '../streets/roads-now.ts';
import { at, gridGraph, idAt } from '../testing/grid.ts';
import { createExpectedTimes } from './expected-times.ts';
import { createRecommender } from './recommender.ts';

const now = instant(1_000_000);
const METRE = 0.001 / 111.195;

/** Patrols at these places, on these streets. */
function floor(
  graph: RoadGraph,
  homes: Readonly<Record<string, LngLat>>,
  closed?: readonly { from: string; to: string }[],
) {
  let closures: Closures | undefined;
  if (closed !== undefined) {
    const resolved = resolveClosures(graph, closed);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
    closures = resolved.value;
  }
  const hierarchy = buildHierarchy(graph);
  let board: Board = emptyBoard();
  const units = Object.entries(homes).map(([unitId, home]) => ({
    unitId,
    kind: 'PATROL',
    agency: 'police' as const,
    capabilities: ['patrol'],
    home,
  }));
  const configuration = defaultConfiguration({ placeName: {}, units, posts: [] });
  board = evolve(board, {
    type: 'ConfigurationAdopted',
    data: { configuration },
    at: now,
    recordedAt: now,
    seq: 1,
    actor: { kind: 'system', id: 'test' },
    commandId: 'c',
  } as Entry);
  const roadsOf = (some: typeof graph) =>
    createRoadsNow({ graph: some, hierarchy, closures: { at: () => closures } });
  const roads = roadsOf(graph);
  const recommender = createRecommender({
    graph,
    roads,
    times: createExpectedTimes({ graph, roads, roadsOf, calibration: undefined, timeZone: 'UTC' }),
    board: () => board,
    onBoard: () => undefined,
    positions: createPositionTable(),
    now: () => now,
    later: () => undefined,
    timeZone: 'UTC',
  });
  return {
    recommender,
    /** Who is ranked with what time, and who is out and why. */
    asked(place: LngLat) {
      const { candidates } = recommender.recommend({ at: place, typeId: 'disturbance' }).evidence;
      return Object.fromEntries(
        candidates.map(one => [one.unitId, one.travelTimeMs ?? one.reasons.map(reason => reason.code)]),
      );
    },
  };
}

const street = (id: string, points: readonly LngLat[]): WayInput => ({
  nodes: points.map((_, i) => `${id}${i}`),
  points,
  forward: true,
  backward: true,
  speedKmh: 36,
  roadClass: 'residential',
});

test('a unit on a road that is joined to nothing is told to be unreachable, is not sent, and has no way', () => {
  const yard = street('yard', [at(30, 30), at(30.5, 30)]);
  const { recommender, asked } = floor(gridGraph(4, [yard]), { P1: at(1, 1), P2: at(30.2, 30) });
  expect(asked(at(2, 2))).toEqual({ P1: expect.any(Number), P2: ['unreachable'] });
  expect(recommender.wayOf('P2', at(2, 2))).toEqual({
    ok: false,
    error: { code: 'NoWayThere', unitId: 'P2' },
  });
});

test('to an incident in a river help goes to the bank that is nearest and can be reached', () => {
  // A river of 600 m between two towns without a bridge, the far one without a unit.
  const far = street('far', [at(0, 9), at(3, 9)]);
  const { asked, recommender } = floor(gridGraph(4, [far]), { P1: at(1, 1) });
  const bank = at(0, 3)[1];
  for (const place of [
    [at(1, 0)[0], bank + 300 * METRE],
    [at(1, 0)[0], bank + 500 * METRE],
  ] satisfies LngLat[]) {
    expect(asked(place)).toEqual({ P1: expect.any(Number) });
    const way = recommender.wayOf('P1', place);
    expect(way.ok && way.value.points.at(-1)?.[1]).toBeCloseTo(bank, 6);
  }
});

test('at sea, where no road is near, nobody is in reach and the way is told to end at no road', () => {
  const { asked, recommender } = floor(gridGraph(4), { P1: at(1, 1) });
  const sea = at(1, 60);
  expect(asked(sea)).toEqual({ P1: ['unreachable'] });
  expect(recommender.wayOf('P1', sea)).toMatchObject({ error: { code: 'NoRoadNear', metres: 500 } });
});

test('within a ring of closed streets only who is inside is in reach; when nobody is, help comes up to the ring', () => {
  const SIDE = 30;
  const graph = gridGraph(SIDE);
  // Everything that joins the block of crossings 8…22 to the rest.
  const closed: { from: string; to: string }[] = [];
  const isIn = (x: number, y: number) => x >= 8 && x <= 22 && y >= 8 && y <= 22;
  const join = (a: readonly [number, number], b: readonly [number, number]) => {
    if (isIn(...a) === isIn(...b)) return;
    closed.push({ from: idAt(...a), to: idAt(...b) }, { from: idAt(...b), to: idAt(...a) });
  };
  for (let x = 0; x < SIDE; x++) {
    for (let y = 0; y < SIDE; y++) {
      if (x + 1 < SIDE) join([x, y], [x + 1, y]);
      if (y + 1 < SIDE) join([x, y], [x, y + 1]);
    }
  }
  const both = floor(graph, { IN: at(15, 14), OUT: at(2, 2) }, closed);
  expect(both.asked(at(15, 15))).toEqual({ IN: expect.any(Number), OUT: ['unreachable'] });
  const outside = floor(graph, { OUT: at(2, 2) }, closed);
  expect(outside.asked(at(15, 15))).toEqual({ OUT: ['unreachable'] });
  // Near the ring, its outside is close enough to go on foot.
  expect(outside.asked(at(15, 9))).toEqual({ OUT: expect.any(Number) });
  expect(outside.recommender.wayOf('OUT', at(15, 15))).toMatchObject({ error: { code: 'NoWayThere' } });
});
