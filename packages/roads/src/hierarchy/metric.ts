import type { Closures } from '../closures.ts';
import type { RoadArcs } from '../road-arcs.ts';
import { closuresOn } from '../turns/closures-on.ts';
import type { Hierarchy } from './hierarchy.ts';
import { noteChange } from './metric-changes.ts';

/**
 * No way; also what a way of more than 12 days (2^30 ms) is taken for. Two of them still add up within 32 bits, so
 * that sums need no check, and none of them is ever less than this.
 */
export const NO_WAY_MS = 0x3fffffff;

/**
 * Travel times on a hierarchy. `upMs[l]` is the time from the lower to the higher end of link l over it
 * or anything below it, `downMs[l]` the time back. Mutable by `customise` and `updateMetric` alone; one
 * metric can be read by any number of questions.
 */
export interface Metric {
  readonly hierarchy: Hierarchy;
  /** the roads with the times that hold now */
  readonly roads: RoadArcs;
  readonly closures: Closures | undefined;
  readonly upMs: Int32Array;
  readonly downMs: Int32Array;
}

export interface MetricOptions {
  readonly closures?: Closures | undefined;
  /** Times to use instead of the graph's own, one for each arc. */
  readonly arcTimeMs?: Uint32Array;
  /** Where the times of the links are put (8 bytes for each link): a SharedArrayBuffer when workers are to see them. */
  readonly allocate?: (bytes: number) => ArrayBufferLike;
}

/** The metric of a graph's times, whole and ready. */
export function createMetric(hierarchy: Hierarchy, roads: RoadArcs, options: MetricOptions = {}): Metric {
  const metric = blankMetric(hierarchy, roads, options);
  setLinkTimes(metric, 0, hierarchy.nodeCount);
  customise(metric, 0, hierarchy.nodeCount);
  return metric;
}

/** A metric whose link times are still to be reckoned: `setLinkTimes` for all ranks, then `customise`. */
export function blankMetric(hierarchy: Hierarchy, roads: RoadArcs, options: MetricOptions = {}): Metric {
  const { linkCount } = hierarchy;
  const buffer = (options.allocate ?? (bytes => new ArrayBuffer(bytes)))(8 * linkCount);
  return {
    hierarchy,
    roads: { ...roads, arcTimeMs: options.arcTimeMs ?? roads.arcTimeMs },
    closures: closuresOn(roads, options.closures),
    upMs: new Int32Array(buffer, 0, linkCount),
    downMs: new Int32Array(buffer, 4 * linkCount, linkCount),
  };
}

/** Gives the links of ranks `from` … `to`-1 the times of the arcs on them. */
export function setLinkTimes(metric: Metric, from: number, to: number): void {
  const { firstUp, firstArc, arcsOf } = metric.hierarchy;
  const { upMs, downMs, closures } = metric;
  const { arcTimeMs } = metric.roads;
  const closed = closures?.closed;
  noteChange(metric);
  let i = firstArc[2 * firstUp[from]!]!;
  for (let link = firstUp[from]!, last = firstUp[to]!; link < last; link++) {
    for (let way = 0; way < 2; way++) {
      let timeMs = NO_WAY_MS;
      for (const end = firstArc[2 * link + way + 1]!; i < end; i++) {
        const arc = arcsOf[i]!;
        if (arcTimeMs[arc]! < timeMs && (closed === undefined || closed[arc] === 0)) timeMs = arcTimeMs[arc]!;
      }
      if (way === 0) upMs[link] = timeMs;
      else downMs[link] = timeMs;
    }
  }
}

/**
 * Basic customisation of ranks `from` … `to`-1, all lower ranks below them being done: for every two
 * higher neighbours of a rank, the way over that rank. Subtrees apart from each other (see `firstBelow`)
 * can be done by several workers at once.
 */
export function customise({ hierarchy, upMs, downMs }: Metric, from: number, to: number): void {
  noteChange({ upMs });
  const { nodeCount, firstUp, upHead, upTail, firstDown, downLink } = hierarchy;
  const linkTo = new Int32Array(nodeCount);
  for (let y = from; y < to; y++) {
    for (let l = firstUp[y]!, end = firstUp[y + 1]!; l < end; l++) linkTo[upHead[l]!] = l;
    for (let i = firstDown[y]!, last = firstDown[y + 1]!; i < last; i++) {
      const lower = downLink[i]!;
      const fromY = downMs[lower]!;
      const toY = upMs[lower]!;
      for (let l = lower + 1, end = firstUp[upTail[lower]! + 1]!; l < end; l++) {
        const target = linkTo[upHead[l]!]!;
        const upwards = fromY + upMs[l]!;
        if (upwards < upMs[target]!) upMs[target] = upwards;
        const downwards = downMs[l]! + toY;
        if (downwards < downMs[target]!) downMs[target] = downwards;
      }
    }
  }
}
