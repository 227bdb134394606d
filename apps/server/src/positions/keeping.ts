import type { Instant } from '@clarion/measure';
import type { Fix } from '@clarion/protocol';
import type { Positions } from '@clarion/store';

/** Fixes of units that nothing holds, stored a second: what a day of replay of a province's fleet can take on a disk. */
const FREE_A_SECOND = 1000;
/** What may come at once after a quiet time: a whole batch of a gateway. */
const FREE_AT_ONCE = 5000;
const ROWS_A_TURN = 5000;
const AGAIN_MS = 100;

/** Stores fixes, one statement at a time: what comes while one is under way goes with the next. */
export interface Keeping {
  /**
   * Fixes newer than those before of their units. Those of units at work are all stored, and of free ones as many as the disk
   * is given for them: beyond that the newest of each waits for its turn, and a newer one takes its place. Resolves when what
   * does not wait is stored; rejects when it could not be.
   */
  keep(fixes: readonly Fix[], isAtWork: (unitId: string) => boolean): Promise<void>;
  /** When what was handed over and does not wait is stored, or could not be. */
  settled(): Promise<void>;
  /** Stores what waits, too. */
  stop(): Promise<void>;
}

export interface KeepingMeans {
  readonly stored: Pick<Positions, 'insert'>;
  readonly now: () => Instant;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsedMs: () => number;
  readonly onTrouble: (error: unknown) => void;
}

interface Turn {
  readonly fixes: Fix[];
  readonly done: Promise<void>;
  readonly settle: (outcome: Promise<unknown>) => void;
}

export function createKeeping({ stored, now, elapsedMs, onTrouble }: KeepingMeans): Keeping {
  /** Of free units, in the order in which they began to wait. */
  const waiting = new Map<string, Fix>();
  let next = newTurn();
  let current: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let allowance = FREE_AT_ONCE;
  let allowedAt = elapsedMs();

  function refill(): void {
    const at = elapsedMs();
    allowance = Math.min(FREE_AT_ONCE, allowance + ((at - allowedAt) / 1000) * FREE_A_SECOND);
    allowedAt = at;
  }

  /** Those that have waited longest come to the next turn, as many as are allowed. */
  function admit(): void {
    refill();
    for (const [unitId, fix] of waiting) {
      if (allowance < 1) break;
      allowance -= 1;
      waiting.delete(unitId);
      next.fixes.push(fix);
    }
  }

  function begin(): void {
    if (current !== undefined) return;
    if (next.fixes.length === 0) {
      if (waiting.size > 0) timer ??= setTimeout(again, AGAIN_MS);
      return;
    }
    const turn = next;
    next = newTurn();
    current = turn.done.then(ended, error => {
      onTrouble(error);
      ended();
    });
    turn.settle(write(turn.fixes));
  }
  function again(): void {
    timer = undefined;
    admit();
    begin();
  }
  function ended(): void {
    current = undefined;
    admit();
    begin();
  }
  async function write(fixes: readonly Fix[]): Promise<void> {
    for (let from = 0; from < fixes.length; from += ROWS_A_TURN)
      await stored.insert(fixes.slice(from, from + ROWS_A_TURN), now());
  }

  return {
    async keep(fixes, isAtWork) {
      const turn = next;
      admit();
      for (const fix of fixes) {
        if (isAtWork(fix.unitId)) turn.fixes.push(fix);
        else if (waiting.size === 0 && allowance >= 1) {
          allowance -= 1;
          turn.fixes.push(fix);
        } else waiting.set(fix.unitId, fix);
      }
      if (turn.fixes.length === 0) return begin();
      begin();
      await turn.done;
    },
    async settled() {
      const turn = next;
      await current;
      if (turn.fixes.length > 0) await turn.done.catch(() => undefined);
    },
    async stop() {
      clearTimeout(timer);
      next.fixes.push(...waiting.values());
      waiting.clear();
      begin();
      while (current !== undefined) await current;
    },
  };
}

function newTurn(): Turn {
  let settle: Turn['settle'] = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    settle = outcome => void outcome.then(() => resolve(), reject);
  });
  // Who waits for it hears of it; nobody has to.
  done.catch(() => undefined);
  return { fixes: [], done, settle };
}
