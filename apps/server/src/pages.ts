import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '@clarion/measure';
import type { StartFault } from './options.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const page = join(root, 'apps', 'console');
/** What the pages are made of. */
const sources = [
  page,
  ...['coverage', 'dispatch', 'measure', 'protocol'].map(name => join(root, 'packages', name, 'src')),
];

/** The folder of the built pages; built when missing or older than what they are made of. */
export async function builtPages(onBuild: () => void): Promise<Result<string, StartFault>> {
  const built = join(page, 'dist');
  const builtAt = await modifiedAt(join(built, 'index.html'));
  const ages = await Promise.all(sources.map(newestUnder));
  if (builtAt > Math.max(...ages)) return ok(built);
  onBuild();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: page,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', chunk => {
    said += String(chunk);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) return fail({ code: 'PagesNotBuilt', params: { reason: said.trim().slice(-2000) } });
  return ok(built);
}

async function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    found => found.mtimeMs,
    () => 0,
  );
}

async function newestUnder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    entry =>
      entry.isFile() &&
      !/[\\/](dist|node_modules)([\\/]|$)/.test(entry.parentPath) &&
      !/\.test\./.test(entry.name),
  );
  const times = await Promise.all(files.map(file => modifiedAt(join(file.parentPath, file.name))));
  return Math.max(0, ...times);
}
