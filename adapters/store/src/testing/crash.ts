import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Database } from '../database/open.ts';
import { exportLog } from '../log/export.ts';
import { verifyLog } from '../log/verify.ts';

/** A process that appends without end; see crashChild.ts. */
export interface Appender {
  readonly process: ChildProcess;
  readonly confirmed: readonly string[];
  readonly postgresPid: () => number | undefined;
  readonly said: () => string;
  /** Resolves when so many more commands are confirmed. */
  more(count: number): Promise<void>;
  kill(): Promise<void>;
}

export async function startAppender(
  dataFolder: string,
  address: string,
  logId: string,
  inFlight = 8,
): Promise<Appender> {
  const path = fileURLToPath(new URL('./crashChild.ts', import.meta.url));
  const child = spawn(process.execPath, [path, dataFolder, address, logId, String(inFlight)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const confirmed: string[] = [];
  let postgresPid: number | undefined;
  let said = '';
  let rest = '';
  child.stderr.on('data', bytes => {
    said += bytes;
  });
  child.stdout.on('data', bytes => {
    const lines = (rest + bytes).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const [word, value] = line.split(' ') as [string, string];
      if (word === 'confirmed') confirmed.push(value);
      else postgresPid = Number(value) || undefined;
    }
  });
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  const appender: Appender = {
    process: child,
    confirmed,
    postgresPid: () => postgresPid,
    said: () => said,
    more: async count => {
      const until = confirmed.length + count;
      for (let waitedMs = 0; confirmed.length < until; waitedMs += 10) {
        if (child.exitCode !== null || waitedMs > 40_000)
          throw new Error(`the appender confirms nothing (${confirmed.length} so far): ${said}`);
        await wait(10);
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
  await appender.more(1);
  return appender;
}

/** What a log must show after a crash: every confirmed command once or more, no gap, a chain that holds. */
export async function lostCommands(
  db: Database,
  logId: string,
  confirmed: readonly string[],
): Promise<{
  readonly lost: readonly string[];
  readonly findings: readonly unknown[];
  readonly entries: number;
}> {
  const written = new Set<string>();
  for await (const entry of exportLog(db, logId)) written.add(entry.command_id);
  const verification = await verifyLog(db, logId);
  return {
    lost: confirmed.filter(id => !written.has(id)),
    findings: verification?.findings ?? ['no log'],
    entries: verification?.entries ?? 0,
  };
}
