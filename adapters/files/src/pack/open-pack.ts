import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ok, type Result } from '@clarion/measure';
import { openPlaceIndex, type PlaceIndex } from '@clarion/places';
import { type Hierarchy, openGraph, openHierarchy, type RoadGraph } from '@clarion/roads';
import { z } from 'zod';
import { type CalibrationFile, parseCalibration } from '../calibration/calibration-file.ts';
import { type FileFault, fileFault, readFault } from '../fault.ts';
import { graphFault, hierarchyFault } from '../graph-file.ts';
import { makeHierarchy } from '../roads/make-hierarchy.ts';
import { readShared } from '../roads/read-shared.ts';
import { CALIBRATION_FILE, HIERARCHY_FILE, type PackManifest, readManifest } from './manifest.ts';
import {
  areasSchema,
  type PackAreas,
  type PackPost,
  type PackUnit,
  type PopulationCell,
  populationSchema,
  postSchema,
  type RecordedCall,
  recordedCallSchema,
  unitSchema,
} from './parts.ts';

/** A place pack whose parts were checked against their hashes. Read only. */
export interface Pack {
  readonly folder: string;
  readonly manifest: PackManifest;
  readonly roads: RoadGraph;
  /** Of `roads`, for quick answers over any closures and speeds. */
  readonly hierarchy: Hierarchy;
  readonly places: PlaceIndex;
  readonly posts: readonly PackPost[];
  readonly units: readonly PackUnit[];
  readonly areas?: PackAreas;
  readonly population?: readonly PopulationCell[];
  readonly calls?: readonly RecordedCall[];
  readonly calibration?: CalibrationFile;
  /** The PMTiles archive, to be served as a file. */
  readonly basemapPath: string;
}

export interface OpenPackOptions {
  /** The pack holds no hierarchy of this version: it is reckoned now (0–1), which takes a minute for a large city. */
  readonly onHierarchy?: (share: number) => void;
}

/**
 * Opens a pack. A hierarchy that it does not hold, or that another version of this program built, is reckoned anew and
 * not written: the pack is its maker's. Errors: not a pack, another version, a part that is missing or not the one that
 * was built, that another version of this program built, or a hierarchy of another graph.
 */
export async function openPack(
  folder: string,
  options: OpenPackOptions = {},
): Promise<Result<Pack, FileFault>> {
  const manifest = await readManifest(folder);
  if (!manifest.ok) return manifest;
  const parts = new Map<string, Uint8Array<SharedArrayBuffer>>();
  for (const [name, expected] of Object.entries(manifest.value.files)) {
    if (name.includes('/') || name.includes('\\'))
      return fileFault('PackFileMissing', folder, { field: name });
    const hash = createHash('sha256');
    let bytes: Uint8Array<SharedArrayBuffer>;
    try {
      bytes = new Uint8Array(await readShared(join(folder, name), piece => void hash.update(piece)));
    } catch (error) {
      const fault = readFault(error, folder);
      return fault.error.code === 'FileMissing'
        ? fileFault('PackFileMissing', folder, { field: name })
        : fault;
    }
    if (bytes.length !== expected.bytes || hash.digest('hex') !== expected.sha256) {
      return fileFault('PackFileChanged', folder, { field: name });
    }
    if (name !== 'basemap.pmtiles') parts.set(name, bytes);
  }
  return assemble(folder, manifest.value, parts, options);
}

async function assemble(
  folder: string,
  manifest: PackManifest,
  parts: ReadonlyMap<string, Uint8Array<SharedArrayBuffer>>,
  options: OpenPackOptions,
): Promise<Result<Pack, FileFault>> {
  const graphBytes = parts.get('roads.graph');
  const indexBytes = parts.get('places.index');
  for (const name of ['roads.graph', 'places.index', 'basemap.pmtiles', 'posts.json', 'units.json']) {
    if (manifest.files[name] === undefined) return fileFault('PackFileMissing', folder, { field: name });
  }
  if (graphBytes === undefined || indexBytes === undefined)
    throw new Error('openPack: a part was checked and is gone');
  const roads = openGraph(graphBytes.buffer);
  if (!roads.ok) return graphFault(roads.error, join(folder, 'roads.graph'));
  const places = openPlaceIndex(indexBytes);
  if (!places.ok) {
    return fileFault('PackFileBroken', folder, { field: 'places.index' }, { reason: places.error.code });
  }
  const read = <T>(name: string, schema: z.ZodType<T>): Result<T | undefined, FileFault> => {
    const bytes = parts.get(name);
    if (bytes === undefined) return ok(undefined);
    const value = schema.safeParse(JSON.parse(Buffer.from(bytes.buffer).toString('utf8')));
    if (value.success) return ok(value.data);
    const issue = value.error.issues[0];
    const reason = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    return fileFault('PackFileBroken', folder, { field: name }, { reason });
  };
  const posts = read('posts.json', z.array(postSchema));
  if (!posts.ok) return posts;
  const units = read('units.json', z.array(unitSchema));
  if (!units.ok) return units;
  const areas = read('areas.geojson', areasSchema);
  if (!areas.ok) return areas;
  const population = read('population.json', z.array(populationSchema));
  if (!population.ok) return population;
  const calls = read('calls.json', z.array(recordedCallSchema));
  if (!calls.ok) return calls;
  const calibrationBytes = parts.get(CALIBRATION_FILE);
  const calibration =
    calibrationBytes === undefined
      ? ok(undefined)
      : parseCalibration(Uint8Array.from(calibrationBytes), join(folder, CALIBRATION_FILE));
  if (!calibration.ok) return calibration;
  const hierarchy = await hierarchyOf(roads.value, parts.get(HIERARCHY_FILE)?.buffer, folder, options);
  if (!hierarchy.ok) return hierarchy;
  return ok({
    folder,
    manifest,
    roads: roads.value,
    hierarchy: hierarchy.value,
    places: places.value,
    posts: posts.value ?? [],
    units: units.value ?? [],
    ...(areas.value === undefined ? {} : { areas: areas.value }),
    ...(population.value === undefined ? {} : { population: population.value }),
    ...(calls.value === undefined ? {} : { calls: calls.value }),
    ...(calibration.value === undefined ? {} : { calibration: calibration.value }),
    basemapPath: join(folder, 'basemap.pmtiles'),
  });
}

async function hierarchyOf(
  roads: RoadGraph,
  buffer: SharedArrayBuffer | undefined,
  folder: string,
  { onHierarchy }: OpenPackOptions,
): Promise<Result<Hierarchy, FileFault>> {
  if (buffer !== undefined) {
    const opened = openHierarchy(buffer, roads);
    if (opened.ok) return opened;
    const { error } = opened;
    if (error.code !== 'wrongHierarchyVersion') return hierarchyFault(error, join(folder, HIERARCHY_FILE));
  }
  onHierarchy?.(0);
  return ok(await makeHierarchy(roads, onHierarchy ? { onProgress: onHierarchy } : {}));
}
