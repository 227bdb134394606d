import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildRoadsFromOsm } from '@clarion/files';
import { openGraph, type RoadGraph } from '@clarion/roads';

/** Where Porto's extract lies; undefined when it is not at hand. */
export function findPortoExtract(): string | undefined {
  const folder = resolve(process.env['CLARION_DATA'] ?? join(import.meta.dirname, '../../shared/data'));
  const extract = join(folder, 'osm/porto_portugal.osm.pbf');
  return existsSync(extract) ? extract : undefined;
}

/** Porto's road graph. Throws when the extract cannot be read. */
export async function buildPorto(extract: string): Promise<RoadGraph> {
  const built = await buildRoadsFromOsm(extract);
  if (!built.ok) throw new Error(`${extract}: ${built.error.code}`);
  const opened = openGraph(built.value.buffer);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
