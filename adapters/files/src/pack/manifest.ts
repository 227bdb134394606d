import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '@clarion/measure';
import { z } from 'zod';
import { type FileFault, fileFault, readFault } from '../fault.ts';
import { readJson } from '../read-text.ts';

export const PACK_FORMAT = 'clarion-place';
export const PACK_VERSION = 1;
/** What was learnt from recorded drives, where something was. */
export const CALIBRATION_FILE = 'calibration.json';
/** Packs that were made before there was one are opened without it. */
export const HIERARCHY_FILE = 'roads.hierarchy';

const fileSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
});
const lngSchema = z.number().min(-180).max(180);
const latSchema = z.number().min(-90).max(90);
const countsSchema = z.record(z.string(), z.number());

export const namesSchema = z.object({
  en: z.string().exactOptional(),
  zh: z.string().exactOptional(),
  local: z.string().exactOptional(),
});

/** A file that something was made from. */
export const inputSchema = fileSchema.extend({ role: z.string(), file: z.string() });

const manifestSchema = z.object({
  format: z.literal(PACK_FORMAT),
  version: z.literal(PACK_VERSION),
  id: z.string().min(1),
  name: namesSchema,
  bounds: z.tuple([lngSchema, latSchema, lngSchema, latSchema]),
  center: z.tuple([lngSchema, latSchema]),
  timeZone: z.string().min(1),
  countryCode: z.string().exactOptional(),
  /** Who must be named beside the map. */
  attribution: z.string().exactOptional(),
  inputs: z.array(inputSchema),
  files: z.record(z.string(), fileSchema),
  graph: z.object({ hash: z.string(), nodes: z.number().int(), arcs: z.number().int() }),
  counts: countsSchema,
  ignored: countsSchema,
  builtAt: z.string(),
});

/** What `pack.json` says of a place pack. */
export type PackManifest = z.infer<typeof manifestSchema>;

/** Reads `pack.json`. Errors: no folder, not a pack, another version, unfit content. */
export async function readManifest(folder: string): Promise<Result<PackManifest, FileFault>> {
  try {
    if (!(await stat(folder)).isDirectory()) return fileFault('FolderIsFile', folder);
  } catch (error) {
    const fault = readFault(error, folder);
    return fault.error.code === 'FileMissing' ? fileFault('FolderMissing', folder) : fault;
  }
  const path = join(folder, 'pack.json');
  const json = await readJson(path);
  if (!json.ok) return json.error.code === 'FileMissing' ? fileFault('NotAPack', folder) : json;
  const claim = z.object({ format: z.string(), version: z.number() }).safeParse(json.value);
  if (!claim.success || claim.data.format !== PACK_FORMAT) {
    return fileFault(
      'PackFormat',
      path,
      {},
      { reason: claim.success ? claim.data.format : 'format, version' },
    );
  }
  if (claim.data.version !== PACK_VERSION) {
    return fileFault(
      'PackVersion',
      path,
      { field: 'version' },
      { version: claim.data.version, expected: PACK_VERSION },
    );
  }
  const manifest = manifestSchema.safeParse(json.value);
  if (manifest.success) return ok(manifest.data);
  const issue = manifest.error.issues[0];
  return fileFault(
    'JsonUnfit',
    path,
    { field: issue?.path.join('.') ?? '' },
    { reason: issue?.message ?? '' },
  );
}
