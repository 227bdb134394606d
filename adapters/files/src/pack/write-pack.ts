import { createHash } from 'node:crypto';
import { access, constants, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Bounds, type LngLat, ok, type Result } from '@clarion/measure';
import { buildPlaceIndex, type GazetteerInput, type Names } from '@clarion/places';
import { type Hierarchy, openGraph } from '@clarion/roads';
import type { BuiltRoads } from '../build-roads.ts';
import { type FileFault, fileFault, writeFault } from '../fault.ts';
import { makeHierarchy } from '../roads/make-hierarchy.ts';
import { drawBasemap } from '../tiles/basemap.ts';
import { type BasemapLayers, LAYERS } from '../tiles/layers.ts';
import { besidePath, markUnfinished } from '../write-whole.ts';
import {
  CALIBRATION_FILE,
  HIERARCHY_FILE,
  PACK_FORMAT,
  PACK_VERSION,
  type PackManifest,
  readManifest,
} from './manifest.ts';
import type { PackAreas, PackPost, PackUnit, PopulationCell, RecordedCall } from './parts.ts';

/** All that a pack is written from. */
export interface PackContent {
  readonly id: string;
  readonly name: Names;
  readonly bounds: Bounds;
  readonly center: LngLat;
  readonly timeZone: string;
  readonly countryCode?: string;
  readonly attribution?: string;
  readonly inputs: PackManifest['inputs'];
  readonly roads: BuiltRoads;
  readonly gazetteer: GazetteerInput;
  readonly basemap: BasemapLayers;
  readonly posts: readonly PackPost[];
  readonly units: readonly PackUnit[];
  readonly areas?: PackAreas;
  readonly population?: readonly PopulationCell[];
  readonly calls?: readonly RecordedCall[];
  /** A calibration file as it is. */
  readonly calibration?: Uint8Array;
  /** What was passed over, by reason. */
  readonly ignored: Readonly<Record<string, number>>;
  /** When the pack was made, ISO 8601. */
  readonly builtAt: string;
}

/** Sentence of the catalogue and its values; see `cli.place.*`. */
export type PackProgress = (code: string, params?: Readonly<Record<string, string | number>>) => void;

/**
 * Whether a pack may be written there: nothing, an empty folder, or an older pack, in a folder that may be written to.
 * Errors: anything else.
 */
export async function checkOutput(folder: string): Promise<Result<void, FileFault>> {
  const existing = await stat(folder).catch(() => undefined);
  if (existing === undefined) return checkAbove(resolve(folder), folder);
  if (!existing.isDirectory()) return fileFault('FolderIsFile', folder);
  if ((await readdir(folder)).length === 0) return ok(undefined);
  const manifest = await readManifest(folder);
  return manifest.ok || manifest.error.code === 'PackVersion'
    ? ok(undefined)
    : fileFault('OutputNotPack', folder);
}

/** Whether the nearest folder that is there may hold it: asked before a long build rather than after it. */
async function checkAbove(path: string, folder: string): Promise<Result<void, FileFault>> {
  const above = dirname(path);
  const existing = await stat(above).catch(() => undefined);
  if (existing === undefined && above !== path) return checkAbove(above, folder);
  if (existing?.isDirectory() === false) return fileFault('FolderIsFile', above);
  try {
    await access(above, constants.W_OK | constants.X_OK);
    return ok(undefined);
  } catch (error) {
    return writeFault(error, folder);
  }
}

/**
 * Writes a place pack, whole or not at all: into a folder beside, which then takes the name. An older pack of that name
 * is replaced. Errors: the folder is in use for something else; no permission.
 */
export async function writePack(
  folder: string,
  content: PackContent,
  progress: PackProgress = () => undefined,
): Promise<Result<PackManifest, FileFault>> {
  const free = await checkOutput(folder);
  if (!free.ok) return free;
  // Should something else fail, nobody waits for it any more.
  const rest = new AbortController();
  const hierarchy = hierarchyOf(content.roads.buffer, progress, rest.signal);
  // Awaited below; until then a failure is nobody's news.
  hierarchy.catch(() => undefined);
  try {
    return await writeParts(folder, content, progress, hierarchy);
  } finally {
    rest.abort();
  }
}

