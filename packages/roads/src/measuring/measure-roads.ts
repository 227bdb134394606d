import { buildHierarchy } from '../hierarchy/build-hierarchy.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import { createMetric, customise, type Metric, setLinkTimes } from '../hierarchy/metric.ts';
import { pathBetween } from '../hierarchy/path.ts';
import { sweepMatrix } from '../hierarchy/sweep-matrix.ts';
import { timeBetween } from '../hierarchy/time-between.ts';
import { nodesWithin } from '../hierarchy/within.ts';
import type { RoadArcs } from '../road-arcs.ts';
import { figureOf, type RoadFigure } from './figure.ts';
import { measureChanges } from './measure-changes.ts';
import { measureUnits } from './measure-units.ts';
import { placeAt } from './place-at.ts';
import { plainDijkstra } from './plain-dijkstra.ts';
import { sequence } from './sequence.ts';
import { type Timer, timerOf } from './timer.ts';

export interface MeasureOptions {
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  /** Same seed, same places, units and changes; from 1. */
  readonly seed: number;
  /** From `orderNodes`: it is reckoned once for a map, so that the caller can show how far it is. */
  readonly order: Uint32Array;
  /** How long it took, by how many threads. */
  readonly orders: readonly { readonly threads: number; readonly timesMs: readonly number[] }[];
}

/** From this size on what takes long is run less often. */
const LARGE_NODES = 500_000;
const STATIONS = 50;
const PLACES = 1000;

/**
 * Measures every question of the hierarchy on a network, beside a plain search of the whole of it: yields a
 * figure as soon as it stands. Changes a copy of the times, nothing of the network.
 */
export function* measureRoads(roads: RoadArcs, options: MeasureOptions): Generator<RoadFigure> {
  const chance = sequence(options.seed);
  const timer = timerOf(options.clock);
  const anyNode = () => Math.floor(chance() * roads.nodeCount);
  const isLarge = roads.nodeCount > LARGE_NODES;
  const search = figureOf(
    'search',
    {},
    timer.times(isLarge ? 7 : 25, () => plainDijkstra(roads, anyNode())),
    0,
    { nodes: roads.nodeCount, arcs: roads.arcCount },
  );
  yield search;
  for (const { threads, timesMs } of options.orders) {
    yield figureOf('order', { threads }, timesMs, search.medianMs);
  }

  let hierarchy = buildHierarchy(roads, { order: options.order });
  const buildMs = timer.times(
    isLarge ? 1 : 3,
    () => {
      hierarchy = buildHierarchy(roads, { order: options.order });
    },
    0,
  );
  const bytes = { hierarchyBytes: hierarchy.buffer.byteLength, metricBytes: 8 * hierarchy.linkCount };
  yield figureOf('frame', {}, buildMs, search.medianMs, {
    links: hierarchy.linkCount,
    ...heights(hierarchy),
    ...bytes,
  });
  const metric = createMetric(hierarchy, roads, { arcTimeMs: roads.arcTimeMs.slice() });
  const customiseMs = timer.times(isLarge ? 5 : 15, () => {
    setLinkTimes(metric, 0, hierarchy.nodeCount);
    customise(metric, 0, hierarchy.nodeCount);
  });
  yield figureOf('customise', {}, customiseMs, search.medianMs, bytes);
  yield* measureChanges(metric, chance, timer, search.medianMs);
  yield* measureQuestions(metric, anyNode, timer, search.medianMs, isLarge);
  yield* measureUnits(metric, chance, timer, search.medianMs);
}

function* measureQuestions(
  metric: Metric,
  anyNode: () => number,
  timer: Timer,
  searchMs: number,
  isLarge: boolean,
): Generator<RoadFigure> {
  const many = (count: number) => Array.from({ length: count }, () => placeAt(metric.roads, anyNode()));
  const [from, to] = [many(2100), many(2100)];
  const timeMs = timer.times(2000, run => timeBetween(metric, from[run]!, to[run]!), 100);
  yield figureOf('time', {}, timeMs, searchMs);
  let arcs = 0;
  const pathMs = timer.times(500, run => {
    const path = pathBetween(metric, from[run]!, to[run]!);
    if (path && 'arcs' in path) arcs += path.arcs.length;
  });
  yield figureOf('path', {}, pathMs, searchMs, { arcs: Math.round(arcs / 503) });
  const [stations, places] = [many(STATIONS), many(PLACES)];
  const matrixMs = timer.times(isLarge ? 7 : 15, () => sweepMatrix(metric, stations, places));
  yield figureOf('matrix', { rows: STATIONS, columns: PLACES }, matrixMs, searchMs);
  for (const minutes of [8, 20]) {
    let nodes = 0;
    const withinMs = timer.times(200, run => {
      nodes += nodesWithin(metric, [from[run]!], minutes * 60_000).nodes.length;
    });
    yield figureOf('within', { minutes }, withinMs, searchMs, { nodes: Math.round(nodes / 203) });
  }
}

/** How high the elimination tree is, as a measure of the network's kind: ranks and links above a node on average. */
function heights({ nodeCount, parent, firstUp }: Hierarchy): { ranksAbove: number; linksAbove: number } {
  const [ranks, links] = [new Int32Array(nodeCount + 1), new Float64Array(nodeCount + 1)];
  let [ranksAbove, linksAbove] = [0, 0];
  for (let v = nodeCount - 1; v >= 0; v--) {
    ranks[v] = ranks[parent[v]!]! + 1;
    links[v] = links[parent[v]!]! + firstUp[v + 1]! - firstUp[v]!;
    ranksAbove += ranks[v]! / nodeCount;
    linksAbove += links[v]! / nodeCount;
  }
  return { ranksAbove: Math.round(ranksAbove), linksAbove: Math.round(linksAbove) };
}
