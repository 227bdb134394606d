import type {
  AddressInput,
  DistrictInput,
  GazetteerInput,
  KilometrePostInput,
  Names,
  PlaceInput,
  StreetSegmentInput,
} from '@clarion/places';
import { roadOf } from '@clarion/roads';
import type { OsmExtract } from './extract.ts';
import { osmAliases, osmNames } from './names.ts';
import type { OsmObject } from './objects.ts';
import { knownRuns } from './roads.ts';
import type { OsmTags } from './sink.ts';

/** Streets, addresses, places and districts of an extract, for the place search. */
export function osmGazetteer(
  extract: OsmExtract,
  objects: readonly OsmObject[],
): GazetteerInput & { readonly districts: readonly DistrictInput[] } {
  const addresses: AddressInput[] = [];
  const places: PlaceInput[] = [];
  for (const object of objects) {
    const { id, tags, at } = object;
    addresses.push(...osmAddresses(object));
    const names = osmNames(tags);
    const kind = placeKind(tags);
    if (names !== undefined && kind !== undefined) {
      places.push({ id, names, aliases: osmAliases(tags), kind, at });
    }
  }
  const countryCode = objects.find(object => object.tags['addr:country'])?.tags['addr:country'];
  return {
    segments: osmSegments(extract),
    addresses,
    places,
    districts: osmDistricts(objects),
    kilometrePosts: osmKilometrePosts(extract),
    ...(countryCode === undefined ? {} : { countryCode }),
  };
}

/** Named and numbered streets, also those for walking, cut where they meet others. */
function osmSegments(extract: OsmExtract): StreetSegmentInput[] {
  const streets = [...extract.ways.values()].filter(way => {
    if (way.tags?.['highway'] === undefined || streetNames(way.tags) === undefined) return false;
    const road = roadOf(way.tags);
    return road.usable || (road.reason !== 'notARoad' && road.reason !== 'underConstruction');
  });
  const uses = new Map<string, number>();
  const runs = streets.map(way => ({
    way,
    runs: knownRuns(way, extract).filter(run => run.nodes.length > 1),
  }));
  for (const { runs: parts } of runs) {
    for (const { nodes } of parts) {
      nodes.forEach((node, i) => {
        uses.set(node, (uses.get(node) ?? 0) + (i === 0 || i === nodes.length - 1 ? 2 : 1));
      });
    }
  }
  const segments: StreetSegmentInput[] = [];
  for (const { way, runs: parts } of runs) {
    const street: Names = streetNames(way.tags!)!;
    const otherNames = [...roadNumbers(way.tags!), ...osmAliases(way.tags!)];
    let piece = 0;
    for (const { nodes, points } of parts) {
      let start = 0;
      for (let i = 1; i < nodes.length; i++) {
        if (uses.get(nodes[i]!)! < 2) continue;
        segments.push({
          street,
          id: `${way.id}:${piece++}`,
          from: nodes[start]!,
          to: nodes[i]!,
          points: points.slice(start, i + 1),
          ...(otherNames.length === 0 ? {} : { otherNames }),
        });
        start = i;
      }
    }
  }
  return segments;
}

