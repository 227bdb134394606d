import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { endOrphan, findPostmaster } from './postmaster.ts';

export interface ServerPlan {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly cluster: string;
  /** What PostgreSQL says goes here. */
  readonly logFile: string;
  readonly onDied: () => void;
  readonly onRestarted: () => void;
}

/** A PostgreSQL server that is started again, at the same port, whenever it dies. */
export interface PostgresServer {
  readonly port: number;
  readonly pid: () => number | undefined;
  stop(): Promise<void>;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '60',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

export async function startServer(plan: ServerPlan): Promise<PostgresServer> {
  await endOrphan(plan.cluster);
  let port = await freePort();
  let child: ChildProcess | undefined;
  let stopping = false;
  let restarting: Promise<void> | undefined;
  // A server that is left behind is found and ended at the next start; this spares the wait after a plain exit.
  const onExit = () => child?.kill('SIGINT');
  process.once('exit', onExit);

  const launch = async (): Promise<void> => {
    const started = launchOnce(plan, port);
    await untilReady(plan, started);
    child = started;
    if (stopping) return;
    started.once('exit', () => {
      if (!stopping) restarting = restart();
    });
    if (started.exitCode !== null || started.signalCode !== null) throw new Error('PostgreSQL ended at once');
  };

  const restart = async (): Promise<void> => {
    child = undefined;
    plan.onDied();
    for (let pauseMs = 50; !stopping; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        await endOrphan(plan.cluster);
        await launch();
        plan.onRestarted();
        return;
      } catch {
        // Its last processes may still hold the shared memory; PostgreSQL's own log says why.
        await wait(pauseMs);
      }
    }
  };

  for (let attempt = 0; ; attempt++) {
    try {
      await launch();
      break;
    } catch (fault) {
      if (attempt === 3) {
        process.removeListener('exit', onExit);
        throw fault;
      }
      await wait(200);
      port = await freePort();
    }
  }

  return {
    port,
    pid: () => child?.pid,
    stop: async () => {
      stopping = true;
      process.removeListener('exit', onExit);
      await restarting;
      const running = child;
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise(resolve => running.once('exit', resolve));
      running.kill('SIGINT');
      const hasty = setTimeout(() => running.kill('SIGQUIT'), 20_000);
      await ended;
      clearTimeout(hasty);
    },
  };
}

const largestLogBytes = 10_000_000;

function launchOnce(plan: ServerPlan, port: number): ChildProcess {
  if ((statSync(plan.logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes)
    truncateSync(plan.logFile, 0);
  const output = openSync(plan.logFile, 'a', 0o600);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Its own process group: a Ctrl-C in the terminal is for Clarion, which then stops PostgreSQL in order.
  const child = spawn(plan.binaries.postgres, ['-D', plan.cluster, '-p', String(port), ...options], {
    ...plan.account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...process.env, LC_ALL: 'C' },
  });
  closeSync(output);
  child.unref();
  return child;
}

async function untilReady(plan: ServerPlan, child: ChildProcess): Promise<void> {
  let fault: Error | undefined;
  child.once('error', error => {
    fault = error;
  });
  for (let waitedMs = 0; ; waitedMs += 25) {
    if (fault !== undefined) throw fault;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(lastWords(plan.logFile));
    const postmaster = findPostmaster(plan.cluster);
    if (postmaster?.pid === child.pid && postmaster?.ready) return;
    // Recovery after a crash replays what was written since the last checkpoint; minutes are possible, hours are not.
    if (waitedMs > 600_000) throw new Error('PostgreSQL is not ready after ten minutes');
    await wait(25);
  }
}

function lastWords(logFile: string): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
}

/** A free port of loopback below the range from which systems take outgoing ones, so that a restart finds it free again. */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port on 127.0.0.1');
}

const isFree = (port: number) =>
  new Promise<boolean>(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
