import { boundsOf, distance, type LngLat } from '@clarion/measure';
import Flatbush from 'flatbush';
import { ownName, spellings } from './displayName.ts';
import { DistrictTable, districtPlaces } from './districts.ts';
import { fold } from './fold.ts';
import { groupStreets } from './grouping.ts';
import type { AddressInput, GazetteerInput, Names, PlaceInput } from './input.ts';
import { buildKeys } from './keyTable.ts';
import { buildKilometres } from './kilometre.ts';
import {
  COLUMN_NAMES,
  COLUMNS,
  type ColumnName,
  DEGREE,
  NONE,
  POOL_NAMES,
  type Pools,
  type Texts,
} from './layout.ts';
import { type MutableNode, nodesOf } from './nodes.ts';
import { packSections } from './sections.ts';
import { buildSounds } from './soundTable.ts';
import { streetName } from './streetName.ts';
import { packTexts, textAt } from './textPool.ts';
import { buildWordTable } from './wordIndex.ts';

/** Where a named place ends is not known; its gate is mostly this near. */
const PLACE_UNCERTAINTY_M = 50;
/** One hospital drawn twice (as a point and as a building) is one hospital. */
const SAME_PLACE_M = 150;

/**
 * Builds the search index from streets, addresses, places and districts, as one buffer for `openPlaceIndex`.
 * The same input gives the same bytes.
 */
