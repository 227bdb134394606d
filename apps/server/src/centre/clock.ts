import { type Instant, instant } from '@clarion/measure';
import type { LogClock } from '@clarion/protocol';

/**
 * The log's clock. A live log runs on the wall's time; a drill may run faster, or jump. It never goes back, so that
 * a log that was ahead of the wall (after a fast drill) goes on from where it stood. A live centre's is never set.
 */
export interface CentreClock {
  now(): Instant;
  state(): LogClock;
  /** Goes on from `at` (or where it stands, if that is later) at `rate`. */
  run(rate: number, at?: Instant): void;
  /** Stands at `at` until told otherwise; for exercises that jump from happening to happening. */
  jump(at: Instant): void;
  onChange(changed: (state: LogClock) => void): void;
}

export function createClock(
  wall: () => number,
  start: { at?: Instant; rate?: number; settable?: boolean } = {},
): CentreClock {
  let rate = start.rate ?? 1;
  let baseWall = wall();
  let baseAt = Math.max(start.at ?? baseWall, start.rate === undefined ? baseWall : 0);
  let last = 0;
  const listeners: ((state: LogClock) => void)[] = [];

  function now(): Instant {
    const at = Math.floor(baseAt + (wall() - baseWall) * rate);
    if (at > last) last = at;
    return instant(last);
  }
  function state(): LogClock {
    const at = now();
    return { at, wall: wall(), rate };
  }
  function set(at: number, newRate: number): void {
    if (start.settable === false) throw new Error('the clock of a live log is the wall’s: nobody sets it');
    baseAt = Math.max(at, now());
    baseWall = wall();
    rate = newRate;
    for (const listener of listeners) listener(state());
  }
  return {
    now,
    state,
    run: (newRate, at) => set(at ?? now(), newRate),
    jump: at => set(at, 0),
    onChange: listener => void listeners.push(listener),
  };
}
