import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isServerOf, startOf } from './processes.ts';

/** What a running server writes about itself into its cluster: process, port, and whether it takes connections. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export function findPostmaster(cluster: string): Postmaster | undefined {
  let lines: readonly string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined;
    throw fault;
  }
  const pid = Number(lines[0]);
  return { pid, port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' };
}

/**
 * Ends a server that outlived the process which started it, and clears a lock whose number now belongs to something else.
 * Only called while this process holds the data folder.
 */
export async function endOrphan(cluster: string): Promise<void> {
  const left = findPostmaster(cluster);
  if (left === undefined) return;
  if (isServerOf(left.pid, cluster)) {
    process.kill(left.pid, 'SIGINT');
    for (let waitedMs = 0; startOf(left.pid) !== undefined; waitedMs += 50) {
      if (waitedMs === 10_000) process.kill(left.pid, 'SIGQUIT');
      if (waitedMs > 30_000) throw new Error(`process ${left.pid} of an earlier start does not end`);
      await wait(50);
    }
  } else if (startOf(left.pid) !== undefined) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
  }
}
