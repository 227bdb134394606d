import { type LngLat, lineLength, metres, pointAlong } from '@clarion/measure';
import type { OsmExtract } from './extract.ts';
import { type Polygons, relationPolygons, ringArea, ringCentre, wayLine, wayRing } from './rings.ts';
import type { OsmTags } from './sink.ts';

/** A tagged thing with a place, whatever it was drawn as. */
export interface OsmObject {
  /** n, w or r with the OpenStreetMap id. */
  readonly id: string;
  readonly tags: OsmTags;
  /** The node, the middle of the line, or the centre of (the largest) area. */
  readonly at: LngLat;
  readonly polygons?: Polygons;
  readonly line?: readonly LngLat[];
  /** Whether the extract holds all of its outline. */
  readonly whole: boolean;
}

/** All tagged things of an extract that have a place; what lacks some nodes is passed over and counted. */
export function osmObjects(extract: OsmExtract): { objects: OsmObject[]; ignored: Record<string, number> } {
  const objects: OsmObject[] = [];
  const ignored = { cutOutlines: 0, openRelations: 0, danglingMembers: 0 };
  for (const { id, at, tags } of extract.taggedNodes) objects.push({ id: `n${id}`, tags, at, whole: true });
  for (const way of extract.ways.values()) {
    if (way.tags === undefined) continue;
    const ring = wayRing(way, extract);
    const points = ring ?? wayLine(way, extract);
    if (points === undefined || points.length < 2) {
      if (way.tags['highway'] === undefined) ignored.cutOutlines++;
      continue;
    }
    const { tags } = way;
    const base = { id: `w${way.id}`, tags, whole: true, line: points };
    if (ring === undefined) objects.push({ ...base, at: middleOf(points) });
    else objects.push({ ...base, at: ringCentre(ring), polygons: [[ring]] });
  }
  for (const { id, members, tags } of extract.relations) {
    ignored.danglingMembers += members.filter(
      member => member.type === 'way' && !extract.ways.has(member.ref),
    ).length;
    if (tags['type'] !== 'multipolygon' && tags['type'] !== 'boundary') continue;
    const { polygons, whole } = relationPolygons(members, extract);
    const outer = polygons.map(rings => rings[0]!);
    if (!whole) ignored.openRelations++;
    if (outer.length === 0) continue;
    const largest = outer.reduce((best, ring) => (ringArea(ring) > ringArea(best) ? ring : best));
    objects.push({ id: `r${id}`, tags, at: ringCentre(largest), polygons, whole });
  }
  return { objects, ignored };
}

const middleOf = (points: readonly LngLat[]): LngLat => pointAlong(points, metres(lineLength(points) / 2));
