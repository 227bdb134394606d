import { isOpen } from '../closures.ts';
import type { NearUnit } from '../nearest.ts';
import { arrivals, directPart, partTimeMs } from '../part.ts';
import type { RoadArcs } from '../road-arcs.ts';
import type { Snap } from '../snap.ts';
import { BestUnits } from './best-units.ts';
import { branchAndBound } from './branch-and-bound.ts';
import { searchByLabels } from './by-labels.ts';
import { enter, scratchOf } from './climb.ts';
import type { Hierarchy } from './hierarchy.ts';
import { type Metric, NO_WAY_MS } from './metric.ts';
import { searchNearby } from './nearby.ts';
import { UnitPlaces } from './unit-places.ts';
import { UpLabels } from './up-labels.ts';

export interface UnitQuestion {
  /** Only units that have all capabilities of this mask. */
  readonly capabilities?: number | undefined;
  /** Only units it says yes to. */
  readonly filter?: ((unit: string) => boolean) | undefined;
  /** Only units that are there within so many milliseconds. */
  readonly withinMs?: number | undefined;
}

/** Units where they are now, on a hierarchy: they move in no time, and any metric of the hierarchy can be asked. */
export interface LiveUnits {
  /** Puts a unit at a place, with the bits of what it can do (0–30), or takes it out. */
  setUnit(unit: string, snap: Snap | undefined, capabilities?: number): void;
  /** The k units that are soonest at `at`, by time and then id as text; fewer when fewer can get there. */
  nearest(metric: Metric, at: Snap, k: number, question?: UnitQuestion): NearUnit[];
  readonly size: number;
}

/** Links above a place for each node that a plain search may settle before the hierarchy is asked: about equal work. */
const LINKS_A_NODE = 4;
/** Up to so many units that fit are each asked about, by their labels; of more the tree leaves most out unseen. */
const FEW_UNITS = 200;
/** Of so many it takes too long to find who fits. */
const MANY_UNITS = 4000;
/** Units of a subtree from which their density around a place is told. */
const SOME_UNITS = 5;

/**
 * Where units are dense around the place, a plain reverse search meets k of them at once. Few units that have stood
 * still lately are each compared with the place (`searchByLabels`); else (and where neither answers after all) branch and bound on the elimination tree: times from everything above the place
 * bound the times from each subtree beside it, and subtrees without a fitting unit, or that cannot hold
 * one soon enough, are left out (after Buchhold and Wagner, 2021).
 */
export function createLiveUnits(hierarchy: Hierarchy, roads: Pick<RoadArcs, 'arcHead' | 'turns'>): LiveUnits {
  const places = new UnitPlaces(hierarchy, roads);
  const labels = new UpLabels(hierarchy);
  const nearbyNodes = Math.ceil(linksAbove(hierarchy) / LINKS_A_NODE);
  return {
    get size() {
      return places.size;
    },
    setUnit(unit, snap, capabilities = 0) {
      if (snap) places.set(unit, snap, capabilities);
      else places.remove(unit);
    },
    nearest(metric, at, k, question = {}) {
      if (metric.hierarchy !== hierarchy) throw new Error('LiveUnits: a metric of another hierarchy');
      return new Asking(metric, places, k, question).answer(at, nearbyNodes, labels);
    },
  };
}

/** One question. */
export class Asking {
  readonly metric: Metric;
  readonly places: UnitPlaces;
  readonly best: BestUnits;
  private readonly k: number;
  readonly mask: number;
  private readonly filter: UnitQuestion['filter'];
  private readonly isLimited: boolean;
  /** how many units of each subtree have the rarest of what is asked for; empty when nobody has it */
  readonly counts: Int32Array;

  constructor(metric: Metric, places: UnitPlaces, k: number, question: UnitQuestion) {
    const { capabilities = 0, filter, withinMs = NO_WAY_MS } = question;
    this.metric = metric;
    this.places = places;
    this.k = k;
    this.best = new BestUnits(k, places.ids, Math.min(NO_WAY_MS, withinMs + 1));
    this.isLimited = withinMs < NO_WAY_MS;
    this.mask = capabilities;
    this.filter = filter;
    this.counts = places.counts(capabilities);
  }

