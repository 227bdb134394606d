import { boardToJson, type Entry } from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import type { ReplayStretch, UnitPosition } from '@clarion/protocol';
import type { Log, Positions, StoredFix } from '@clarion/store';
import type { PastBoards } from './past-boards.ts';

const STRETCH_MS = 15 * 60_000;
/** A page of the log, and what a page can draw from. More of either makes the stretch shorter, never thinner. */
const ENTRIES_AT_MOST = 5_000;
const FIXES_AT_MOST = 40_000;

export interface StretchMeans {
  readonly log: Pick<Log, 'head' | 'read'>;
  readonly past: PastBoards;
  readonly stored: Pick<Positions, 'history' | 'latest'>;
  /** Fixes of before are erased, also where a row of one is still there. */
  readonly keptFrom: Instant;
}

/** What replays the moment `at` and those around it: `from` ≤ `at` ≤ `to`, a quarter of an hour or less. */
export async function stretchAround(means: StretchMeans, at: Instant): Promise<ReplayStretch> {
  const from = Math.floor(at / STRETCH_MS) * STRETCH_MS;
  const whole = await stretchOf(means, instant(from), instant(from + STRETCH_MS));
  return whole.to >= at ? whole : stretchOf(means, at, instant(from + STRETCH_MS));
}

async function stretchOf(means: StretchMeans, from: Instant, wanted: Instant): Promise<ReplayStretch> {
  const { log, past, stored, keptFrom } = means;
  const head = await lastBy(log, from);
  const read = await log.read(head + 1, head + ENTRIES_AT_MOST);
  const beyond = read.findIndex(({ recordedAt }) => recordedAt > wanted);
  const entries = beyond < 0 ? read : read.slice(0, beyond);
  const cut = beyond < 0 && read.length === ENTRIES_AT_MOST ? read.at(-1)!.recordedAt - 1 : wanted;

  const since = Math.max(from, keptFrom);
  const fixes = cut < since ? [] : await stored.history(instant(since), instant(cut), FIXES_AT_MOST);
  const to = fixes.length < FIXES_AT_MOST ? cut : fixes.at(-1)!.fixAt - 1;
  // One millisecond with more than a page of anything cannot be cut any shorter.
  const until = instant(Math.max(from, to));
  const before = from < keptFrom ? [] : (await stored.latest(from)).filter(fix => fix.fixAt >= keptFrom);
  return {
    from,
    to: until,
    board: boardToJson(await past.after(head)),
    entries: entries.filter(({ recordedAt }) => recordedAt <= until),
    positions: [...before, ...fixes.filter(({ fixAt }) => fixAt > from && fixAt <= until)].map(shown),
    positionsFrom: keptFrom,
  };
}

const shown = (fix: StoredFix): UnitPosition => ({ ...fix, source: 'device' });

/** The last entry that was written down by `at`; 0 before the first. The log is in order, so its middle says which half. */
async function lastBy(log: StretchMeans['log'], at: Instant): Promise<number> {
  let low = 0;
  let high = log.head;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const entry: Entry | undefined = (await log.read(middle, middle))[0];
    if (entry !== undefined && entry.recordedAt <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
