import { distance, type LngLat } from '@clarion/measure';
import type { Closures } from './closures.ts';
import { cutLine } from './cut-line.ts';
import { arcLengthM, arcPoints, isBackward, type RoadGraph } from './graph.ts';
import type { ReachGrid } from './reach-grid.ts';

/** A reached part of an arc, by fractions in its direction, driven from `startMs` on. */
interface Portion {
  readonly arc: number;
  readonly from: number;
  readonly to: number;
  readonly startMs: number;
}

/** Below any survey, above the rounding of fractions. */
const SAME_FRACTION = 1e-9;

/** Which parts of streets are reached, and when; told of each way into an arc. */
export class ReachedStreets {
  private readonly graph: RoadGraph;
  private readonly closures: Closures | undefined;
  private readonly maxMs: number;
  private readonly portions = new Map<number, Portion[]>();

  constructor(graph: RoadGraph, closures: Closures | undefined, maxMs: number) {
    this.graph = graph;
    this.closures = closures;
    this.maxMs = maxMs;
  }

  /** One is on `arc` at fraction `from` at `startMs`, and goes on as far as time and closures let. */
  enter(arc: number, from: number, startMs: number): void {
    const { graph, maxMs } = this;
    if (startMs > maxMs || arcLengthM(graph, arc) === 0) return;
    const arcMs = graph.arcTimeMs[arc]!;
    let to = arcMs === 0 ? 1 : Math.min(1, from + (maxMs - startMs) / arcMs);
    for (const [start, end] of this.closures?.stretches.get(arc) ?? []) {
      if (end > from) to = Math.min(to, Math.max(start, from));
    }
    if (to <= from) return;
    const edge = graph.arcEdge[arc]! >>> 1;
    const portion = { arc, from, to, startMs };
    const known = this.portions.get(edge);
    if (!known) this.portions.set(edge, [portion]);
    else if (!known.some(one => one.arc === arc && one.from === from && one.startMs <= startMs)) {
      known.push(portion);
    }
  }

  *reachedPoints(): Iterable<LngLat> {
    for (const portions of this.portions.values()) {
      for (const { arc, from, to } of portions) yield* cutLine(arcPoints(this.graph, arc), from, to).points;
    }
  }

  /** Draws every street that comes near the grid, reached or not. */
  drawOn(grid: ReachGrid): void {
    const { segments, segmentEdge, edgeFirstPoint, points } = this.graph;
    const found = Uint32Array.from(segments?.search(...grid.bounds) ?? []).sort();
    let edge = -1;
    let fractions: readonly number[] = [];
    for (const segment of found) {
      if (segmentEdge[segment] !== edge) {
        edge = segmentEdge[segment]!;
        fractions = this.fractionsOf(edge);
      }
      const point = segment + edge;
      const [a, b] = [
        fractions[point - edgeFirstPoint[edge]!]!,
        fractions[point - edgeFirstPoint[edge]! + 1]!,
      ];
      const portions = this.portions.get(edge) ?? [];
      grid.draw({
        from: [points[2 * point]!, points[2 * point + 1]!],
        to: [points[2 * point + 2]!, points[2 * point + 3]!],
        soonest: (low, high) => this.soonestOn(portions, a + (b - a) * low, a + (b - a) * high),
      });
    }
  }

  /** When one is soonest between two fractions of an edge; Infinity where none of that is reached. */
  private soonestOn(portions: readonly Portion[], low: number, high: number): number {
    let soonest = Infinity;
    for (const { arc, from, to, startMs } of portions) {
      const [first, last] = isBackward(this.graph, arc) ? [1 - high, 1 - low] : [low, high];
      if (last < from - SAME_FRACTION || first > to + SAME_FRACTION) continue;
      soonest = Math.min(soonest, startMs + this.graph.arcTimeMs[arc]! * Math.max(0, first - from));
    }
    return soonest;
  }

  /** How far along the edge each of its points is. */
  private fractionsOf(edge: number): number[] {
    const { edgeFirstPoint, points } = this.graph;
    const along = [0];
    for (let p = edgeFirstPoint[edge]! + 1; p < edgeFirstPoint[edge + 1]!; p++) {
      const step = distance([points[2 * p - 2]!, points[2 * p - 1]!], [points[2 * p]!, points[2 * p + 1]!]);
      along.push(along[along.length - 1]! + step);
    }
    const whole = along[along.length - 1]! || 1;
    return along.map(one => one / whole);
  }
}
