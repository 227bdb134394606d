import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ok, type Result } from '@clarion/measure';
import { type FileFault, fileFault, readFault } from '../fault.ts';
import type { PackManifest } from './manifest.ts';

/** What the manifest keeps of an input: its role, name, size and hash. Errors: missing, a folder, not readable. */
export async function inputRecord(
  role: string,
  path: string,
): Promise<Result<PackManifest['inputs'][number], FileFault>> {
  try {
    if ((await stat(path)).isDirectory()) return fileFault('FileIsFolder', path);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    if (bytes === 0) return fileFault('FileEmpty', path);
    return ok({ role, file: basename(path), sha256: hash.digest('hex'), bytes });
  } catch (error) {
    return readFault(error, path);
  }
}
