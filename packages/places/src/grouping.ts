import { distance, type LngLat } from '@clarion/measure';
import { ownName } from './displayName.ts';
import type { StreetSegmentInput } from './input.ts';
import { streetName } from './streetName.ts';

/** Stretches of one name farther apart than this are two streets, unless they share a district. */
const GAP_M = 150;
/** A park, a slope or a railway can interrupt a street inside one district. */
const GAP_IN_DISTRICT_M = 600;
/** House numbers that go on beyond a gap show that the street does; namesakes each begin again at 1. */
const GAP_WITH_NUMBERS_M = 2500;

export interface Stretch {
  readonly key: string;
  readonly segments: StreetSegmentInput[];
}

/**
 * Groups segments into streets: same name and connected, or interrupted by a short gap only. A name that recurs
 * elsewhere gives a second street, so that the search can say that there are two.
 */
export function groupStreets(segments: readonly StreetSegmentInput[]): Stretch[] {
  const byName = new Map<string, StreetSegmentInput[]>();
  for (const segment of segments) {
    const key = streetName(ownName(segment.street)).full;
    if (key === '' || segment.points.length === 0) continue;
    const list = byName.get(key);
    if (list) list.push(segment);
    else byName.set(key, [segment]);
  }
  return [...byName].flatMap(([key, list]) => stretches(list).map(s => ({ key, segments: s })));
}

function stretches(segments: readonly StreetSegmentInput[]): StreetSegmentInput[][] {
  const parent = segments.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const atNode = new Map<string, number>();
  segments.forEach((segment, i) => {
    for (const node of [segment.from, segment.to]) {
      const other = atNode.get(node);
      if (other === undefined) atNode.set(node, i);
      else parent[root(i)] = root(other);
    }
  });
  joinOverGaps(segments, parent, root);
  const groups = new Map<number, StreetSegmentInput[]>();
  segments.forEach((segment, i) => {
    const list = groups.get(root(i));
    if (list) list.push(segment);
    else groups.set(root(i), [segment]);
  });
  return joinByNumbers([...groups.values()]);
}

/** Joins stretches whose house numbers do not overlap, the nearest first. */
function joinByNumbers(groups: StreetSegmentInput[][]): StreetSegmentInput[][] {
  const list = groups.map(segments => ({ segments, numbers: numbersOf(segments) }));
  for (;;) {
    let best: { i: number; j: number; gapM: number } | undefined;
    for (let i = 0; i < list.length; i++) {
      for (let j = i + 1; j < list.length; j++) {
        const [a, b] = [list[i]!.numbers, list[j]!.numbers];
        if (a === undefined || b === undefined || (a[0] <= b[1] && b[0] <= a[1])) continue;
        const gapM = gapOf(list[i]!.segments, list[j]!.segments);
        if (gapM <= GAP_WITH_NUMBERS_M && gapM < (best?.gapM ?? Number.POSITIVE_INFINITY))
          best = { i, j, gapM };
      }
    }
    if (best === undefined) return list.map(g => g.segments);
    const other = list.splice(best.j, 1)[0]!;
    const segments = [...list[best.i]!.segments, ...other.segments];
    list[best.i] = { segments, numbers: numbersOf(segments) };
  }
}

/** Lowest and highest house number, or undefined where none are known. */
function numbersOf(segments: readonly StreetSegmentInput[]): readonly [number, number] | undefined {
  const numbers = segments
    .flatMap(s => [s.left?.from, s.left?.to, s.right?.from, s.right?.to])
    .filter(n => n !== undefined && n > 0) as number[];
  return numbers.length === 0 ? undefined : [Math.min(...numbers), Math.max(...numbers)];
}

function gapOf(a: readonly StreetSegmentInput[], b: readonly StreetSegmentInput[]): number {
  const ends = (list: readonly StreetSegmentInput[]): LngLat[] =>
    list.flatMap(s => [s.points[0]!, s.points.at(-1)!]);
  return Math.min(...ends(a).map(p => Math.min(...ends(b).map(q => distance(p, q)))));
}

/** Ends in a grid of GAP_IN_DISTRICT_M cells, so only neighbours are compared. */
function joinOverGaps(
  segments: readonly StreetSegmentInput[],
  parent: number[],
  root: (i: number) => number,
): void {
  if (new Set(segments.map((_, i) => root(i))).size < 2) return;
  const cellDeg = GAP_IN_DISTRICT_M / 60_000;
  const cells = new Map<string, { at: LngLat; i: number }[]>();
  segments.forEach((segment, i) => {
    for (const at of [segment.points[0]!, segment.points.at(-1)!]) {
      const x = Math.floor(at[0] / cellDeg);
      const y = Math.floor(at[1] / cellDeg);
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          for (const near of cells.get(`${x + dx},${y + dy}`) ?? []) {
            if (root(near.i) === root(i)) continue;
            const gapM = distance(at, near.at);
            if (gapM <= GAP_M || (gapM <= GAP_IN_DISTRICT_M && sameDistrict(segment, segments[near.i]!))) {
              parent[root(i)] = root(near.i);
            }
          }
        }
      }
      const cell = cells.get(`${x},${y}`);
      if (cell) cell.push({ at, i });
      else cells.set(`${x},${y}`, [{ at, i }]);
    }
  });
}

function sameDistrict(a: StreetSegmentInput, b: StreetSegmentInput): boolean {
  if (a.district === undefined || b.district === undefined) return true;
  return ownName(a.district) === ownName(b.district);
}
