import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '@clarion/measure';
import type { OpenFault } from '../database/fault.ts';
import { startOf } from './processes.ts';

export interface FolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  /** When that process started: a number that is given out again after a restart is not the same holder. */
  readonly started: string;
}

/** Takes the data folder for this process; one that died leaves a lock that the next one may take over. */
export function lockFolder(folder: string): Result<FolderLock, OpenFault> {
  const path = join(folder, 'clarion.lock');
  const own = `${path}.${process.pid}`;
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) ?? '' };
  writeFileSync(own, `${JSON.stringify(mine)}\n`);
  try {
    for (;;) {
      if (place(own, path)) return ok({ release: () => release(path, mine) });
      const holder = holderOf(path);
      if (holder === undefined) continue;
      if (isAlive(holder)) return fail({ code: 'DataFolderInUse', folder, pid: holder.pid });
      takeAway(path, holder);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Who holds the folder and lives, if anybody. */
export function findHolder(folder: string): number | undefined {
  const holder = holderOf(join(folder, 'clarion.lock'));
  return holder !== undefined && isAlive(holder) ? holder.pid : undefined;
}

function place(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (fault) {
    if (isCode(fault, 'EEXIST')) return false;
    throw fault;
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch (fault) {
    if (isCode(fault, 'ENOENT')) return undefined;
    throw fault;
  }
}

const isAlive = (holder: Holder) => {
  const started = startOf(holder.pid);
  return started !== undefined && started === holder.started;
};

/** Moves a dead holder's lock away. When it turns out to be a living one's, put there meanwhile, it goes back. */
function takeAway(path: string, dead: Holder): void {
  const aside = `${path}.dead.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (fault) {
    if (isCode(fault, 'ENOENT')) return;
    throw fault;
  }
  const moved = holderOf(aside);
  if (moved !== undefined && (moved.pid !== dead.pid || moved.started !== dead.started)) place(aside, path);
  rmSync(aside, { force: true });
}

function release(path: string, mine: Holder): void {
  const holder = holderOf(path);
  if (holder?.pid === mine.pid && holder.started === mine.started) rmSync(path, { force: true });
}

const isCode = (fault: unknown, code: string) =>
  fault instanceof Error && 'code' in fault && fault.code === code;
