import type { LogClock } from '@clarion/protocol';

/** The log's time when the server's wall shows `wall`. A drill may run fast, or stand still. */
export function logTime(clock: LogClock | undefined, wall: number): number {
  return clock === undefined ? wall : clock.at + (wall - clock.wall) * clock.rate;
}
