#!/usr/bin/env node
// Any Node from 20 on starts this; the work is done by the pinned Node, which reads TypeScript itself.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const main = join(here, '../src/main.ts');

function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (let folder = here; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules/.bin', name);
    if (existsSync(found)) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

const major = Number(process.versions.node.split('.')[0]);
const runtime = pinnedNode() ?? (major >= 24 ? process.execPath : undefined);
if (runtime === undefined) {
  process.stderr.write('clarion: the pinned Node is missing; run npm ci in the project folder\n');
  process.exit(1);
}

const child = spawn(runtime, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', error => {
  process.stderr.write(`clarion: ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(3);
  process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
});
