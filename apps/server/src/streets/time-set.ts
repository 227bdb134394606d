import {
  type Closures,
  closuresOn,
  createMetric,
  type Hierarchy,
  type Metric,
  type RoadGraph,
  type TurnView,
  updateMetric,
  viewArcTimeMs,
  viewWithTimes,
} from '@clarion/roads';

/** Travel times over what is closed and slowed. Read it at once: the next question may change it in place. */
export interface MetricNow extends Metric {
  /** The streets with these times. Where turns count, `roads` is the view of them; else it is the same. */
  readonly streets: RoadGraph;
  /** What is closed of the streets; `closures` is the same as `roads` has it. */
  readonly shut: Closures | undefined;
  readonly view: TurnView | undefined;
}

/** The roads with one set of times of their own, and on top of them what is closed and slowed for now. */
export interface TimeSet {
  /** Only what differs from the last time is reckoned anew. The same object until something does. */
  over(closures: Closures | undefined, slowedMs: ReadonlyMap<number, number> | undefined): MetricNow;
}

/** What a set begins with: all its times, and the links' times made of them. All are taken over and changed in place. */
export interface ReadyTimes {
  readonly arcTimeMs: Uint32Array;
  /** Of the view, where turns count. */
  readonly viewTimeMs?: Uint32Array;
  readonly upMs: Int32Array;
  readonly downMs: Int32Array;
}

/**
 * The links' times of these streets' times: seconds of work for a province. `hierarchy` is the view's where turns count.
 */
export function reckonTimes(
  streets: RoadGraph,
  hierarchy: Hierarchy,
  view: TurnView | undefined,
  allocate: (bytes: number) => ArrayBufferLike = bytes => new ArrayBuffer(bytes),
): ReadyTimes {
  const { arcTimeMs } = streets;
  if (view === undefined) {
    const { upMs, downMs } = createMetric(hierarchy, streets, { allocate });
    return { arcTimeMs, upMs, downMs };
  }
  const viewTimeMs = new Uint32Array(allocate(4 * view.arcCount));
  const { upMs, downMs } = createMetric(hierarchy, viewWithTimes(view, streets, viewTimeMs), { allocate });
  return { arcTimeMs, viewTimeMs, upMs, downMs };
}

export function createTimeSet(
  graph: RoadGraph,
  hierarchy: Hierarchy,
  ready: ReadyTimes,
  view?: TurnView,
): TimeSet {
  const { arcTimeMs, viewTimeMs, upMs, downMs } = ready;
  const streets: RoadGraph = { ...graph, arcTimeMs };
  const viewNow = view && viewTimeMs && { ...view, arcTimeMs: viewTimeMs, turns: { ...view.turns, streets } };
  const roads = viewNow ?? streets;
  let metric: MetricNow = {
    hierarchy,
    roads,
    closures: undefined,
    upMs,
    downMs,
    streets,
    shut: undefined,
    view: viewNow,
  };
  /** Own times of the arcs that are slowed. */
  const ownMs = new Map<number, number>();
  let slowed: ReadonlyMap<number, number> | undefined;

  /** The arcs of the hierarchy's roads over these of the streets, with their times brought up to date. */
  function overStreets(changed: ReadonlySet<number>): Iterable<number> {
    if (view === undefined || viewTimeMs === undefined) return changed;
    const { firstOver, over } = view.turns;
    const arcs = [...changed].flatMap(arc => [...over.subarray(firstOver[arc], firstOver[arc + 1])]);
    for (const by of arcs) viewTimeMs[by] = viewArcTimeMs(view, by, arcTimeMs[view.turns.arcOf[by]!]!);
    return arcs;
  }

  return {
    over(closures, slowedMs) {
      const before = metric.shut;
      if (closures === before && slowedMs === slowed) return metric;
      const changed = new Set<number>();
      if (closures !== before) {
        metric = { ...metric, shut: closures, closures: closuresOn(roads, closures) };
        const look = (arc: number) => {
          if ((before?.closed[arc] ?? 0) !== (closures?.closed[arc] ?? 0)) changed.add(arc);
        };
        for (const arc of before?.stretches.keys() ?? []) look(arc);
        for (const arc of closures?.stretches.keys() ?? []) look(arc);
      }
      if (slowedMs !== slowed) {
        metric = { ...metric };
        const set = (arc: number, timeMs: number) => {
          if (arcTimeMs[arc] === timeMs) return;
          arcTimeMs[arc] = timeMs;
          changed.add(arc);
        };
        for (const [arc, timeMs] of ownMs) {
          if (slowedMs?.has(arc)) continue;
          set(arc, timeMs);
          ownMs.delete(arc);
        }
        for (const [arc, timeMs] of slowedMs ?? []) {
          if (!ownMs.has(arc)) ownMs.set(arc, arcTimeMs[arc]!);
          set(arc, timeMs);
        }
        slowed = slowedMs;
      }
      updateMetric(metric, overStreets(changed));
      return metric;
    },
  };
}
