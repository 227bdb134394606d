import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { freePort, startOn } from './start-on.ts';

export { freePort } from './start-on.ts';

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
  // The database belongs to a user of its own; Node's copy would not keep that.
  if ((environment['CLARION_LANG'] ?? 'en') === 'en')
    execFileSync('cp', ['-a', `${inject('dataTemplate')}/.`, data]);
  const start = () => startOn(data, environment, argv, port);
  let server = await start();
  return {
    url: `http://localhost:${port}`,
    port,
    data,
    async kill() {
      await server.kill();
    },
    async again() {
      server = await start();
    },
    async drop() {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
