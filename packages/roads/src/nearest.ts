import { type Closures, isOpen } from './closures.ts';
import { NONE } from './layout.ts';
import { arrivals, directPart, partTimeMs, standingAt } from './part.ts';
import { Ranking } from './ranking.ts';
import type { RoadArcs } from './road-arcs.ts';
import { searchOf } from './search.ts';
import type { ArcPlace, Snap } from './snap.ts';
import { closuresOn } from './turns/closures-on.ts';

export interface NearUnit {
  readonly unit: string;
  readonly travelTimeMs: number;
}

export interface NearestOptions {
  readonly closures?: Closures | undefined;
  /** Only units it says yes to. */
  readonly filter?: ((unit: string) => boolean) | undefined;
}

/** Units where they are now, kept by the place on the road where each is. */
export interface LiveNearest {
  /** Puts a unit at a place, or takes it out. */
  setUnit(unit: string, snap: Snap | undefined): void;
  /** The k units that are soonest at `at`, by time and then id as text; fewer when fewer can get there. */
  nearest(at: Snap, k: number, options?: NearestOptions): NearUnit[];
  readonly size: number;
}

/** The k of `units` that are soonest at `at`. For one question; a LiveNearest answers many. */
export function nearest(
  graph: RoadArcs,
  units: Iterable<{ readonly id: string; readonly snap: Snap }>,
  at: Snap,
  k: number,
  closures?: Closures,
): NearUnit[] {
  const live = createLiveNearest(graph);
  for (const { id, snap } of units) live.setUnit(id, snap);
  return live.nearest(at, k, { closures });
}

interface Standing {
  readonly unit: string;
  /** NONE: at the node */
  readonly arc: number;
  readonly fraction: number;
}

/**
 * A reverse search from the incident meets units at the nodes by which they would leave the place where
 * they are, and stops once the k-th best time is behind it.
 */
export function createLiveNearest(graph: RoadArcs): LiveNearest {
  const snaps = new Map<string, Snap>();
  const leavingBy = new Map<number, Standing[]>();
  const onArc = new Map<number, Standing[]>();
  const heads = graph.turns?.after ?? graph.arcHead;

  const remove = (unit: string, snap: Snap) => {
    const { node, arcs } = standingAt(graph.turns, snap);
    if (node !== undefined) take(leavingBy, node, unit);
    for (const { arc } of arcs) {
      take(leavingBy, heads[arc]!, unit);
      take(onArc, arc, unit);
    }
  };
  return {
    get size() {
      return snaps.size;
    },
    setUnit(unit, snap) {
      const before = snaps.get(unit);
      if (before) remove(unit, before);
      if (!snap) {
        snaps.delete(unit);
        return;
      }
      snaps.set(unit, snap);
      const { node, arcs } = standingAt(graph.turns, snap);
      if (node !== undefined) put(leavingBy, node, { unit, arc: NONE, fraction: 0 });
      for (const { arc, fraction } of arcs) {
        put(leavingBy, heads[arc]!, { unit, arc, fraction });
        put(onArc, arc, { unit, arc, fraction });
      }
    },
    nearest(at, k, { closures: closed, filter } = {}) {
      const closures = closuresOn(graph, closed);
      const best = new Ranking(k);
      const offer = (standing: Standing, timeMs: number) => {
        if (timeMs <= best.limitMs && (!filter || filter(standing.unit))) best.offer(standing.unit, timeMs);
      };
      for (const end of at.arcs) offerOnSameArc(graph, onArc.get(end.arc) ?? [], end, closures, offer);
      const search = searchOf(graph);
      search.begin();
      for (const { node, timeMs } of arrivals(graph, at, closures)) search.add(node, timeMs, NONE);
      while (search.peekMs() <= best.limitMs) {
        const node = search.next();
        if (node === NONE) break;
        const here = search.timeMs[node]!;
        for (const standing of leavingBy.get(node) ?? []) {
          const { arc, fraction } = standing;
          if (arc === NONE) offer(standing, here);
          else if (isOpen(closures, arc, fraction, 1)) {
            offer(standing, here + partTimeMs(graph, arc, fraction, 1));
          }
        }
        search.relaxIn(node, closures);
      }
      return best.list();
    },
  };
}

function offerOnSameArc(
  graph: RoadArcs,
  standings: readonly Standing[],
  end: ArcPlace,
  closures: Closures | undefined,
  offer: (standing: Standing, timeMs: number) => void,
): void {
  for (const standing of standings) {
    const direct = directPart(graph, [standing], [end], closures);
    if (direct) offer(standing, direct.timeMs);
  }
}

function put(lists: Map<number, Standing[]>, key: number, standing: Standing): void {
  const list = lists.get(key);
  if (list) list.push(standing);
  else lists.set(key, [standing]);
}

function take(lists: Map<number, Standing[]>, key: number, unit: string): void {
  const left = (lists.get(key) ?? []).filter(standing => standing.unit !== unit);
  if (left.length > 0) lists.set(key, left);
  else lists.delete(key);
}
