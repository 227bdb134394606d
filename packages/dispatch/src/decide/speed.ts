import { type Instant, ok } from '@clarion/measure';
import type { Board } from '../board.ts';
import type { Command } from '../command.ts';
import { same } from '../same.ts';
import {
  FACTOR_AT_LEAST,
  FACTOR_AT_MOST,
  KMH_AT_LEAST,
  KMH_AT_MOST,
  type Pace,
  type PacedStreet,
} from '../speed.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** As for closures: longer than any roadworks. */
const AT_MOST_MS = 366 * 24 * 3_600_000;

export function changeSpeed(context: Context, command: Of<'ChangeSpeed'>): Decision {
  const { board, at } = context;
  const { pairs, lines, label, pace, reason, expiresAt } = command;
  if (!isPlausible(pace)) return refused({ code: 'SpeedImplausible', ...pace });
  if (isOver(expiresAt, at)) return refused({ code: 'TimeImplausible', at: expiresAt });
  const street: PacedStreet = { pairs, lines, label, pace, reason, expiresAt };
  if (isNewestSo(board, street)) return nothing;
  const speedId = `V${board.lastSpeed + 1}`;
  return ok([written(context, { type: 'SpeedChanged', data: { speedId, ...street } })]);
}

export function restoreSpeed(context: Context, { speedId }: Of<'RestoreSpeed'>): Decision {
  const { board, at } = context;
  const change = board.speeds.get(speedId);
  if (!change) {
    const number = /^V([1-9]\d*)$/.exec(speedId)?.[1];
    const was = number !== undefined && Number(number) <= board.lastSpeed;
    return refused({ code: was ? 'SpeedUsualAlready' : 'SpeedUnknown', speedId });
  }
  if (at < change.since) return refused({ code: 'TimeImplausible', at });
  if (change.expiresAt <= at) return refused({ code: 'SpeedUsualAlready', speedId });
  return ok([written(context, { type: 'SpeedRestored', data: { speedId } })]);
}

export function adoptSpeeds(context: Context, { feed }: Of<'AdoptSpeeds'>): Decision {
  const { board, at } = context;
  if (isOver(feed.expiresAt, at)) return refused({ code: 'TimeImplausible', at: feed.expiresAt });
  const { digest, roads, expiresAt } = board.speedFeed ?? {};
  if (digest === feed.digest && roads === feed.roads && expiresAt === feed.expiresAt) return nothing;
  return ok([written(context, { type: 'SpeedsAdopted', data: { feed } })]);
}

function isOver(expiresAt: Instant, at: Instant): boolean {
  return !Number.isSafeInteger(expiresAt) || expiresAt <= at || expiresAt > at + AT_MOST_MS;
}

/** Written so that what is not a number is implausible too. */
function isPlausible(pace: Pace): boolean {
  return 'kmh' in pace
    ? pace.kmh >= KMH_AT_LEAST && pace.kmh <= KMH_AT_MOST
    : pace.factor >= FACTOR_AT_LEAST && pace.factor <= FACTOR_AT_MOST;
}

/** Only the newest counts on a street, so that an older one said again is something new. */
function isNewestSo(board: Board, street: PacedStreet): boolean {
  const newest = [...board.speeds.values()].at(-1);
  if (newest === undefined) return false;
  const { speedId: _id, by: _by, since: _since, ...known } = newest;
  return same(known, street);
}
