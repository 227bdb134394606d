import { canFill } from '../configuration/capabilities.ts';
import type { Need } from '../configuration.ts';
import type { Capability, CrewId } from '../ids.ts';
import { type Cost, canMatch, cheapestMatching, less, matchingSize } from './matching.ts';

/** A unit that stands in is taken when the capability's own units are three minutes farther. */
export const STAND_IN_MS = 180_000;

export interface Filler {
  readonly capabilities: readonly Capability[];
  readonly travelTimeMs: number;
  /** Of the units of one crew only one can go. */
  readonly crewId?: CrewId | undefined;
}

/** What a crew would cost in a slot, and with which of its units: `[ms, index in free]`. */
type Costs = (Cost | undefined)[][];

/**
 * Which free unit meets which need: index in `free` → capability. `free` is sorted by travel time, then id. In this order:
 * as many needs as can be met; the first unit there soonest; the last one there soonest; the least sum of times; the least
 * sum of places in `free`. A stand-in counts as `STAND_IN_MS` later; a unit meets one need, and of a crew one unit goes.
 *
 * Exact at any size. A crew's vehicles are one partner, at the cost of the one that comes soonest, so the choice stays a
 * bipartite matching: the first edge is the cheapest that any largest matching has (each is tried), the last is found by
 * halving the list of costs, and the sum by shortest augmenting paths. Only the nearest crews of each capability can be in
 * such a choice, as many as there are needs: a farther one could be exchanged for one of them that is idle, and nothing
 * gets worse. So what it costs hangs on the card, not on the fleet (`npm run bench -- dispatch`).
 */
export function bestFilling(
  needs: readonly Need[],
  free: readonly Filler[],
): ReadonlyMap<number, Capability> {
  const slots = needs.flatMap(({ capability, count }) => Array.from({ length: count }, () => capability));
  const crews = nearestCrews(needs, free, slots.length);
  const costs: Costs = slots.map(capability => crews.map(units => cheapest(free, units, capability)));
  const matched = bestMatching(slots, costs);
  return new Map(
    matched.flatMap((crew, slot) => (crew < 0 ? [] : [[costs[slot]![crew]![1], slots[slot]!] as const])),
  );
}

/** The crew of each slot; -1 is nobody. */
function bestMatching(slots: readonly Capability[], costs: Costs): readonly number[] {
  const size = matchingSize(costs);
  let best: { readonly crews: readonly number[]; readonly last: number; readonly sum: Cost } | undefined;
  for (const [slot, crew] of firstEdges(slots, costs, size)) {
    const first = costs[slot]![crew]!;
    const rest = costs.map((row, s) => row.map((cost, c) => (s === slot || c === crew ? undefined : cost)));
    const last = Math.max(first[0], earliestEnd(rest, size - 1));
    if (best && last > best.last) continue;
    const { partnerOf, sum } = cheapestMatching(within(rest, last));
    const total: Cost = [first[0] + sum[0], first[1] + sum[1]];
    if (best && last === best.last && !less(total, best.sum)) continue;
    best = { crews: partnerOf.map((partner, s) => (s === slot ? crew : partner)), last, sum: total };
  }
  return best?.crews ?? slots.map(() => -1);
}

/** The edges that a largest matching can have and that no other such edge undercuts; of equal slots the first stands for all. */
function firstEdges(slots: readonly Capability[], costs: Costs, size: number): readonly [number, number][] {
  const edges = costs.flatMap((row, slot) =>
    slots.indexOf(slots[slot]!) === slot
      ? row.flatMap((cost, crew) => (cost ? [{ slot, crew, ms: cost[0] }] : []))
      : [],
  );
  edges.sort((a, b) => a.ms - b.ms);
  const found: [number, number][] = [];
  let soonest = Infinity;
  for (const { slot, crew, ms } of edges) {
    if (ms > soonest) break;
    if (!canMatch(costs, slot, crew, size)) continue;
    soonest = ms;
    found.push([slot, crew]);
  }
  return found;
}

/** The least time by which `size` slots can be filled. */
function earliestEnd(costs: Costs, size: number): number {
  const times = [...new Set(costs.flatMap(row => row.flatMap(cost => (cost ? [cost[0]] : []))))];
  times.sort((a, b) => a - b);
  if (size <= 0) return 0;
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (matchingSize(within(costs, times[middle]!)) >= size) high = middle;
    else low = middle + 1;
  }
  return times[low] ?? 0;
}

const within = (costs: Costs, ms: number): Costs =>
  costs.map(row => row.map(cost => (cost && cost[0] <= ms ? cost : undefined)));

function cheapest(
  free: readonly Filler[],
  units: readonly number[],
  capability: Capability,
): Cost | undefined {
  let best: Cost | undefined;
  for (const index of units) {
    const { capabilities, travelTimeMs } = free[index]!;
    if (!canFill(capabilities, capability)) continue;
    const cost: Cost = [travelTimeMs + (capabilities.includes(capability) ? 0 : STAND_IN_MS), index];
    if (less(cost, best)) best = cost;
  }
  return best;
}

/** The units of the nearest `count` crews for each capability, its own ones and stand-ins apart, in order. */
function nearestCrews(
  needs: readonly Need[],
  free: readonly Filler[],
  count: number,
): readonly (readonly number[])[] {
  const found = new Map<string | number, number[]>();
  for (const { capability } of needs) {
    const own = new Set<string | number>();
    const standIns = new Set<string | number>();
    for (const [index, { capabilities, crewId }] of free.entries()) {
      if (own.size >= count && standIns.size >= count) break;
      if (!canFill(capabilities, capability)) continue;
      const crews = capabilities.includes(capability) ? own : standIns;
      const crew = crewId ?? index;
      if (crews.size >= count && !crews.has(crew)) continue;
      crews.add(crew);
      const units = found.get(crew);
      if (!units) found.set(crew, [index]);
      else if (!units.includes(index)) units.push(index);
    }
  }
  return [...found.values()].sort((a, b) => Math.min(...a) - Math.min(...b));
}
