import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', 'apps', 'server', 'src', 'main.ts');
const START_MS = 90_000;

export interface Centre {
  readonly url: string;
  readonly port: number;
  /** Its data folder. */
  readonly data: string;
  /** kill -9 of the server process. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  again(): Promise<void>;
  /** Stops it and removes its data. */
  drop(): Promise<void>;
}

/**
 * A real server in a process of its own, on a free port, with the generated town and a folder of its own. What it makes up
 * (callers, labels of places) is English, or Chinese by `CLARION_LANG`.
 */
export async function startCentre(...argv: string[]): Promise<Centre> {
  return startCentreIn('en', ...argv);
}

export async function startCentreIn(language: 'en' | 'zh-CN', ...argv: string[]): Promise<Centre> {
  return startCentreWith({ CLARION_LANG: language }, ...argv);
}

/** With environment variables of its own. */
export async function startCentreWith(
  environment: Readonly<Record<string, string>>,
  ...argv: string[]
): Promise<Centre> {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'clarion-e2e-'));
  const args = [main, '--port', String(port), '--data', data, '--seed', '7', ...argv];
  let child = await run(args, environment);
  return {
    url: `http://localhost:${port}`,
    port,
    data,
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
    async again() {
      child = await run(args, environment);
    },
    async drop() {
      child.kill('SIGTERM');
      await ended(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const env = { ...process.env, CLARION_LANG: 'en', ...environment };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), START_MS);
    const hear = (text: Buffer) => {
      said += text.toString();
      if (!/^ready /m.test(said)) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.on('exit', code => reject(new Error(`ended with ${code}:\n${said}`)));
  });
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address === 'string' || address === null) throw new Error('no port');
  return address.port;
}
