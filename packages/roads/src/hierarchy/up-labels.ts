import { clear, climb, scratchOf } from './climb.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Metric } from './metric.ts';
import { changesOf } from './metric-changes.ts';

/** Labels are forgotten when there are more than this many times those that are asked for: units have moved on. */
const KEPT_TIMES = 4;

/**
 * Times from ranks where units stand to everything above them, by depth in the elimination tree (0 at its top):
 * what a climb from there would find. Kept as long as the metric's times stay as they are, so that units which
 * stand still are climbed from once and not for every question. Mutates its own arrays.
 */
export class UpLabels {
  private readonly hierarchy: Hierarchy;
  private readonly depth: Int32Array;
  private readonly labels = new Map<number, Int32Array>();
  private upMs: Int32Array | undefined;
  private changes = 0;

  constructor(hierarchy: Hierarchy) {
    this.hierarchy = hierarchy;
    this.depth = depthsOf(hierarchy);
  }

  depthOf(rank: number): number {
    return this.depth[rank]!;
  }

  /**
   * The labels of these ranks, in their order; up to `most` that are missing are made. Undefined: some are missing
   * still, and the next question will make more.
   */
  find(metric: Metric, ranks: readonly number[], most: number): readonly Int32Array[] | undefined {
    const { labels } = this;
    const changes = changesOf(metric);
    const isOver = this.upMs !== metric.upMs || this.changes !== changes;
    if (isOver || labels.size > KEPT_TIMES * (ranks.length + most)) labels.clear();
    this.upMs = metric.upMs;
    this.changes = changes;
    const found: Int32Array[] = [];
    let made = 0;
    for (const rank of ranks) {
      let label = labels.get(rank);
      if (label === undefined) {
        if (made++ === most) return undefined;
        label = this.labelOf(metric, rank);
        labels.set(rank, label);
      }
      found.push(label);
    }
    return found;
  }

  private labelOf(metric: Metric, rank: number): Int32Array {
    const { hierarchy, depth } = this;
    const { behindMs } = scratchOf(hierarchy);
    const label = new Int32Array(depth[rank]! + 1);
    behindMs[rank] = 0;
    climb(hierarchy, metric.upMs, behindMs, rank);
    for (let v = rank, d = depth[rank]!; d >= 0; v = hierarchy.parent[v]!) label[d--] = behindMs[v]!;
    clear(hierarchy, behindMs, rank);
    return label;
  }
}

const depths = new WeakMap<Hierarchy, Int32Array>();

function depthsOf(hierarchy: Hierarchy): Int32Array {
  let depth = depths.get(hierarchy);
  if (!depth) {
    const { nodeCount, parent } = hierarchy;
    depth = new Int32Array(nodeCount);
    for (let v = nodeCount - 1; v >= 0; v--) depth[v] = parent[v] === nodeCount ? 0 : depth[parent[v]!]! + 1;
    depths.set(hierarchy, depth);
  }
  return depth;
}
