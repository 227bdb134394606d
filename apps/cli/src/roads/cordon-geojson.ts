import {
  arcPoints,
  type Cordon,
  type CordonArc,
  circleRing,
  type DrawnDetour,
  type HazardArea,
  type PeopleInside,
  type RoadGraph,
  type RoadNames,
} from '@clarion/roads';

interface Feature {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

/**
 * A cordon as GeoJSON; `kind` says what a feature is: area, point, closedArc, wayOut, wayOutArc, noWayOut (roads that the
 * streets lead nobody out of), through and around (what was driven from a point to another, and how one gets around now).
 */
export function cordonGeoJson(
  graph: RoadGraph,
  area: HazardArea,
  { points, exits, trapped, inside, outsideAtM, variant }: Cordon,
  people: PeopleInside | undefined,
  detours: readonly DrawnDetour[],
): string {
  const line = (kind: string, arc: CordonArc, properties: Record<string, unknown>): Feature => ({
    type: 'Feature',
    properties: { kind, from: arc.from, to: arc.to, street: nameOf(arc.names), ...properties },
    geometry: { type: 'LineString', coordinates: arcPoints(graph, arc.arc) },
  });
  const place = (kind: string, coordinates: unknown, properties: Record<string, unknown>): Feature => ({
    type: 'Feature',
    properties: { kind, ...properties },
    geometry: { type: 'Point', coordinates },
  });
  const features: Feature[] = [
    {
      type: 'Feature',
      properties: {
        kind: 'area',
        inside: inside.nodes.length,
        ...(people
          ? { people: Math.round(people.people), atLeast: people.atLeast, atMost: people.atMost }
          : {}),
        outsideAtM,
        variant,
      },
      geometry: {
        type: 'MultiPolygon',
        coordinates: area.kind === 'circle' ? [[circleRing(area.centre, area.radiusM)]] : area.polygons,
      },
    },
    ...points.flatMap(({ id, at, streets, closes }, i) => [
      place('point', at, { number: i + 1, node: id, streets: streets.map(nameOf) }),
      ...closes.map(arc => line('closedArc', arc, { point: id })),
    ]),
    ...exits.flatMap(({ id, at, arcs, isLetThrough }) => [
      place('wayOut', at, { node: id, isLetThrough }),
      ...arcs.map(arc => line('wayOutArc', arc, { node: id })),
    ]),
    ...detours.flatMap(({ from, to, throughMs, aroundMs, through, around, by }): Feature[] => {
      const ends = { from: points[from]!.id, to: points[to]!.id };
      const way = (kind: string, coordinates: unknown, properties: Record<string, unknown>): Feature => ({
        type: 'Feature',
        properties: { kind, ...ends, ...properties },
        geometry: { type: 'LineString', coordinates },
      });
      return [
        way('through', through.points, { travelTimeMs: throughMs, isClosed: around === undefined }),
        ...(around
          ? [way('around', around.points, { travelTimeMs: aroundMs, streets: by.map(nameOf) })]
          : []),
      ];
    }),
    ...trapped.map(({ at, nodes, streets }) =>
      place('noWayOut', at, { nodes: nodes.length, streets: streets.map(nameOf) }),
    ),
  ];
  return `${JSON.stringify({ type: 'FeatureCollection', features })}\n`;
}

const nameOf = (names: RoadNames | undefined): string | null =>
  names?.local ?? names?.zh ?? names?.en ?? null;