export function buildPlaceIndex(input: GazetteerInput): Uint8Array {
  const districts = new DistrictTable(input.districts ?? []);
  const streets = groupStreets(input.segments);
  const byStreet = streets.map(s => s.segments);
  const addresses = addressesByStreet(streets, input.addresses ?? []);
  const streetNames = [...streets.map(s => mergeNames(s.segments.map(x => x.street))), ...addresses.extra];
  const names = new Map<string, { names: Names; number: number }>();
  const streetNameNumbers = streetNames.map(n => {
    const key = spellings(n).join('\n');
    const known = names.get(key) ?? { names: n, number: names.size };
    names.set(key, known);
    return known.number;
  });

  const segments = byStreet.flat();
  const segmentStreet = byStreet.flatMap((list, street) => list.map(() => street));
  const nodes = nodesOf(segments, segmentStreet, input.crossings ?? [], streets);
  const columns = emptyColumns();
  const zips = new Map<string, number>();

  starts(columns.segmentStart, [...byStreet.map(s => s.length), ...addresses.extra.map(() => 0)]);
  starts(
    columns.pointStart,
    segments.map(s => s.points.length),
  );
  for (const s of segments) {
    columns.segmentFrom.push(nodes.numberOf.get(s.from)!);
    columns.segmentTo.push(nodes.numberOf.get(s.to)!);
    columns.segmentNumbers.push(s.left?.from ?? 0, s.left?.to ?? 0, s.right?.from ?? 0, s.right?.to ?? 0);
    columns.segmentDistrict.push(districts.of(s.district, s.points[s.points.length >> 1]!));
    columns.segmentZip.push(s.zip ? numberIn(zips, s.zip) : NONE);
    for (const p of s.points) pushDegrees(columns.points, p);
  }
  writeNodes(columns, nodes.list, streetNames.length);
  starts(
    columns.addressStart,
    addresses.byStreet.map(a => a.length),
  );
  const allAddresses = addresses.byStreet.flat();
  for (const a of allAddresses) {
    pushDegrees(columns.addressAt, a.at);
    columns.addressDistrict.push(districts.of(a.district, a.at));
  }
  const streetsOfName: number[][] = Array.from({ length: names.size }, () => []);
  streetNameNumbers.forEach((number, street) => {
    columns.streetName.push(number);
    streetsOfName[number]!.push(street);
    const own = columns.segmentDistrict.slice(
      columns.segmentStart[street]!,
      columns.segmentStart[street + 1]!,
    );
    const lots = columns.addressDistrict.slice(
      columns.addressStart[street]!,
      columns.addressStart[street + 1]!,
    );
    columns.streetDistrict.push(mostCommon(own.length > 0 ? own : lots));
  });
  const places = distinctPlaces([...(input.places ?? []), ...districtPlaces(input.districts ?? [])]);
  for (const p of places) {
    pushDegrees(columns.placeAt, p.at);
    columns.placeDistrict.push(p.kind === 'district' ? NONE : districts.of(p.district, p.at));
    columns.placeUncertaintyM.push('uncertaintyM' in p ? Number(p.uncertaintyM) : PLACE_UNCERTAINTY_M);
  }

  starts(
    columns.nameStreetStart,
    streetsOfName.map(list => list.length),
  );
  columns.nameStreets = streetsOfName.flat();
  const streetNameList = [...names.values()].map(n => n.names);
  const kinds = new Map<string, number>();
  places.forEach((place, i) => {
    columns.placeName.push(streetNameList.length + i);
    columns.placeKind.push(numberIn(kinds, place.kind));
  });
  const otherNames = streetNameList.map(() => new Set<string>());
  byStreet.forEach((list, street) => {
    const other = otherNames[streetNameNumbers[street]!]!;
    for (const name of list.flatMap(s => s.otherNames ?? [])) other.add(name);
  });
  const keys = buildKeys(streetNameList, otherNames, places);
  const kilometres = buildKilometres(input.kilometrePosts ?? []);
  const keyTexts = Array.from({ length: keys.of.length }, (_, key) => textAt(keys.text, key));
  const words = buildWordTable(keyTexts);
  const sounds = buildSounds(keys);
  const allNames = [...streetNameList, ...places.map(place => place.names)];
  const bounds = boundsOf(everyPoint(input, places));
  const texts: Texts = {
    districts: districts.names,
    zips: [...zips.keys()],
    region: (input.region ?? []).flatMap(spellings).map(fold),
    ...(input.countryCode === undefined ? {} : { countryCode: input.countryCode }),
    placeKinds: [...kinds.keys()],
    ...(bounds === undefined ? {} : { bounds }),
  };
  const pools: Pools = {
    nameEn: packTexts(allNames.map(n => n.en ?? '')),
    nameZh: packTexts(allNames.map(n => n.zh ?? '')),
    nameLocal: packTexts(allNames.map(n => n.local ?? '')),
    keyText: keys.text,
    keyFull: keys.full,
    word: words.words,
    segmentId: packTexts(segments.map(s => s.id)),
    nodeId: packTexts(nodes.list.map(n => n.id)),
    addressNumber: packTexts(allAddresses.map(a => a.number)),
    placeId: packTexts(places.map(place => place.id)),
    road: kilometres.road,
    roadText: kilometres.roadText,
    sound: sounds.full.text,
    initials: sounds.initials.text,
  };
  const tables: Partial<Record<ColumnName, ArrayLike<number>>> = {
    roadFirst: kilometres.roadFirst,
    postM: kilometres.postM,
    postAt: kilometres.postAt,
    keyBaseLength: keys.baseLength,
    keyLooseFrom: keys.looseFrom,
    keyOf: keys.of,
    keysByFull: keys.order.full,
    keysByBase: keys.order.base,
    keysByLoose: keys.order.loose,
    keyLetters: keys.letters,
    wordFirst: words.first,
    wordKeys: words.keys,
    keyWordCount: words.lengths,
    wordLetters: words.letters,
    soundKey: sounds.full.key,
    initialsKey: sounds.initials.key,
  };
  return packSections([
    new TextEncoder().encode(JSON.stringify(texts)),
    segmentTree(segments.map(s => s.points)),
    ...POOL_NAMES.flatMap(name => [bytesOf(pools[name].codes), bytesOf(pools[name].start)]),
    ...COLUMN_NAMES.map(name => bytesOf(COLUMNS[name].from(tables[name] ?? columns[name]))),
  ]);
}

