import { createNearby } from './nearby.ts';
import { apart, crossing, foot, lengthOf, mix, type Point } from './plane.ts';
import type { Stretch } from './street.ts';

/** Streets with the places where they meet. `nodes[i]` is the junction at `points[i]`, −1 at a mere bend. */
export interface Joined {
  readonly junctions: readonly Point[];
  readonly lines: readonly Line[];
}
export interface Line {
  readonly stretch: Stretch;
  readonly points: readonly Point[];
  readonly nodes: readonly number[];
}

/** Two meetings closer than this are one junction. */
const MERGE_M = 7;
/** An end this close to another street ends on it. */
const REACH_M = 14;
/** What overshoots further than its last junction is cut off if it is shorter than this. */
const STUB_M = 40;

interface Piece {
  readonly owner: number;
  readonly a: Point;
  readonly b: Point;
  /** Metres from the start of the owner to `a`. */
  readonly from: number;
}
interface Cut {
  readonly along: number;
  readonly node: number;
}

/** Finds where streets cross and where they end on one another. */
export function joinStreets(stretches: readonly Stretch[]): Joined {
  const junctions: Point[] = [];
  const byPlace = createNearby<number>(20);
  const cuts: Cut[][] = stretches.map(() => []);
  const nodeAt = (p: Point): number => {
    const low: Point = [p[0] - MERGE_M, p[1] - MERGE_M];
    const high: Point = [p[0] + MERGE_M, p[1] + MERGE_M];
    for (const node of byPlace.find(low, high)) if (apart(junctions[node]!, p) < MERGE_M) return node;
    const node = junctions.push(p) - 1;
    byPlace.add(p, p, node);
    return node;
  };
  const pieces: Piece[] = [];
  const near = createNearby<number>(60);
  stretches.forEach((stretch, owner) => {
    let from = 0;
    for (let i = 1; i < stretch.points.length; i++) {
      const a = stretch.points[i - 1]!;
      const b = stretch.points[i]!;
      const index = pieces.push({ owner, a, b, from }) - 1;
      near.add(lowOf(a, b, 0), highOf(a, b, 0), index);
      from += apart(a, b);
    }
  });
  pieces.forEach((piece, index) => {
    if (stretches[piece.owner]!.level !== 'ground') return;
    for (const other of near.find(lowOf(piece.a, piece.b, 0), highOf(piece.a, piece.b, 0))) {
      const second = pieces[other]!;
      if (other <= index || second.owner === piece.owner) continue;
      if (stretches[second.owner]!.level !== 'ground') continue;
      const met = crossing(piece.a, piece.b, second.a, second.b);
      if (!met) continue;
      const node = nodeAt(mix(piece.a, piece.b, met.f));
      cuts[piece.owner]!.push({ along: piece.from + met.f * apart(piece.a, piece.b), node });
      cuts[second.owner]!.push({ along: second.from + met.g * apart(second.a, second.b), node });
    }
  });
  stretches.forEach((stretch, owner) => {
    const total = lengthOf(stretch.points);
    for (const [end, along] of [
      [stretch.points[0]!, 0],
      [stretch.points.at(-1)!, total],
    ] as const) {
      if (cuts[owner]!.some(cut => Math.abs(cut.along - along) < REACH_M)) continue;
      const node = endNode(end, owner);
      if (node !== undefined) cuts[owner]!.push({ along, node });
    }
  });

  /** An end meets the nearest street within reach; one that overshoots meets nothing more. */
  function endNode(end: Point, owner: number): number | undefined {
    let best: { piece: Piece; f: number; away: number } | undefined;
    for (const index of near.find(lowOf(end, end, REACH_M), highOf(end, end, REACH_M))) {
      const piece = pieces[index]!;
      if (piece.owner === owner) continue;
      const { f, away } = foot(end, piece.a, piece.b);
      if (away < REACH_M && (!best || away < best.away)) best = { piece, f, away };
    }
    if (!best) return stretches[owner]!.overshoots ? undefined : nodeAt(end);
    const node = nodeAt(mix(best.piece.a, best.piece.b, best.f));
    cuts[best.piece.owner]!.push({
      along: best.piece.from + best.f * apart(best.piece.a, best.piece.b),
      node,
    });
    return node;
  }

  const lines = stretches.flatMap((stretch, owner) => {
    const line = lineOf(stretch, cuts[owner]!, junctions, nodeAt);
    return line ? [line] : [];
  });
  return { junctions, lines };
}

/** The stretch with its junctions in it, overshoots trimmed; undefined when nothing is left. */
function lineOf(
  stretch: Stretch,
  found: readonly Cut[],
  junctions: readonly Point[],
  nodeAt: (p: Point) => number,
): Line | undefined {
  const sorted = [...found].sort((a, b) => a.along - b.along);
  if (sorted.length === 0) return undefined;
  const total = lengthOf(stretch.points);
  const first = sorted[0]!.along;
  const last = sorted.at(-1)!.along;
  const from = stretch.overshoots && first < STUB_M ? first : 0;
  const to = stretch.overshoots && total - last < STUB_M ? last : total;
  const points: Point[] = [];
  const nodes: number[] = [];
  const put = (point: Point, node: number) => {
    const previous = points.at(-1);
    if (node >= 0 && nodes.at(-1) === node) return;
    if (previous && apart(previous, point) < 4) {
      if (node < 0) return;
      if (nodes.at(-1)! < 0) {
        points.pop();
        nodes.pop();
      }
    }
    points.push(point);
    nodes.push(node);
  };
  if (from === 0 && first > MERGE_M) put(stretch.points[0]!, nodeAt(stretch.points[0]!));
  let next = 0;
  let along = 0;
  for (let i = 0; i < stretch.points.length; i++) {
    if (i > 0) along += apart(stretch.points[i - 1]!, stretch.points[i]!);
    while (next < sorted.length && sorted[next]!.along <= along + 1e-6) {
      const { node } = sorted[next++]!;
      put(junctions[node]!, node);
    }
    if (along > from && along < to && i > 0 && i < stretch.points.length - 1) put(stretch.points[i]!, -1);
  }
  if (to === total && total - last > MERGE_M) {
    const end = stretch.points.at(-1)!;
    put(end, nodeAt(end));
  }
  // A bend within reach of the last junction would leave the line without a node at its end.
  while (nodes.length > 0 && nodes.at(-1)! < 0) {
    nodes.pop();
    points.pop();
  }
  return new Set(nodes.filter(node => node >= 0)).size > 1 ? { stretch, points, nodes } : undefined;
}

const lowOf = (a: Point, b: Point, by: number): Point => [
  Math.min(a[0], b[0]) - by,
  Math.min(a[1], b[1]) - by,
];
const highOf = (a: Point, b: Point, by: number): Point => [
  Math.max(a[0], b[0]) + by,
  Math.max(a[1], b[1]) + by,
];