/** Roads that signs number; paths and aisles bear numbers of another kind, ramps that of where they lead. */
const NUMBERED = new Set(['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'unclassified']);

/** "IC 1;IC 23" are two numbers (wiki: Key:ref). A post bears the number of its road. */
const roadNumbers = (tags: OsmTags): string[] =>
  !NUMBERED.has(tags['highway'] ?? '') && tags['highway'] !== 'milestone'
    ? []
    : (tags['ref'] ?? '')
        .split(';')
        .map(number => number.trim())
        .filter(number => number !== '');

/** A motorway often has a number only. */
function streetNames(tags: OsmTags): Names | undefined {
  const [number] = roadNumbers(tags);
  return osmNames(tags) ?? (number === undefined ? undefined : { local: number });
}

/** Posts along roads (wiki: highway=milestone, `distance` in km, elsewhere `pk`), with the roads that they stand on. */
function osmKilometrePosts(extract: OsmExtract): KilometrePostInput[] {
  const posts = extract.taggedNodes.flatMap(({ id, at, tags }) => {
    if (tags['highway'] !== 'milestone') return [];
    const text = tags['distance'] ?? tags['pk'] ?? '';
    const km = Number(/^\d{1,4}(?:[.,]\d{1,3})?$/.test(text) ? text.replace(',', '.') : Number.NaN);
    return Number.isFinite(km) ? [{ id, at, km, roads: new Set(roadNumbers(tags)) }] : [];
  });
  const byNode = new Map(posts.map(post => [post.id, post.roads]));
  for (const { refs, tags } of byNode.size === 0 ? [] : extract.ways.values()) {
    if (tags?.['highway'] === undefined) continue;
    for (const ref of refs) {
      const roads = byNode.get(ref);
      if (roads === undefined) continue;
      for (const name of [...roadNumbers(tags), ...Object.values(osmNames(tags) ?? {})]) roads.add(name);
    }
  }
  return posts.flatMap(({ at, km, roads }) => (roads.size === 0 ? [] : [{ at, km, roads: [...roads] }]));
}

/** `12;14` and `12,14` are two numbers (wiki: Key:addr:housenumber). */
function osmAddresses({ tags, at }: OsmObject): AddressInput[] {
  const numbers = tags['addr:housenumber'];
  const street = tags['addr:street'] ?? tags['addr:place'];
  if (numbers === undefined || street === undefined) return [];
  const zh = tags['addr:street:zh'];
  const en = tags['addr:street:en'];
  const names: Names = {
    local: street,
    ...(zh === undefined ? {} : { zh }),
    ...(en === undefined ? {} : { en }),
  };
  const district = tags['addr:suburb'] ?? tags['addr:district'] ?? tags['addr:city'];
  return numbers
    .split(/[;,]/)
    .map(number => number.trim())
    .filter(number => number !== '')
    .map(number => ({
      street: names,
      number,
      at,
      ...(district === undefined ? {} : { district: { local: district } }),
    }));
}

const KIND_KEYS = [
  'amenity',
  'emergency',
  'healthcare',
  'shop',
  'tourism',
  'leisure',
  'office',
  'craft',
  'historic',
  'aeroway',
  'man_made',
  'place',
  'public_transport',
  'natural',
  'waterway',
  'bridge',
  'landuse',
  'building',
] as const;

/** Street furniture and the like: named now and then, asked for never. */
const NOT_ASKED_FOR = new Set([
  'bench',
  'waste_basket',
  'yes',
  'no',
  'tree',
  'surveillance',
  'stop_position',
  'vending_machine',
]);

/** What a named thing is, in OpenStreetMap's own word; undefined for what nobody would ask the way to. */
function placeKind(tags: OsmTags): string | undefined {
  if (tags['railway'] === 'station' || tags['railway'] === 'halt' || tags['railway'] === 'tram_stop')
    return 'station';
  if (tags['highway'] === 'bus_stop') return 'bus_stop';
  if (tags['highway'] !== undefined) return undefined;
  for (const key of KIND_KEYS) {
    const value = tags[key];
    if (value === undefined) continue;
    if (key === 'bridge' || key === 'building') return key;
    if (!NOT_ASKED_FOR.has(value)) return value;
  }
  return undefined;
}

/** Places of this kind that have an outline are districts too. */
const DISTRICT_PLACES = new Set(['suburb', 'quarter', 'neighbourhood', 'borough']);

/** City districts by boundary (admin_level 9 to 11, or 8 where there are none) or by outline (place=suburb …). */
export function osmDistricts(objects: readonly OsmObject[]): DistrictInput[] {
  const named = objects.filter(
    object => object.polygons !== undefined && osmNames(object.tags) !== undefined,
  );
  const isBoundary = (object: OsmObject, levels: readonly string[]) =>
    object.tags['boundary'] === 'administrative' && levels.includes(object.tags['admin_level'] ?? '');
  const inner = named.filter(
    object => DISTRICT_PLACES.has(object.tags['place'] ?? '') || isBoundary(object, ['9', '10', '11']),
  );
  const chosen = inner.length > 0 ? inner : named.filter(object => isBoundary(object, ['8']));
  return chosen.map(object => ({
    name: osmNames(object.tags)!,
    rings: object.polygons!.map(rings => rings[0]!),
  }));
}