  /** `nearbyNodes`: as many as a plain search around the place may settle. */
  answer(at: Snap, nearbyNodes: number, labels: UpLabels): NearUnit[] {
    const { metric, best } = this;
    if (best.limitMs < 0 || this.counts.length === 0) return [];
    this.offerOnSameArcs(at);
    const ends = arrivals(metric.roads, at, metric.closures);
    const { aheadMs } = scratchOf(metric.hierarchy);
    const lowest = enter(metric.hierarchy, ends, aheadMs);
    const first = lowest[0];
    if (first === undefined) return best.list();
    let isDone = false;
    if (this.isLimited || this.expectedNodes(first) <= nearbyNodes / 2)
      isDone = searchNearby(this, ends, nearbyNodes);
    if (isDone) for (const { node } of ends) aheadMs[metric.hierarchy.rankOf[node]!] = NO_WAY_MS;
    else if (!this.areFew() || !searchByLabels(this, labels, lowest, aheadMs))
      branchAndBound(this, lowest, aheadMs);
    return best.list();
  }

  /** Offers the units that leave their place by a rank which is `timeMs` from the incident. */
  offerAt(rank: number, timeMs: number): void {
    const { places } = this;
    for (let s = places.firstAtRank[rank]!; s !== -1; s = places.nextAtRank[s]!)
      this.offerStanding(s, timeMs);
  }

  /** Offers the unit that can leave its place in this way. */
  offerStanding(standing: number, timeMs: number): void {
    const { places, best } = this;
    const { roads, closures } = this.metric;
    const arc = places.arcOf[standing]!;
    if (arc === -1) {
      this.offer(places.unitOf[standing]!, timeMs);
      return;
    }
    const fraction = places.fractionOf[standing]!;
    const total = timeMs + partTimeMs(roads, arc, fraction, 1);
    if (total <= best.limitMs && isOpen(closures, arc, fraction, 1))
      this.offer(places.unitOf[standing]!, total);
  }

  private areFew(): boolean {
    return this.places.size <= MANY_UNITS && this.places.fitting(this.mask) <= FEW_UNITS;
  }

  private offer(unit: number, timeMs: number): void {
    const { places, best, mask, filter } = this;
    if (timeMs > best.limitMs || (places.masks[unit]! & mask) !== mask) return;
    if (filter && !filter(places.ids[unit]!)) return;
    best.offer(unit, timeMs);
  }

  private offerOnSameArcs(at: Snap): void {
    const { places, metric } = this;
    for (const end of at.arcs) {
      for (let s = places.firstOnArc[end.arc]!; s !== -1; s = places.nextOnArc[s]!) {
        const standing = { arc: end.arc, fraction: places.fractionOf[s]! };
        const direct = directPart(metric.roads, [standing], [end], metric.closures);
        if (direct) this.offer(places.unitOf[s]!, direct.timeMs);
      }
    }
  }

  /** How many nodes around a rank hold k units, by the smallest subtree around it that holds some. */
  private expectedNodes(rank: number): number {
    const { nodeCount, parent, firstBelow } = this.metric.hierarchy;
    for (let v = rank; v < nodeCount; v = parent[v]!) {
      const count = this.counts[v]!;
      if (count >= SOME_UNITS) return (this.k * (v + 1 - firstBelow[v]!)) / count;
    }
    return Infinity;
  }
}

/** How many links are above a node, by some 64 of them. */
function linksAbove({ nodeCount, parent, firstUp }: Hierarchy): number {
  const step = Math.max(1, Math.floor(nodeCount / 64));
  let [links, looked] = [0, 0];
  for (let start = 0; start < nodeCount; start += step, looked++) {
    for (let v = start; v < nodeCount; v = parent[v]!) links += firstUp[v + 1]! - firstUp[v]!;
  }
  return looked === 0 ? 0 : links / looked;
}
