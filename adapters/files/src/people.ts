import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '@clarion/measure';
import { z } from 'zod';
import { readPopulation } from './city/population.ts';
import { type FileFault, fileFault } from './fault.ts';
import { readManifest } from './pack/manifest.ts';
import { type PopulationCell, populationSchema } from './pack/parts.ts';
import { readJson } from './read-text.ts';

/**
 * How many people live where: of a place pack (undefined when it does not say), or of a table id,lng,lat,population;
 * with `packOnly` any file says nothing. Errors: as `readManifest` and `readPopulation`; a pack whose part is broken.
 */
export async function readPeople(
  path: string,
  { packOnly = false }: { readonly packOnly?: boolean } = {},
): Promise<Result<readonly PopulationCell[] | undefined, FileFault>> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  if (!isFolder) return packOnly ? ok(undefined) : readPopulation(path, undefined);
  const manifest = await readManifest(path);
  if (!manifest.ok) return manifest;
  if (manifest.value.files['population.json'] === undefined) return ok(undefined);
  const json = await readJson(join(path, 'population.json'));
  if (!json.ok) return json;
  const cells = z.array(populationSchema).safeParse(json.value);
  if (cells.success) return ok(cells.data);
  const reason = cells.error.issues[0]?.message ?? '';
  return fileFault('PackFileBroken', path, { field: 'population.json' }, { reason });
}