async function writeParts(
  folder: string,
  content: PackContent,
  progress: PackProgress,
  hierarchy: Promise<Hierarchy>,
): Promise<Result<PackManifest, FileFault>> {
  const { gazetteer, basemap } = content;
  progress('cli.place.places', {
    segments: gazetteer.segments.length,
    addresses: gazetteer.addresses?.length ?? 0,
    places: gazetteer.places?.length ?? 0,
  });
  // Between the long stretches of computing an interrupt is heard.
  await setImmediate();
  const index = buildPlaceIndex(gazetteer);
  await setImmediate();
  progress('cli.place.tiles', { features: LAYERS.reduce((sum, layer) => sum + basemap[layer].length, 0) });
  const map = await drawBasemap(basemap, content);
  progress('cli.place.tilesDone', { tiles: map.tiles });

  const target = resolve(folder);
  const part = besidePath(target);
  const forget = markUnfinished(part);
  let begun = false;
  try {
    await mkdir(dirname(target), { recursive: true });
    await mkdir(part);
    begun = true;
    const files: PackManifest['files'] = {};
    const put = async (name: string, pieces: readonly Uint8Array[]) => {
      progress('cli.place.writing', { file: name });
      files[name] = await writeSynced(join(part, name), pieces);
    };
    const putJson = async (name: string, value: unknown) => {
      if (value !== undefined) await put(name, [Buffer.from(`${JSON.stringify(value)}\n`)]);
    };
    await put('roads.graph', [new Uint8Array(content.roads.buffer)]);
    await put(HIERARCHY_FILE, [new Uint8Array((await hierarchy).buffer)]);
    await put('places.index', [index]);
    await put('basemap.pmtiles', map.pieces);
    await putJson('posts.json', content.posts);
    await putJson('units.json', content.units);
    await putJson('areas.geojson', content.areas);
    await putJson('population.json', content.population);
    await putJson('calls.json', content.calls);
    if (content.calibration !== undefined) await put(CALIBRATION_FILE, [content.calibration]);
    const manifest = manifestOf(content, files, map.tiles);
    await writeSynced(join(part, 'pack.json'), [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
    await syncFolder(part);
    await takeName(part, target);
    return ok(manifest);
  } catch (error) {
    // Where nothing could be made there is nothing to remove, and looking for it would fail in its own way.
    if (begun) await rm(part, { recursive: true, force: true });
    return writeFault(error, folder);
  } finally {
    forget();
  }
}

/** In threads of its own, while this one draws the map. */
async function hierarchyOf(buffer: ArrayBuffer, progress: PackProgress, signal: AbortSignal) {
  const roads = openGraph(buffer);
  if (!roads.ok) throw new Error(roads.error.code);
  let shown = 0;
  return makeHierarchy(roads.value, {
    signal,
    onProgress(share) {
      const percent = 10 * Math.floor(10 * share);
      if (percent <= shown) return;
      shown = percent;
      progress('cli.place.hierarchy', { percent });
    },
  });
}

function manifestOf(content: PackContent, files: PackManifest['files'], tiles: number): PackManifest {
  const { roads, gazetteer } = content;
  const [west, south, east, north] = content.bounds;
  return {
    format: PACK_FORMAT,
    version: PACK_VERSION,
    id: content.id,
    name: content.name,
    bounds: [west, south, east, north],
    center: [content.center[0], content.center[1]],
    timeZone: content.timeZone,
    ...(content.countryCode === undefined ? {} : { countryCode: content.countryCode }),
    ...(content.attribution === undefined ? {} : { attribution: content.attribution }),
    inputs: content.inputs,
    files,
    graph: { hash: roads.hash, nodes: roads.nodes, arcs: roads.arcs },
    counts: {
      segments: gazetteer.segments.length,
      addresses: gazetteer.addresses?.length ?? 0,
      places: gazetteer.places?.length ?? 0,
      tiles,
      turnRules: roads.turnRules,
      posts: content.posts.length,
      units: content.units.length,
      ...(content.areas === undefined ? {} : { areas: content.areas.features.length }),
      ...(content.population === undefined ? {} : { populationCells: content.population.length }),
      ...(content.calls === undefined
        ? {}
        : {
            calls: content.calls.length,
            responses: content.calls.reduce((sum, call) => sum + call.responses.length, 0),
          }),
    },
    ignored: content.ignored,
    builtAt: content.builtAt,
  };
}

async function writeSynced(
  path: string,
  pieces: readonly Uint8Array[],
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await open(path, 'wx');
  try {
    for (const piece of gathered(pieces)) {
      hash.update(piece);
      bytes += piece.length;
      await handle.writeFile(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Thousands of small tiles are written as a few large pieces. */
function* gathered(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let small: Uint8Array[] = [];
  let size = 0;
  for (const piece of pieces) {
    small.push(piece);
    size += piece.length;
    if (size < 1 << 20) continue;
    yield small.length === 1 ? piece : Buffer.concat(small);
    small = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(small);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives the finished folder its name. An older pack stands aside until then and comes back if the renaming fails. */
async function takeName(part: string, target: string): Promise<void> {
  const existing = await readdir(target).catch(() => undefined);
  if (existing === undefined || existing.length === 0) {
    if (existing !== undefined) await rmdir(target);
    await rename(part, target);
  } else {
    const old = join(dirname(target), `.${basename(target)}.old`);
    await rm(old, { recursive: true, force: true });
    await rename(target, old);
    try {
      await rename(part, target);
    } catch (error) {
      await rename(old, target);
      throw error;
    }
    await rm(old, { recursive: true, force: true });
  }
  await syncFolder(dirname(target));
}
