import { fail, ok, type Result } from '@clarion/measure';
import type { Board } from '../board.ts';
import type { Command } from '../command.ts';
import { type DeskDescription, desksOf } from '../desk.ts';
import type { DeskId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import { type Context, type Decision, nothing, openIncident, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** At the change of shifts the next one sits down; whoever sat there is relieved. */
export function takeDesk(context: Context, { deskId }: Of<'TakeDesk'>): Decision {
  const { board, envelope } = context;
  const desk = knownDesk(board, deskId);
  if (!desk.ok) return desk;
  const { role, id } = envelope.actor;
  if (desk.value.work !== 'calls' && role === 'callTaker') return refused({ code: 'NotAllowed', role });
  if (board.desks.get(deskId)?.by.id === id) return nothing;
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
  return ok([written(context, { type: 'DeskLeft', data: { deskId } })]);
}

export function giveIncident(context: Context, { incidentId, deskId }: Of<'GiveIncident'>): Decision {
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  const desk = knownDesk(context.board, deskId);
  if (!desk.ok) return desk;
  if (incident.value.deskId === deskId) return nothing;
  return ok([written(context, { type: 'IncidentGiven', data: { incidentId, deskId } })]);
}

function knownDesk(board: Board, deskId: DeskId): Result<DeskDescription, Refusal> {
  const desk = desksOf(board).find(one => one.deskId === deskId);
  return desk ? ok(desk) : fail({ code: 'DeskUnknown', deskId });
}
