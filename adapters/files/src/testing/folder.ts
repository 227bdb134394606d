import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** An empty folder for one test. */
export const emptyFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'clarion-files-'));

/** A file of this name and content in a folder of its own. */
export async function fileWith(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await emptyFolder(), name);
  await writeFile(path, content);
  return path;
}

const wanted = resolve(
  process.env['CLARION_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'),
);

/** The folder of real data; undefined where there is none. */
export const dataFolder: string | undefined = existsSync(join(wanted, 'osm')) ? wanted : undefined;
