import { createLiveUnits } from '../hierarchy/live-units.ts';
import type { Metric } from '../hierarchy/metric.ts';
import type { RoadArcs } from '../road-arcs.ts';
import { figureOf, type RoadFigure } from './figure.ts';
import { placeAt } from './place-at.ts';
import type { Timer } from './timer.ts';

const K = 5;
/** One unit in five has the capability that is asked for. */
const LADDER = 1;
const LADDER_EVERY = 5;
/** Units that are somewhere else at each question. */
const MOVING = 5;
const QUESTIONS = 1000;
const WARM_UP = 200;

/** Sizes of fleets; those that have more units than the network has nodes are left out, but for the first. */
const FLEETS = [100, 1000, 10_000, 50_000];

/** Nearest units among few and many, with a capability, all at one depot; and what a unit's move costs. */
export function* measureUnits(
  metric: Metric,
  chance: () => number,
  timer: Timer,
  searchMs: number,
): Generator<RoadFigure> {
  const { hierarchy, roads } = metric;
  const anyNode = () => Math.floor(chance() * roads.nodeCount);
  const incidents = Array.from({ length: QUESTIONS + WARM_UP }, () => placeAt(roads, anyNode()));
  const able = (i: number) => (i % LADDER_EVERY === 0 ? LADDER : 0);
  for (const units of FLEETS) {
    if (units > roads.nodeCount && units !== FLEETS[0]) continue;
    const live = createLiveUnits(hierarchy, roads);
    for (let i = 0; i < units; i++) live.setUnit(`u${i}`, placeAt(roads, anyNode()), able(i));
    const nearestMs = timer.times(QUESTIONS, run => live.nearest(metric, incidents[run]!, K), WARM_UP);
    yield figureOf('nearest', { k: K, units }, nearestMs, searchMs);
    if (units === FLEETS[0]) {
      const movingMs = incidents.map(at => {
        for (let i = 0; i < MOVING; i++) {
          const unit = Math.floor(chance() * units);
          live.setUnit(`u${unit}`, placeAt(roads, anyNode()), able(unit));
        }
        return timer.time(() => live.nearest(metric, at, K));
      });
      yield figureOf('nearestMoving', { k: K, units, moving: MOVING }, movingMs.slice(WARM_UP), searchMs);
    }
    const ladderMs = timer.times(
      QUESTIONS,
      run => live.nearest(metric, incidents[run]!, K, { capabilities: LADDER }),
      WARM_UP,
    );
    yield figureOf('nearestAble', { k: K, units, every: LADDER_EVERY }, ladderMs, searchMs);
  }
  yield measureMoves(metric, chance, timer, searchMs, Math.min(10_000, roads.nodeCount));
  const live = createLiveUnits(hierarchy, roads);
  const depot = anyNode();
  for (let i = 0; i < 500; i++) live.setUnit(`u${i}`, placeAt(roads, drive(roads, depot, i % 8, chance)));
  const depotMs = timer.times(QUESTIONS, run => live.nearest(metric, incidents[run]!, K), WARM_UP);
  yield figureOf('nearestAtDepot', { k: K, units: 500 }, depotMs, searchMs);
}

/** All units drive five arcs on, as between two reports, again and again; a figure is a round's time for one of them. */
function measureMoves(
  { hierarchy, roads }: Metric,
  chance: () => number,
  timer: Timer,
  searchMs: number,
  units: number,
): RoadFigure {
  const live = createLiveUnits(hierarchy, roads);
  const ids = Array.from({ length: units }, (_, i) => `u${i}`);
  let nodes = ids.map(() => Math.floor(chance() * roads.nodeCount));
  const timesMs: number[] = [];
  for (let round = 0; round < 31; round++) {
    const snaps = nodes.map(node => placeAt(roads, node));
    const roundMs = timer.time(() => {
      for (let i = 0; i < units; i++) {
        live.setUnit(ids[i]!, snaps[i], i % LADDER_EVERY === 0 ? LADDER : 0);
      }
    });
    // The first puts them there, the next few are the compiler's.
    if (round > 5) timesMs.push(roundMs / units);
    nodes = nodes.map(node => drive(roads, node, 5, chance));
  }
  return figureOf('move', { units, arcs: 5 }, timesMs, searchMs);
}

function drive({ firstOut, arcHead }: RoadArcs, node: number, arcs: number, chance: () => number): number {
  let at = node;
  for (let i = 0; i < arcs; i++) {
    const choices = firstOut[at + 1]! - firstOut[at]!;
    if (choices === 0) break;
    at = arcHead[firstOut[at]! + Math.floor(chance() * choices)]!;
  }
  return at;
}
