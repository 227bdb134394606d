import { ok } from '@clarion/measure';
import { deskOrphaned, orphanCause } from '../alarms/kinds/desk-orphaned.ts';
import { alarmRule } from '../alarms/rules.ts';
import type { Command } from '../command.ts';
import type { NewEntry } from '../entry.ts';
import { type OrphanCause, ownedBy } from '../hand-over.ts';
import type { DeskId } from '../ids.ts';
import { raisedAlarm } from './alarms.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';
import { knownDesk } from './known-desk.ts';
import { sealed } from './sealed.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** Who sits there announces that they will leave. Said again it only adds the note. */
export function openHandOver(context: Context, { deskId, note }: Of<'OpenHandOver'>): Decision {
  const against = notTheirs(context, deskId);
  if (against) return against;
  const kept = note && { note: sealed(note) };
  const { board, envelope } = context;
  const opened = board.handOvers.get(deskId);
  if (opened && opened.by.id === envelope.actor.id)
    return kept ? ok([written(context, { type: 'HandOverNoted', data: { deskId, ...kept } })]) : nothing;
  return ok([written(context, { type: 'HandOverOpened', data: { deskId, ...kept } })]);
}

export function noteHandOver(context: Context, { deskId, note }: Of<'NoteHandOver'>): Decision {
  const against = notTheirs(context, deskId);
  if (against) return against;
  if (!context.board.handOvers.has(deskId)) return refused({ code: 'HandOverNotOpen', deskId });
  return ok([written(context, { type: 'HandOverNoted', data: { deskId, note: sealed(note) } })]);
}

export function withdrawHandOver(context: Context, { deskId }: Of<'WithdrawHandOver'>): Decision {
  const against = notTheirs(context, deskId);
  if (against) return against;
  if (!context.board.handOvers.has(deskId)) return nothing;
  return ok([written(context, { type: 'HandOverWithdrawn', data: { deskId } })]);
}

/** One entry moves all that the desk owns; what runs there runs on, for nothing but who sits there has changed. */
export function takeOver(context: Context, { deskId, opened: seq }: Of<'TakeOver'>): Decision {
  const { board, envelope } = context;
  const desk = knownDesk(board, deskId);
  if (!desk.ok) return desk;
  const { role, id } = envelope.actor;
  if (desk.value.work !== 'calls' && role === 'callTaker') return refused({ code: 'NotAllowed', role });
  const opened = board.handOvers.get(deskId);
  if (opened?.seq === seq) {
    if (opened.by.id === id) return refused({ code: 'HandOverNotOpen', deskId });
    return ok([handedOver(context, deskId)]);
  }
  const sitting = board.desks.get(deskId);
  if (sitting?.by.id === id && sitting.from?.seq === seq) return nothing;
  return sitting?.from?.seq === seq
    ? refused({ code: 'HandedOverAlready', deskId, by: sitting.by, at: sitting.since })
    : refused({ code: 'HandOverNotOpen', deskId });
}

/** The entry of a hand-over that is open. */
export function handedOver(context: Context, deskId: DeskId): NewEntry {
  const opened = context.board.handOvers.get(deskId);
  if (!opened) throw new Error(`no hand-over is open at ${deskId}`);
  const data = { deskId, fromId: opened.by.id, opened: opened.seq, ...ownedBy(context.board, deskId) };
  return written(context, { type: 'DeskHandedOver', data });
}

/** The server has heard nothing from who sits there for the centre's time; somebody else may sit there by now. */
export function loseDesk(context: Context, { deskId, operatorId, silentSince }: Of<'LoseDesk'>): Decision {
  const sitting = context.board.desks.get(deskId);
  if (sitting?.by.id !== operatorId || sitting.since > silentSince) return nothing;
  const lost = written(context, { type: 'DeskLost', data: { deskId, operatorId, silentSince } });
  return ok([lost, ...orphanAlarm(context, deskId, 'lost')]);
}

/** The alarm of a desk that the same command makes an orphan of, so that it waits for no clock. */
export function orphanAlarm(context: Context, deskId: DeskId, cause: OrphanCause): readonly NewEntry[] {
  const { board, now } = context;
  const sitting = board.desks.get(deskId);
  const { off, afterSeconds } = alarmRule(board, deskOrphaned.kind);
  if (!sitting || off || afterSeconds > 0) return [];
  const { incidentIds, callIds } = ownedBy(board, deskId);
  if (incidentIds.length + callIds.length === 0) return [];
  const orphan = { deskId, by: sitting.by, since: now, cause, incidentIds, callIds };
  return raisedAlarm(context, deskOrphaned, orphanCause(orphan));
}

/** Why somebody cannot hand over this desk: it is not there, or it is not theirs. */
function notTheirs({ board, envelope }: Context, deskId: DeskId) {
  const desk = knownDesk(board, deskId);
  if (!desk.ok) return desk;
  const isTheirs = board.desks.get(deskId)?.by.id === envelope.actor.id;
  return isTheirs ? undefined : refused({ code: 'DeskNotYours', deskId });
}
