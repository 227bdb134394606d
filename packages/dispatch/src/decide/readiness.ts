import { fail, ok, type Result } from '@clarion/measure';
import type { Board } from '../board.ts';
import type { Command } from '../command.ts';
import { areasOf } from '../deployment.ts';
import type { EntryBody } from '../entry.ts';
import type { AreaId } from '../ids.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type SetData = Extract<EntryBody, { type: 'ReadinessSet' }>['data'];

/** A level that is forgotten would be one that nobody means. */
const AT_MOST_MS = 31 * 24 * 3_600_000;

export function setReadiness(context: Context, command: Of<'SetReadiness'>): Decision {
  const { board, at, envelope } = context;
  const { areaId, levelId, reason, expiresAt } = command;
  const area = knownArea(board, areaId);
  if (!area.ok) return area;
  const levels = board.configuration?.readiness?.levels ?? [];
  if (!levels.some(level => level.levelId === levelId)) return refused({ code: 'LevelUnknown', levelId });
  if (!Number.isSafeInteger(expiresAt) || expiresAt <= at || expiresAt > at + AT_MOST_MS) {
    return refused({ code: 'TimeImplausible', at: expiresAt });
  }
  const now = board.readiness.get(areaId ?? '');
  const same =
    now?.levelId === levelId &&
    now.reason === reason &&
    now.expiresAt === expiresAt &&
    now.by.id === envelope.actor.id;
  if (same) return nothing;
  const data = present<SetData>({ areaId, levelId, reason, expiresAt });
  return ok([written(context, { type: 'ReadinessSet', data })]);
}

export function endReadiness(context: Context, { areaId }: Of<'EndReadiness'>): Decision {
  const { board, at } = context;
  const area = knownArea(board, areaId);
  if (!area.ok) return area;
  const set = board.readiness.get(areaId ?? '');
  if (!set || set.expiresAt <= at) return refused(present<Refusal>({ code: 'ReadinessNotSet', areaId }));
  if (at < set.since) return refused({ code: 'TimeImplausible', at });
  const data = areaId === undefined ? {} : { areaId };
  return ok([written(context, { type: 'ReadinessEnded', data })]);
}

function knownArea(board: Board, areaId: AreaId | undefined): Result<undefined, Refusal> {
  if (areaId === undefined) return ok(undefined);
  const known = areasOf(board).some(area => area.areaId === areaId);
  return known ? ok(undefined) : fail({ code: 'AreaUnknown', areaId });
}
