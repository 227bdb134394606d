import type {
  AddressInput,
  CrossingInput,
  GazetteerInput,
  KilometrePostInput,
  Names,
  PlaceInput,
  StreetSegmentInput,
} from '@clarion/places';
import type { Ground } from './ground.ts';
import type { House } from './houses.ts';
import type { Joined, Line } from './join.ts';
import type { Landmark } from './landmarks.ts';
import { gridRing } from './landuse.ts';
import { numbersBetween } from './numbering.ts';
import { apart, lengthOf, mix, type Point, placeAlong, toLngLat } from './plane.ts';
import { districtAt, districts } from './quarters.ts';

/** Of the generated motorway, as expressways of a province are numbered. */
const MOTORWAY_NUMBER = 'S41';

/** Names of the district around a point; none outside of the ring road and on the river. */
export function districtNamesAt(ground: Ground, p: Point): Names | undefined {
  const found = ground.find(p);
  return found && districtAt(found).names;
}

export function gazetteerOf(
  ground: Ground,
  { lines, junctions }: Joined,
  starts: ReadonlyMap<Line, number>,
  names: ReadonlyMap<string, Names>,
  houses: readonly House[],
  landmarks: readonly Landmark[],
): GazetteerInput {
  return {
    segments: segmentsOf(ground, lines, starts, names),
    addresses: houses.flatMap(({ door }): AddressInput[] => {
      if (!door) return [];
      const district = districtNamesAt(ground, door.at);
      return [
        {
          street: names.get(door.street)!,
          number: String(door.number),
          at: toLngLat(door.at),
          ...(district && { district }),
        },
      ];
    }),
    places: [...landmarks.map(landmark => placeOf(ground, landmark)), ...bridgePlaces(lines, names)],
    crossings: roundaboutCrossings(lines, junctions, names),
    kilometrePosts: motorwayPosts(lines, names),
    districts: districts.map(({ names: name, bank, columns, rows }) => ({
      name,
      rings: [gridRing(ground, bank, [columns[0], rows[0]], [columns[1], rows[1]]).map(toLngLat)],
    })),
    region: [{ zh: '云汀', en: 'Yunting' }],
  };
}

function placeOf(ground: Ground, { id, names, aliases, kind, at }: Landmark): PlaceInput {
  const district = districtNamesAt(ground, at);
  return {
    id,
    names,
    kind,
    at: toLngLat(at),
    ...(aliases && { aliases: [...aliases] }),
    ...(district && { district }),
  };
}

function bridgePlaces(lines: readonly Line[], names: ReadonlyMap<string, Names>): PlaceInput[] {
  return lines.flatMap(({ stretch, points }) => {
    if (!stretch.bridge || stretch.level !== 'ground') return [];
    const middle = placeAlong(points, lengthOf(points) / 2).at;
    return [{ id: stretch.street, names: names.get(stretch.street)!, kind: 'bridge', at: toLngLat(middle) }];
  });
}

/** The motorway comes from elsewhere: its first post in the town is not its first. */
const FIRST_POST_KM = 12;
const POST_SPACING_M = 500;

/** Posts along the motorway, from the north. */
function motorwayPosts(lines: readonly Line[], names: ReadonlyMap<string, Names>): KilometrePostInput[] {
  const street = 'motorway-north';
  const pieces = lines
    .filter(({ stretch }) => stretch.street === street)
    .map(({ points }) => (points[0]![1] >= points.at(-1)![1] ? points : points.toReversed()))
    .sort((a, b) => b[0]![1] - a[0]![1]);
  const line = pieces.flat();
  const roads = [MOTORWAY_NUMBER, ...Object.values(names.get(street)!)];
  return Array.from({ length: Math.floor(lengthOf(line) / POST_SPACING_M) + 1 }, (_, i) => ({
    roads,
    km: FIRST_POST_KM + (i * POST_SPACING_M) / 1000,
    at: toLngLat(placeAlong(line, i * POST_SPACING_M).at),
  }));
}

/** Streets that end on the same roundabout cross there, though they share no junction. */
function roundaboutCrossings(
  lines: readonly Line[],
  junctions: readonly Point[],
  names: ReadonlyMap<string, Names>,
): CrossingInput[] {
  const rings = Map.groupBy(
    lines.filter(({ stretch }) => stretch.roundabout),
    ({ stretch }) => stretch.street,
  );
  return [...rings.values()].map(ring => {
    const nodes = new Set(ring.flatMap(({ nodes }) => nodes).filter(node => node >= 0));
    const streets = new Set(
      lines.flatMap(({ stretch, nodes: own }) =>
        own.some(node => nodes.has(node)) && names.has(stretch.street) ? names.get(stretch.street)! : [],
      ),
    );
    const first = ring[0]!.nodes.find(node => node >= 0)!;
    return { node: `n${first}`, at: toLngLat(junctions[first]!), streets: [...streets] };
  });
}

/** One segment between each two junctions next to one another along a named street. */
function segmentsOf(
  ground: Ground,
  lines: readonly Line[],
  starts: ReadonlyMap<Line, number>,
  names: ReadonlyMap<string, Names>,
): StreetSegmentInput[] {
  const out: StreetSegmentInput[] = [];
  for (const line of lines) {
    const street = names.get(line.stretch.street);
    if (!street) continue;
    const start = starts.get(line)!;
    let first = 0;
    let along = 0;
    let from = 0;
    for (let i = 1; i < line.points.length; i++) {
      along += apart(line.points[i - 1]!, line.points[i]!);
      if (line.nodes[i]! < 0) continue;
      const points = line.points.slice(first, i + 1);
      const numbers = line.stretch.houses ? numbersBetween(start + from, start + along) : undefined;
      const district = districtNamesAt(ground, mix(points[0]!, points[1]!, 0.5));
      out.push({
        street,
        id: `s${out.length}`,
        from: `n${line.nodes[first]}`,
        to: `n${line.nodes[i]}`,
        points: points.map(toLngLat),
        ...numbers,
        ...(district && { district }),
        ...(line.stretch.street.startsWith('motorway') && { otherNames: [MOTORWAY_NUMBER] }),
      });
      first = i;
      from = along;
    }
  }
  return out;
}
