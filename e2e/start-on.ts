import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', 'apps', 'server', 'src', 'main.ts');
const START_MS = 90_000;

export interface Server {
  /** kill -9. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A server in a process of its own on this data folder, once it is ready. */
export async function startOn(
  data: string,
  environment: Readonly<Record<string, string>>,
  argv: readonly string[],
  port?: number,
): Promise<Server> {
  const own = port ?? (await freePort());
  const child = await run([main, '--port', String(own), '--data', data, '--seed', '7', ...argv], environment);
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await ended(child);
  };
  return { kill: end('SIGKILL'), stop: end('SIGTERM') };
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
