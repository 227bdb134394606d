import { existsSync, statfsSync } from 'node:fs';

/** Less than two segments of PostgreSQL's journal: the next one may not fit, and then PostgreSQL ends itself. */
export const fullBelowBytes = 32 * 1024 * 1024;
/** A busy centre writes some hundred megabytes a day: time to act before it is full. */
export const lowBelowBytes = 1024 * 1024 * 1024;

export type Room = 'ok' | 'low' | 'full';

/** Bytes left for us on the disk that has the least, of those under the folders that we write to; none where one is away. */
export function freeBytes(folders: readonly string[]): number {
  const free = folders.map(folder => {
    if (!existsSync(folder)) return 0;
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  });
  return Math.min(...free);
}

export const roomOf = (bytes: number): Room =>
  bytes < fullBelowBytes ? 'full' : bytes < lowBelowBytes ? 'low' : 'ok';
