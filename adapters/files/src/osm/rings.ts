import type { LngLat } from '@clarion/measure';
import { ringContains } from '@clarion/measure';
import type { OsmExtract, OsmWay } from './extract.ts';
import type { OsmMember } from './sink.ts';

/** Outer rings, each followed by the holes in it. Rings are closed: the last point is the first. */
export type Polygons = readonly (readonly (readonly LngLat[])[])[];

/** The ring of a closed way; undefined when it is open or a node of it is not in the extract. */
export function wayRing(way: OsmWay, extract: OsmExtract): LngLat[] | undefined {
  if (way.refs.length < 4 || way.refs[0] !== way.refs.at(-1)) return undefined;
  return wayLine(way, extract);
}

/** The points of a way; undefined when one of them is not in the extract. */
export function wayLine(way: OsmWay, extract: OsmExtract): LngLat[] | undefined {
  const points: LngLat[] = [];
  for (const ref of way.refs) {
    const at = extract.places.find(ref);
    if (at === undefined) return undefined;
    points.push(at);
  }
  return points;
}

/**
 * The polygons of a multipolygon or boundary relation (wiki: Relation:multipolygon), from those of its ways that close
 * into rings. `whole` tells whether every way was there and none was left over.
 */
export function relationPolygons(
  members: readonly OsmMember[],
  extract: OsmExtract,
): { readonly polygons: Polygons; readonly whole: boolean } {
  const ways = { outer: [] as OsmWay[], inner: [] as OsmWay[] };
  let whole = true;
  for (const member of members) {
    if (member.type !== 'way') continue;
    const way = extract.ways.get(member.ref);
    if (way === undefined || way.refs.length < 2) whole = false;
    else ways[member.role === 'inner' ? 'inner' : 'outer'].push(way);
  }
  const outer = closedRings(ways.outer, extract);
  const inner = closedRings(ways.inner, extract);
  const polygons = outer.rings.map(ring => [
    ring,
    ...inner.rings.filter(hole => hole[0] !== undefined && ringContains(ring, hole[0])),
  ]);
  return { polygons, whole: whole && outer.whole && inner.whole };
}

function closedRings(ways: readonly OsmWay[], extract: OsmExtract): { rings: LngLat[][]; whole: boolean } {
  const rings: LngLat[][] = [];
  let whole = true;
  for (const refs of joinedRefs(ways)) {
    const closed = refs.length >= 4 && refs[0] === refs.at(-1);
    const ring = closed ? wayLine({ id: 0, refs, tags: undefined }, extract) : undefined;
    if (ring === undefined) whole = false;
    else rings.push(ring);
  }
  return { rings, whole };
}

/** Joins ways end to end, either way round, as far as they reach. */
function joinedRefs(ways: readonly OsmWay[]): number[][] {
  const ends = new Map<number, OsmWay[]>();
  const note = (node: number, way: OsmWay) => {
    const known = ends.get(node);
    if (known) known.push(way);
    else ends.set(node, [way]);
  };
  const isRing = (way: OsmWay) => way.refs[0] === way.refs.at(-1);
  for (const way of ways) {
    if (isRing(way)) continue;
    note(way.refs[0]!, way);
    note(way.refs.at(-1)!, way);
  }
  const used = new Set<OsmWay>();
  const joined: number[][] = [];
  for (const way of ways) {
    if (used.has(way)) continue;
    used.add(way);
    const refs = [...way.refs];
    while (refs[0] !== refs.at(-1)) {
      const end = refs.at(-1)!;
      const next = ends.get(end)?.find(candidate => !used.has(candidate));
      if (next === undefined) break;
      used.add(next);
      refs.push(...(next.refs[0] === end ? next.refs : next.refs.toReversed()).slice(1));
    }
    joined.push(refs);
  }
  return joined;
}

/** Centre of area of a ring; of a ring without area, the middle of its points. */
export function ringCentre(ring: readonly LngLat[]): LngLat {
  const [lng0, lat0] = ring[0]!;
  let area = 0;
  let lng = 0;
  let lat = 0;
  for (let i = 1; i < ring.length; i++) {
    // Relative to the first point: products of whole degrees would lose the centimetres.
    const ax = ring[i - 1]![0] - lng0;
    const ay = ring[i - 1]![1] - lat0;
    const bx = ring[i]![0] - lng0;
    const by = ring[i]![1] - lat0;
    const cross = ax * by - bx * ay;
    area += cross;
    lng += (ax + bx) * cross;
    lat += (ay + by) * cross;
  }
  if (Math.abs(area) < 1e-14) {
    const sum = ring.reduce((s, p) => [s[0] + p[0], s[1] + p[1]] as const, [0, 0] as const);
    return [sum[0] / ring.length, sum[1] / ring.length];
  }
  return [lng0 + lng / (3 * area), lat0 + lat / (3 * area)];
}

/** Area of a ring in square degrees; only for comparing rings near each other. */
export function ringArea(ring: readonly LngLat[]): number {
  let area = 0;
  for (let i = 1; i < ring.length; i++) area += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return Math.abs(area) / 2;
}
