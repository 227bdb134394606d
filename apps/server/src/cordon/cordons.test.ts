import { type Board, defaultConfiguration, type Entry, emptyBoard, evolve } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { buildHierarchy, type RoadGraph } from '@clarion/roads';
import { expect, test } from 'vitest';
import { createPositionTable } from '../positions/table.ts';
import { createExpectedTimes } from '../recommend/expected-times.ts';
import { createRoadsNow } from '../streets/roads-now.ts';
import { calibrationOf } from '../testing/calibration.ts';
import { at, gridGraph, idAt } from '../testing/grid.ts';
import { createCordons } from './cordons.ts';

const SIDE = 9;
const noon = instant(Date.parse('2020-04-06T12:00:00Z'));
const rush = instant(Date.parse('2020-04-06T16:00:00Z'));
const centre = at(4.5, 4);
const calibration = calibrationOf({
  overheadMs: 40_000,
  factor: 1,
  atRush: 2,
  turnoutMs: { PATROL: 480_000 },
});

/** One patrol at its post in a corner; the streets around the middle of the town are to be closed off. */
function proposed(graph: RoadGraph, now: typeof noon, slowedMs?: ReadonlyMap<number, number>) {
  const hierarchy = buildHierarchy(graph);
  const home = at(0, 8);
  const unit = { unitId: 'P1', kind: 'PATROL', agency: 'police' as const, capabilities: ['patrol'], home };
  const configuration = defaultConfiguration({ placeName: {}, units: [unit], posts: [] });
  const board: Board = evolve(emptyBoard(), {
    type: 'ConfigurationAdopted',
    data: { configuration },
    at: noon,
    recordedAt: noon,
    seq: 1,
    actor: { kind: 'system', id: 'test' },
    commandId: 'c',
  } as Entry);
  const roadsOf = (some: RoadGraph) =>
    createRoadsNow({
      graph: some,
      hierarchy,
      closures: { at: () => undefined },
      speeds: { at: () => slowedMs },
    });
  const cordons = createCordons({
    map: graph,
    times: createExpectedTimes({ graph, roads: roadsOf(graph), roadsOf, calibration, timeZone: 'UTC' }),
    people: undefined,
    board: () => board,
    positions: createPositionTable(),
    closures: { apart: () => undefined },
    now: () => now,
  });
  const found = cordons.propose({
    incidentId: 'I1',
    area: { kind: 'circle', centre, radiusM: 90 },
    outsideAtM: 150,
  });
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

test('who is at the points, and what the way around takes, goes by the hour, by turnout and by speeds', () => {
  const graph = gridGraph(SIDE);
  const [calm, busy] = [proposed(graph, noon), proposed(graph, rush)];
  expect(busy.points.map(({ node }) => node)).toEqual(calm.points.map(({ node }) => node));
  const fixed = 40_000 + 480_000;
  const etaOf = ({ reach }: typeof calm) => reach.flatMap(({ units }) => units.map(({ etaMs }) => etaMs));
  expect(etaOf(calm).length).toBe(calm.points.length);
  expect(etaOf(busy)).toEqual(etaOf(calm).map(ms => fixed + 2 * (ms - fixed)));
  // Ten minutes hold the turnout and a minute's drive.
  for (const { reach } of [calm, busy])
    for (const { units, within10, within20 } of reach)
      expect([within10, within20]).toEqual([units.filter(({ etaMs }) => etaMs <= 600_000).length, 1]);
  expect(calm.reach.some(({ within10 }) => within10 === 1)).toBe(true);
  expect(busy.reach.some(({ within10 }) => within10 === 0)).toBe(true);

  expect(calm.detours.length).toBeGreaterThan(0);
  const waysOf = ({ detours }: typeof calm) =>
    detours.map(({ throughMs, aroundMs }) => [throughMs, aroundMs]);
  expect(waysOf(busy)).toEqual(waysOf(calm).map(way => way.map(ms => 2 * ms!)));

  const slowed = new Map(
    Array.from({ length: graph.arcCount }, (_, arc) => [arc, 3 * graph.arcTimeMs[arc]!]),
  );
  expect(etaOf(proposed(graph, noon, slowed))).toEqual(etaOf(calm).map(ms => fixed + 3 * (ms - fixed)));
});

test('the ways around make no forbidden turn, even where nothing else counts turns', () => {
  // Ways of a chessboard run across each other, so that no rule can name their turns: two quick lanes meet at m.
  const lane = (
    id: string,
    from: string,
    to: string,
    ends: [ReturnType<typeof at>, ReturnType<typeof at>],
  ) => ({
    id,
    nodes: [from, to],
    points: ends,
    forward: true,
    backward: true,
    speedKmh: 120,
    roadClass: 'residential' as const,
  });
  const lanes = [
    lane('in', idAt(3, 3), 'm', [at(3, 3), at(3.5, 2.5)]),
    lane('out', 'm', idAt(6, 3), [at(3.5, 2.5), at(6, 3)]),
  ];
  const through = (rules: Parameters<typeof gridGraph>[2]) =>
    proposed(gridGraph(SIDE, lanes, rules), noon).detours.filter(({ around }) =>
      around?.some(([lng, lat]) => lng === at(3.5, 2.5)[0] && lat === at(3.5, 2.5)[1]),
    ).length;
  const forbid = (from: string, to: string) => ({
    kind: 'no' as const,
    from: [from],
    via: { node: 'm' },
    to: [to],
  });
  expect(through([])).toBeGreaterThan(0);
  expect(through([forbid('in', 'out'), forbid('out', 'in')])).toBe(0);
});
