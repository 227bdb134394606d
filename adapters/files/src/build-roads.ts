import { ok, type Result } from '@clarion/measure';
import { buildGraph, type Profile, type Turns } from '@clarion/roads';
import { type FileFault, fileFault } from './fault.ts';
import { readExtract } from './osm/extract.ts';
import { osmRoads } from './osm/roads.ts';
import { type RoadSource, readPlainTables } from './plain-tables.ts';
import { sha256 } from './read-text.ts';

/** A finished graph, ready to be written. */
export interface BuiltRoads {
  readonly buffer: ArrayBuffer;
  readonly hash: string;
  readonly nodes: number;
  readonly arcs: number;
  /** Rules about turns that the graph keeps. */
  readonly turnRules: number;
  /** What was passed over, by reason. */
  readonly ignored: Readonly<Record<string, number>>;
}

/** What of turns a graph keeps: nothing, the rules, or the rules and the signals; and whose turns it is asked about. */
export interface KeptTurns {
  readonly turns: 'none' | Turns;
  readonly profile?: Profile;
}

/** How far the reading is, in bytes of the file. */
export type ReadProgress = (bytes: number) => void;

/** The road graph of an OpenStreetMap extract. Errors: as `readExtract`; no road in it. */
export async function buildRoadsFromOsm(
  path: string,
  options: { readonly onProgress?: ReadProgress; readonly keep?: KeptTurns } = {},
): Promise<Result<BuiltRoads, FileFault>> {
  const extract = await readExtract(path, options.onProgress);
  return extract.ok ? buildRoads(osmRoads(extract.value), path, options.keep) : extract;
}

/** The road graph of two plain tables. Errors: as `readPlainTables`. */
export async function buildRoadsFromTables(
  nodesPath: string,
  arcsPath: string,
  keep?: KeptTurns,
): Promise<Result<BuiltRoads, FileFault>> {
  const source = await readPlainTables(nodesPath, arcsPath);
  return source.ok ? buildRoads(source.value, arcsPath, keep) : source;
}

/** `path` is the file to name when there is no road. */
export function buildRoads(
  source: RoadSource,
  path: string,
  keep: KeptTurns = { turns: 'none' },
): Result<BuiltRoads, FileFault> {
  const isKept = keep.turns !== 'none';
  const { rules = [], signals = new Map(), ignored = {} } = (isKept && source.turns) || {};
  const built = buildGraph(source.ways, {
    digest: sha256,
    ...(source.nodes ? { nodes: source.nodes } : {}),
    ...(isKept
      ? {
          turns: {
            rules,
            ...(keep.turns === 'full' ? { signals } : {}),
            ...(keep.profile ? { profile: keep.profile } : {}),
          },
        }
      : {}),
  });
  if (built.arcs === 0) return fileFault('NoRoads', path);
  return ok({ ...built, ignored: sumCounts(source.ignored, ignored, built.ignored) });
}

/** Counts by reason, added up; reasons that never occurred are left out. */
export function sumCounts(...all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const counts of all) {
    for (const [reason, count] of Object.entries(counts)) {
      if (count > 0) sum[reason] = (sum[reason] ?? 0) + count;
    }
  }
  return sum;
}
