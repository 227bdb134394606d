import type { Instant } from '@clarion/measure';
import type { Actor } from './command.ts';

/** How far something is that two people lay before the floor: a deployment, the centre's rules. */
export type PublicationState = 'drafted' | 'approved' | 'begun' | 'withdrawn' | 'rolledBack';

export interface Publication {
  readonly state: string;
  /** When it counts from; absent: as soon as it is approved. */
  readonly startsAt?: Instant;
  readonly by: Actor;
  readonly since: Instant;
  readonly approvedBy?: Actor;
  readonly begunAt?: Instant;
  /** Its entry: the last that began counts. */
  readonly begunSeq?: number;
}

/** The last that began and was not rolled back. */
export function lastBegun<T extends Publication>(all: Iterable<T>): T | undefined {
  let newest: T | undefined;
  for (const one of all)
    if (one.state === 'begun' && (one.begunSeq ?? 0) > (newest?.begunSeq ?? 0)) newest = one;
  return newest;
}

/** Approved, and their time has come; the one that starts first comes first. */
export function dueAmong<T extends Publication>(all: Iterable<T>, now: Instant): readonly T[] {
  return [...all]
    .filter(one => one.state === 'approved' && (one.startsAt ?? 0) <= now)
    .sort((a, b) => (a.startsAt ?? 0) - (b.startsAt ?? 0));
}

/** What a step makes of it. */
export function stepped<T extends Publication>(
  known: T,
  step: Exclude<PublicationState, 'drafted'>,
  { actor, at, seq }: { readonly actor: Actor; readonly at: Instant; readonly seq: number },
): T {
  switch (step) {
    case 'approved':
      return { ...known, state: step, approvedBy: actor };
    case 'begun':
      return { ...known, state: step, begunAt: at, begunSeq: seq };
    case 'withdrawn':
    case 'rolledBack':
      return { ...known, state: step };
  }
}

/** What stands against a step: it is so already, it is decided otherwise, it is one's own, its time is wrong. */
export type Obstacle = 'done' | 'settled' | 'own' | 'time';

/** Who drafted it does not approve it, and not after its start. */
export function againstApproving(one: Publication, by: Actor, at: Instant): Obstacle | undefined {
  if (one.state === 'approved' && one.approvedBy?.id === by.id) return 'done';
  if (one.state !== 'drafted') return 'settled';
  if (one.by.id === by.id) return 'own';
  return one.startsAt !== undefined && one.startsAt <= at ? 'time' : undefined;
}

export function againstBeginning(one: Publication, at: Instant): Obstacle | undefined {
  if (one.state === 'begun') return 'done';
  if (one.state !== 'approved') return 'settled';
  return (one.startsAt ?? 0) > at ? 'time' : undefined;
}

export function againstWithdrawing(one: Publication): Obstacle | undefined {
  if (one.state === 'withdrawn') return 'done';
  return one.state === 'drafted' || one.state === 'approved' ? undefined : 'settled';
}

/** What lies further ahead is drafted anew before it comes. */
const AHEAD_AT_MOST_MS = 366 * 24 * 3_600_000;

/** Whether it may start then: ahead of `at`, by a year at most. */
export const startsInTime = (startsAt: Instant, at: Instant): boolean =>
  Number.isSafeInteger(startsAt) && startsAt > at && startsAt <= at + AHEAD_AT_MOST_MS;
