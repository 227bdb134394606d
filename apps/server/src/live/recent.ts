import type { Entry } from '@clarion/dispatch';
import type { Log } from '@clarion/store';

/** A busy centre's last ten minutes. With its evidence an entry takes some kilobytes. */
const KEPT = 2000;
const PAGE = 2000;

/**
 * The newest entries in memory, so that two hundred consoles that come back at once do not ask the database. Whoever was
 * away for longer reads from the log.
 */
export interface Recent {
  add(entries: readonly Entry[]): void;
  /** Entries after `seq`, in order, from the first one missing; a page at most. */
  after(seq: number): Promise<readonly Entry[]>;
}

export function createRecent(log: Pick<Log, 'read'>, sizes = { kept: KEPT, page: PAGE }): Recent {
  let kept: Entry[] = [];
  return {
    add(entries) {
      kept.push(...entries);
      if (kept.length > sizes.kept * 2) kept = kept.slice(-sizes.kept);
    },
    async after(seq) {
      const first = kept[0]?.seq;
      if (first !== undefined && seq + 1 >= first) {
        const start = seq + 1 - first;
        return kept.slice(start, start + sizes.page);
      }
      return log.read(seq + 1, seq + sizes.page);
    },
  };
}
