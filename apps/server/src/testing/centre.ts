import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@clarion/store';
import { type Scratch, scratchDatabase, testServer } from '../../../../adapters/store/src/testing/scratch.ts';
import { readOptions } from '../options.ts';
import { type Running, start } from '../start.ts';
import { type Client, clientOf } from './client.ts';

export const noDatabase = testServer === undefined;
export const needsDatabase = '(needs a PostgreSQL: CLARION_TEST_DATABASE_URL)';

export interface TestCentre extends Running {
  /** Milliseconds that the wall is ahead of the real one. */
  wallAheadMs: number;
  /** Milliseconds that the machine's own clock is ahead. */
  machineAheadMs: number;
  /** While set, the wall stands here. */
  wallStoppedAtMs: number | undefined;
  readonly client: (login?: string, language?: string, password?: string) => Promise<Client>;
  /** One more server of the same centre. */
  another(): Promise<TestCentre>;
  drop(): Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

/** A whole server on the generated town, in a database of its own, without an exercise unless one is asked for. */
export async function testCentre(
  argv: readonly string[] = [],
  environment: Environment = {},
  /** Before the first start, e.g. to make the installation a live one. */
  prepare: (database: Database) => Promise<void> = async () => undefined,
): Promise<TestCentre> {
  if (testServer === undefined) throw new Error('no test database');
  const dataFolder = mkdtempSync(join(tmpdir(), 'clarion-server-'));
  const scratch = await scratchDatabase(testServer);
  await prepare(await scratch.open());
  return started(scratch, dataFolder, argv, environment, async () => {
    await scratch.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  });
}

async function started(
  scratch: Scratch,
  dataFolder: string,
  argv: readonly string[],
  environment: Environment,
  atEnd: () => Promise<void>,
): Promise<TestCentre> {
  const given = ['--port', '0', '--data', dataFolder, '--api-only'];
  const exercise = argv.includes('--exercise') ? [] : ['--exercise', 'off'];
  const options = readOptions([...given, ...exercise, ...argv], {
    DATABASE_URL: scratch.url,
    ...environment,
  });
  if (!options.ok) throw new Error(options.error.code);
  const state: Pick<TestCentre, 'wallAheadMs' | 'machineAheadMs' | 'wallStoppedAtMs'> = {
    wallAheadMs: 0,
    machineAheadMs: 0,
    wallStoppedAtMs: undefined,
  };
  const running = await start(options.value, {
    wall: () => (state.wallStoppedAtMs ?? Date.now()) + state.wallAheadMs,
    machine: () => Date.now() + state.machineAheadMs,
    tell: () => undefined,
    language: 'en',
  });
  if (!running.ok) throw new Error(JSON.stringify(running.error));
  await running.value.phonesReady;
  return Object.assign(state, running.value, {
    client: (login?: string, language?: string, password?: string) =>
      clientOf(running.value.url, login, language, password),
    another: () => started(scratch, dataFolder, argv, environment, async () => undefined),
    async drop() {
      await running.value.stop();
      await atEnd();
    },
  });
}