const bytesOf = (array: Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function* everyPoint(input: GazetteerInput, places: readonly PlaceInput[]): Generator<LngLat> {
  for (const { points } of input.segments) yield* points;
  for (const { at } of input.addresses ?? []) yield at;
  for (const { at } of places) yield at;
}

const emptyColumns = (): Record<ColumnName, number[]> =>
  Object.fromEntries(COLUMN_NAMES.map(name => [name, [] as number[]])) as unknown as Record<
    ColumnName,
    number[]
  >;

function starts(out: number[], lengths: readonly number[]): void {
  let at = 0;
  out.push(0);
  for (const length of lengths) {
    at += length;
    out.push(at);
  }
}

function pushDegrees(out: number[], at: LngLat): void {
  out.push(Math.round(at[0] * DEGREE), Math.round(at[1] * DEGREE));
}

function numberIn(table: Map<string, number>, key: string): number {
  const known = table.get(key);
  if (known !== undefined) return known;
  table.set(key, table.size);
  return table.size - 1;
}

function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const n of numbers) if (n !== NONE) counts.set(n, (counts.get(n) ?? 0) + 1);
  let best = NONE;
  for (const [n, count] of counts) if (best === NONE || count > counts.get(best)!) best = n;
  return best;
}

/** One record of a name in all languages that any of its pieces gives. */
function mergeNames(all: readonly Names[]): Names {
  const en = all.find(n => n.en !== undefined)?.en;
  const zh = all.find(n => n.zh !== undefined)?.zh;
  const local = all.find(n => n.local !== undefined)?.local;
  return {
    ...(en === undefined ? {} : { en }),
    ...(zh === undefined ? {} : { zh }),
    ...(local === undefined ? {} : { local }),
  };
}

function writeNodes(
  columns: Record<ColumnName, number[]>,
  nodes: readonly MutableNode[],
  streets: number,
): void {
  const ofStreet: number[][] = Array.from({ length: streets }, () => []);
  nodes.forEach((node, i) => {
    pushDegrees(columns.nodeAt, node.at);
    for (const street of node.streets) ofStreet[street]!.push(i);
    columns.nodeStreets.push(...node.streets);
  });
  starts(
    columns.nodeStreetStart,
    nodes.map(n => n.streets.size),
  );
  starts(
    columns.streetNodeStart,
    ofStreet.map(list => list.length),
  );
  columns.streetNodes = ofStreet.flat();
}

function segmentTree(lines: readonly (readonly LngLat[])[]): Uint8Array {
  if (lines.length === 0) return new Uint8Array(0);
  const tree = new Flatbush(lines.length);
  for (const points of lines) {
    let [west, south] = points[0]!;
    let [east, north] = points[0]!;
    for (const [lng, lat] of points) {
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
    tree.add(west, south, east, north);
  }
  tree.finish();
  return new Uint8Array(tree.data);
}

/** Each address goes to the nearest street of its name; names without any segment become streets of their own. */
function addressesByStreet(
  streets: ReturnType<typeof groupStreets>,
  addresses: readonly AddressInput[],
): { byStreet: AddressInput[][]; extra: Names[] } {
  const byKey = new Map<string, number[]>();
  streets.forEach((s, i) => {
    const list = byKey.get(s.key);
    if (list) list.push(i);
    else byKey.set(s.key, [i]);
  });
  const byStreet: AddressInput[][] = streets.map(() => []);
  const extra: Names[] = [];
  for (const address of addresses) {
    const key = streetName(ownName(address.street)).full;
    if (key === '') continue;
    let candidates = byKey.get(key);
    if (!candidates) {
      candidates = [byStreet.length];
      byKey.set(key, candidates);
      byStreet.push([]);
      extra.push(address.street);
    }
    const nearest =
      candidates.length === 1 ? candidates[0]! : nearestOf(candidates, address.at, i => streets[i]!.segments);
    byStreet[nearest]!.push(address);
  }
  return { byStreet, extra };
}

function nearestOf(
  candidates: readonly number[],
  at: LngLat,
  segmentsOf: (i: number) => readonly { points: readonly LngLat[] }[],
): number {
  const far = (i: number): number =>
    Math.min(...segmentsOf(i).map(s => Math.min(...s.points.map(p => distance(p, at)))));
  return candidates.reduce((best, i) => (far(i) < far(best) ? i : best));
}

function distinctPlaces<P extends PlaceInput>(places: readonly P[]): P[] {
  const seen = new Map<string, LngLat[]>();
  return places.filter(place => {
    const key = `${place.kind === 'district' ? 'district' : ''}\n${fold(ownName(place.names))}`;
    if (ownName(place.names) === '') return false;
    const known = seen.get(key) ?? [];
    if (known.some(at => distance(at, place.at) <= SAME_PLACE_M)) return false;
    seen.set(key, [...known, place.at]);
    return true;
  });
}
