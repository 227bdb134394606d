import { basename, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { boundsOf, type LngLat, ok, type Result } from '@clarion/measure';
import type { GazetteerInput, Names, PlaceInput } from '@clarion/places';
import { buildRoads, sumCounts } from '../build-roads.ts';
import { readCalibration } from '../calibration/calibration-file.ts';
import { type CityColumns, readColumns } from '../city/columns.ts';
import { type FileFault, fileFault } from '../fault.ts';
import { isTimeZone } from '../local-time.ts';
import type { BasemapLayers } from '../tiles/layers.ts';
import { inputRecord } from './input-record.ts';
import type { PackManifest } from './manifest.ts';
import { optional } from './optional.ts';
import type { PackAreas, PackPost } from './parts.ts';
import { type PlaceInputs, sourceFile } from './place-inputs.ts';
import { areaGround, areaLabels, areaOutlines, postLabels } from './place-layers.ts';
import { readCity } from './read-city.ts';
import { readGround } from './read-ground.ts';
import { checkOutput, type PackProgress, writePack } from './write-pack.ts';

/**
 * Makes a place pack from files. Everything is read and checked before anything is written. Errors: those of the readers
 * and of `writePack`.
 */
export async function buildPlace(
  inputs: PlaceInputs,
  progress: PackProgress = () => undefined,
): Promise<Result<PackManifest, FileFault>> {
  const free = await checkOutput(inputs.out);
  if (!free.ok) return free;
  const records = await recordInputs(inputs);
  if (!records.ok) return records;
  const columns = inputs.columns === undefined ? ok(undefined) : await readColumns(inputs.columns);
  if (!columns.ok) return columns;
  const timeZone = inputs.timeZone ?? columns.value?.timeZone ?? 'UTC';
  if (!isTimeZone(timeZone)) {
    return fileFault('TimeZoneUnknown', timeZone, { field: '--zone' }, { value: timeZone });
  }
  const calibration =
    inputs.calibration === undefined ? ok(undefined) : await readCalibration(inputs.calibration);
  if (!calibration.ok) return calibration;

  const ground = await readGround(inputs, columns.value, progress);
  if (!ground.ok) return ground;
  const { gazetteer, basemap } = ground.value;
  const city = await readCity(inputs, columns.value, { timeZone, posts: ground.value.posts }, progress);
  if (!city.ok) return city;
  const { areas, population, calls, units } = city.value;

  progress('cli.place.roads', { ways: ground.value.roads.ways.length });
  // Between the long stretches of computing an interrupt is heard.
  await setImmediate();
  const roads = buildRoads(ground.value.roads, sourceFile(inputs), { turns: 'full' });
  if (!roads.ok) return roads;
  progress('cli.place.graph', { nodes: roads.value.nodes, arcs: roads.value.arcs });

  const points = ground.value.roads.ways.flatMap(way => [...way.points]);
  const bounds = boundsOf(points);
  if (bounds === undefined) throw new Error('buildPlace: a graph without points');
  const content = {
    id: inputs.id ?? columns.value?.id ?? basename(resolve(inputs.out)),
    name: nameOf(inputs, columns.value),
    bounds,
    center: middleOf(points),
    timeZone,
    ...optional('countryCode', columns.value?.countryCode ?? gazetteer.countryCode),
    ...optional('attribution', attributionOf(columns.value?.attribution, ground.value.attribution)),
    inputs: records.value,
    roads: roads.value,
    gazetteer: completeGazetteer(gazetteer, columns.value, areas, city.value.posts),
    basemap: completeLayers(basemap, areas, city.value.posts),
    posts: allPosts(city.value.posts, ground.value.posts),
    units,
    ...optional('areas', areas ?? ground.value.areas),
    ...optional('population', population),
    ...optional('calls', calls),
    ...optional('calibration', calibration.value?.bytes),
    ignored: sumCounts(roads.value.ignored, city.value.ignored),
    builtAt: inputs.builtAt,
  };
  return writePack(inputs.out, content, progress);
}

/** The sources of streets and of tables must both be named. */
function attributionOf(...sources: readonly (string | undefined)[]): string | undefined {
  const named = sources.filter(source => source !== undefined);
  return named.length === 0 ? undefined : named.join('; ');
}

/** A list of fire stations takes the place of those on the map, not of its hospitals and police stations. */
function allPosts(given: readonly PackPost[] | undefined, mapped: readonly PackPost[]): readonly PackPost[] {
  const kinds = new Set(given?.map(post => post.kind));
  return [...(given ?? []), ...mapped.filter(post => !kinds.has(post.kind))];
}

async function recordInputs(inputs: PlaceInputs): Promise<Result<PackManifest['inputs'], FileFault>> {
  const { form: _, ...sources } = inputs.source;
  const { columns, stations, units, population, areas, calls, calibration } = inputs;
  const roles = { ...sources, columns, stations, units, population, areas, calls, calibration };
  const records: PackManifest['inputs'] = [];
  for (const [role, path] of Object.entries(roles)) {
    if (path === undefined) continue;
    const record = await inputRecord(role, path);
    if (!record.ok) return record;
    records.push(record.value);
  }
  return ok(records);
}

function nameOf(inputs: PlaceInputs, columns: CityColumns | undefined): Names {
  if (inputs.name !== undefined) return { local: inputs.name };
  return columns?.name ?? { local: basename(resolve(inputs.out)) };
}

/** The middle of the streets: where most of the place is, unlike the middle of its bounds. */
function middleOf(points: readonly LngLat[]): LngLat {
  const middle = (axis: 0 | 1) => {
    const values = Float64Array.from(points, point => point[axis]).sort();
    return values[values.length >> 1]!;
  };
  return [middle(0), middle(1)];
}

function completeGazetteer(
  gazetteer: GazetteerInput,
  columns: CityColumns | undefined,
  areas: PackAreas | undefined,
  posts: readonly PackPost[] | undefined,
): GazetteerInput {
  const stations = (posts ?? [])
    .filter(post => Object.keys(post.name).length > 0)
    .map((post): PlaceInput => ({ id: `post:${post.id}`, names: post.name, kind: post.kind, at: post.at }));
  const districts = areas?.features.map(({ properties, geometry }) => ({
    name: properties.name,
    rings: (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map(rings =>
      rings[0]!.map(([lng, lat]): LngLat => [lng!, lat!]),
    ),
  }));
  return {
    ...gazetteer,
    places: [...(gazetteer.places ?? []), ...stations],
    ...optional('districts', districts ?? gazetteer.districts),
    ...optional('region', columns?.region),
    ...optional('countryCode', columns?.countryCode ?? gazetteer.countryCode),
  };
}

function completeLayers(
  layers: BasemapLayers,
  areas: PackAreas | undefined,
  posts: readonly PackPost[] | undefined,
): BasemapLayers {
  return {
    ...layers,
    landuse: layers.landuse.length > 0 || areas === undefined ? layers.landuse : areaGround(areas),
    boundaries: areas === undefined ? layers.boundaries : [...layers.boundaries, ...areaOutlines(areas)],
    places: [...layers.places, ...postLabels(posts ?? []), ...(areas === undefined ? [] : areaLabels(areas))],
  };
}
