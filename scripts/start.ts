import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** `npm start`: the server in a process of its own, so that Ctrl-C reaches it once and its exit code is kept. */
const main = join(import.meta.dirname, '..', 'apps', 'server', 'src', 'main.ts');
const child = spawn(process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('close', code => process.exit(code ?? 1));
