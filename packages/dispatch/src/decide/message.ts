import { fail, ok, type Result } from '@clarion/measure';
import type { Incident } from '../board.ts';
import { openAssignments } from '../change.ts';
import type { Command } from '../command.ts';
import type { EntryBody } from '../entry.ts';
import type { IncidentId, UnitId } from '../ids.ts';
import { unreadMessages } from '../message.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import {
  type Context,
  type Decision,
  noIncident,
  nothing,
  openIncident,
  plausible,
  refused,
  saidAfter,
  written,
} from './context.ts';
import { incidentOf } from './heard.ts';
import { sealed } from './sealed.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type Data<T extends EntryBody['type']> = Extract<EntryBody, { type: T }>['data'];

/** As many of one incident, so that no device that is left alone fills the disk. */
export const MOST_PHOTOS = 60;

/** To those that are on the incident now; who comes later is told by a message of their own. */
export function sendMessage(context: Context, command: Of<'SendMessage'>): Decision {
  const { board } = context;
  const { incidentId, unitIds } = command;
  const incident = openIncident(board, incidentId);
  if (!incident.ok) return incident;
  const open = openAssignments(board, incident.value);
  const missing = unitIds?.find(unitId => !open.some(one => one.unitId === unitId));
  if (missing !== undefined) return refused({ code: 'UnitNotAssigned', unitId: missing, incidentId });
  const told = open.filter(({ unitId }) => unitIds?.includes(unitId) ?? true);
  if (told.length === 0) return refused({ code: 'NobodyToTell', incidentId });
  const assignments = told.map(({ assignmentId, unitId }) => ({ assignmentId, unitId }));
  const data: Data<'MessageSent'> = { incidentId, assignments, words: sealed(command.words) };
  return ok([written(context, { type: 'MessageSent', data })]);
}

/** Each message by itself, so that nobody has read what they have not seen. */
export function acknowledgeMessage(context: Context, command: Of<'AcknowledgeMessage'>): Decision {
  const { unitId, assignmentId, seq, happenedAt } = command;
  const assignment = context.board.assignments.get(assignmentId);
  const message = assignment?.messages?.find(one => one.seq === seq);
  if (!assignment || assignment.unitId !== unitId || !message)
    return refused({ code: 'MessageUnknown', seq });
  if (message.acknowledged) return nothing;
  const at = saidAfter(context, happenedAt, message.at);
  if (!at.ok) return at;
  const { incidentId } = assignment;
  const data = { assignmentId, unitId, incidentId, seq };
  return ok([written(context, { type: 'MessageAcknowledged', data }, at.value)]);
}

/** Also after closing: what a phone without a network holds comes late. */
export function writeToFloor(context: Context, command: Of<'WriteToFloor'>): Decision {
  const { unitId, incidentId, ready, words } = command;
  const own = ownIncident(context, unitId, incidentId);
  if (!own.ok) return own;
  if ((ready === undefined) === (words === undefined)) return refused({ code: 'MessageEmpty', unitId });
  const said = plausible(command.happenedAt ?? context.at, context.now);
  if (!said.ok) return said;
  const data = present<Data<'CrewWrote'>>({ incidentId, unitId, ready, words: words && sealed(words) });
  return ok([written(context, { type: 'CrewWrote', data }, said.value)]);
}

export function readCrewMessages(context: Context, { incidentId, seq }: Of<'ReadCrewMessages'>): Decision {
  const { board } = context;
  const incident = board.incidents.get(incidentId);
  if (!incident) return refused(noIncident(board, incidentId));
  if (!unreadMessages(board, incident).some(message => message.seq <= seq)) return nothing;
  return ok([written(context, { type: 'CrewMessagesRead', data: { incidentId, seq } })]);
}

export function addPhoto(context: Context, command: Of<'AddPhoto'>): Decision {
  const { unitId, incidentId } = command;
  const own = ownIncident(context, unitId, incidentId);
  if (!own.ok) return own;
  if ((own.value.photos?.length ?? 0) >= MOST_PHOTOS)
    return refused({ code: 'PhotosFull', incidentId, most: MOST_PHOTOS });
  const said = plausible(command.happenedAt ?? context.at, context.now);
  if (!said.ok) return said;
  const data = { incidentId, unitId, photo: sealed(command.photo) };
  return ok([written(context, { type: 'PhotoAdded', data }, said.value)]);
}

/** What a device's clock says no time can be: then it stands at its arrival. */
export function recordRefusal(context: Context, command: Of<'RecordRefusal'>): Decision {
  const { unitId, asked, code } = command;
  const { board, at, now } = context;
  const named = board.incidents.has(command.incidentId ?? '') ? command.incidentId : undefined;
  const said = plausible(command.happenedAt ?? at, now);
  const data = present<Data<'DeviceRefused'>>({
    unitId,
    incidentId: named ?? incidentOf(board, unitId),
    asked,
    code,
  });
  return ok([written(context, { type: 'DeviceRefused', data }, said.ok ? said.value : at)]);
}

/** The incident, of a unit that is or was on it. */
function ownIncident({ board }: Context, unitId: UnitId, incidentId: IncidentId): Result<Incident, Refusal> {
  const incident = board.incidents.get(incidentId);
  if (!incident) return fail(noIncident(board, incidentId));
  const own = incident.assignmentIds.some(id => board.assignments.get(id)?.unitId === unitId);
  return own ? ok(incident) : fail({ code: 'UnitNotAssigned', unitId, incidentId });
}
