import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', 'main.ts');

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** Ends it, by SIGTERM unless said, and waits. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The server in a process of its own, as an administrator starts it; resolves when it says that it is ready. */
export async function serverProcess(
  argv: readonly string[],
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main, '--port', '0', '--api-only', ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', NATS_URL: '', LANG: 'en', LC_ALL: 'en', ...environment },
  });
  const lines: string[] = [];
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: unknown) => {
      lines.push(...String(chunk).split('\n'));
      const ready = lines.find(line => line.startsWith('ready '));
      if (ready !== undefined) resolve(ready.slice('ready '.length).trim());
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    ended.then(code => reject(new Error(`ended with ${code}: ${lines.join('\n')}`)));
  });
  return {
    url,
    child,
    lines,
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
