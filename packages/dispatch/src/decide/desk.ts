import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { type Context, type Decision, nothing, openIncident, refused, written } from './context.ts';
import { handedOver, orphanAlarm } from './hand-over.ts';
import { knownDesk } from './known-desk.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** The next one sits down; whoever sat there is relieved. Where a hand-over is open, it is taken over. */
export function takeDesk(context: Context, { deskId }: Of<'TakeDesk'>): Decision {
  const { board, envelope } = context;
  const desk = knownDesk(board, deskId);
  if (!desk.ok) return desk;
  const { role, id } = envelope.actor;
  if (desk.value.work !== 'calls' && role === 'callTaker') return refused({ code: 'NotAllowed', role });
  if (board.desks.get(deskId)?.by.id === id) return nothing;
  const opened = board.handOvers.get(deskId);
  if (opened && opened.by.id !== id) return ok([handedOver(context, deskId)]);
  return ok([written(context, { type: 'DeskTaken', data: { deskId } })]);
}

export function leaveDesk(context: Context, { deskId }: Of<'LeaveDesk'>): Decision {
  const { board, envelope } = context;
  const desk = knownDesk(board, deskId);
  if (!desk.ok) return desk;
  const sitting = board.desks.get(deskId);
  if (!sitting) return nothing;
  const { role, id } = envelope.actor;
  if (sitting.by.id !== id && role !== 'commander')
    return refused({ code: 'DeskTakenAlready', deskId, by: sitting.by, at: sitting.since });
  const left = written(context, { type: 'DeskLeft', data: { deskId } });
  return ok([left, ...orphanAlarm(context, deskId, 'left')]);
}

export function giveIncident(context: Context, { incidentId, deskId }: Of<'GiveIncident'>): Decision {
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  const desk = knownDesk(context.board, deskId);
  if (!desk.ok) return desk;
  if (incident.value.deskId === deskId) return nothing;
  return ok([written(context, { type: 'IncidentGiven', data: { incidentId, deskId } })]);
}
