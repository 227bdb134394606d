import type { LngLat } from '@clarion/measure';
import { ownName } from './displayName.ts';
import type { Stretch } from './grouping.ts';
import type { CrossingInput, StreetSegmentInput } from './input.ts';
import { streetName } from './streetName.ts';

export interface MutableNode {
  readonly id: string;
  readonly at: LngLat;
  readonly streets: Set<number>;
}

export interface Nodes {
  readonly list: MutableNode[];
  readonly numberOf: ReadonlyMap<string, number>;
}

/**
 * Junctions and the streets that meet there: the ends of the segments, inner points that two streets share (a
 * table need not cut its lines at every junction), and what crossing tables say.
 */
export function nodesOf(
  segments: readonly StreetSegmentInput[],
  segmentStreet: readonly number[],
  crossings: readonly CrossingInput[],
  streets: readonly Stretch[],
): Nodes {
  const list: MutableNode[] = [];
  const numberOf = new Map<string, number>();
  const at = new Map<string, MutableNode>();
  const add = (id: string, point: LngLat, street?: number): void => {
    let number = numberOf.get(id);
    if (number === undefined) {
      number = list.length;
      const node = { id, at: point, streets: new Set<number>() };
      list.push(node);
      numberOf.set(id, number);
      at.set(spot(point), node);
    }
    if (street !== undefined) list[number]!.streets.add(street);
  };
  segments.forEach((s, i) => {
    add(s.from, s.points[0]!, segmentStreet[i]!);
    add(s.to, s.points.at(-1)!, segmentStreet[i]!);
  });
  const inner = new Map<string, { point: LngLat; street: number }>();
  segments.forEach((s, i) => {
    const street = segmentStreet[i]!;
    for (const point of s.points.slice(1, -1)) {
      const key = spot(point);
      const first = inner.get(key);
      const node = at.get(key);
      if (node) node.streets.add(street);
      else if (first === undefined) inner.set(key, { point, street });
      else if (first.street !== street) {
        add(`at ${key}`, point, street);
        add(`at ${key}`, point, first.street);
      }
    }
  });
  const byName = new Map<string, number[]>();
  streets.forEach((s, i) => {
    byName.set(s.key, [...(byName.get(s.key) ?? []), i]);
  });
  for (const crossing of crossings) {
    for (const names of crossing.streets) {
      const candidates = byName.get(streetName(ownName(names)).full) ?? [];
      // With two streets of the name, the table does not say which: the segments have to.
      if (candidates.length === 1) add(crossing.node, crossing.at, candidates[0]!);
    }
  }
  return { list, numberOf };
}

const spot = (p: LngLat): string => `${p[0].toFixed(7)},${p[1].toFixed(7)}`;
