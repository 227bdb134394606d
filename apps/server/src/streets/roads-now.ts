import type { Instant } from '@clarion/measure';
import type { Closures, Hierarchy, RoadGraph, TurnView } from '@clarion/roads';
import type { ClosuresAtWork } from './closures-at-work.ts';
import type { SpeedsAtWork } from './speeds-at-work.ts';
import { createTimeSet, type MetricNow, type ReadyTimes, reckonTimes, type TimeSet } from './time-set.ts';

/** The road network as it is at each moment: asked with each question, brought up to date by what has changed alone. */
export interface RoadsNow {
  /** The same object until something changes. */
  at(now: Instant): MetricNow;
  /** As if these were all that is closed; the next question is answered as before. */
  over(now: Instant, closures: Closures): MetricNow;
  /** The entry of the feed whose times count at `now`; undefined: the roads' usual ones. */
  feedVersion(now: Instant): number | undefined;
}

/** Measured times that take the place of the usual ones while they count. */
export interface FedTimes {
  readonly seq: number;
  readonly times: TimeSet;
}

export interface RoadsNowMeans {
  readonly graph: RoadGraph;
  /** Of the view, where turns count. */
  readonly hierarchy: Hierarchy;
  readonly view?: TurnView | undefined;
  /** The graph's times, reckoned already; they are taken over. */
  readonly ready?: ReadyTimes | undefined;
  readonly closures: Pick<ClosuresAtWork, 'at'>;
  readonly speeds?: Pick<SpeedsAtWork, 'at'>;
  readonly fed?: (now: Instant) => FedTimes | undefined;
}

export function createRoadsNow(means: RoadsNowMeans): RoadsNow {
  const { graph, hierarchy, view, closures, speeds, fed } = means;
  const ready = means.ready ?? reckonTimes({ ...graph, arcTimeMs: graph.arcTimeMs.slice() }, hierarchy, view);
  const usual = createTimeSet(graph, hierarchy, ready, view);
  const over = (now: Instant, closed: Closures | undefined) =>
    (fed?.(now)?.times ?? usual).over(closed, speeds?.at(now));
  return {
    at: now => over(now, closures.at(now)),
    over,
    feedVersion: now => fed?.(now)?.seq,
  };
}
