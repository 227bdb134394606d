import { ok } from '@clarion/measure';
import type { Incident } from '../board.ts';
import { amended, openAssignments, toldBefore } from '../change.ts';
import type { Command } from '../command.ts';
import type { Need, Priority } from '../configuration.ts';
import type { EntryBody, NewEntry } from '../entry.ts';
import { type Hazard, hazardsInOrder } from '../hazard.ts';
import type { TypeId } from '../ids.ts';
import type { Place } from '../place.ts';
import { present } from '../present.ts';
import { same } from '../same.ts';
import {
  type Context,
  type Decision,
  openIncident as findOpen,
  noCall,
  noIncident,
  refused,
  written,
} from './context.ts';
import { plausibleSchedule } from './schedule.ts';
import { sealed } from './sealed.ts';
import { findType, usualPriority } from './type.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type OpenedData = Extract<EntryBody, { type: 'IncidentOpened' }>['data'];
type AmendedData = Extract<EntryBody, { type: 'IncidentAmended' }>['data'];

export function openIncident(context: Context, command: Of<'OpenIncident'>): Decision {
  const { board } = context;
  const { callId } = command;
  const call = board.calls.get(callId ?? '');
  if (callId !== undefined && !call) return refused(noCall(board, callId));
  if (call?.incidentId !== undefined) {
    return refused({ code: 'CallAttachedAlready', callId: call.callId, incidentId: call.incidentId });
  }
  const typeId = command.typeId ?? call?.typeId;
  const type = findType(board, typeId);
  if (!type.ok) return type;
  const schedule = command.schedule && plausibleSchedule(context, command.schedule);
  if (schedule && !schedule.ok) return schedule;
  const data = present<OpenedData>({
    incidentId: `I${board.lastIncident + 1}`,
    configurationVersion: board.configuration?.version,
    callId,
    typeId,
    priority: command.priority ?? call?.priority ?? usualPriority(board, typeId),
    place: command.place ?? call?.place,
    hazards: call?.hazards,
    stage: call?.stage,
    needs: call?.needs,
    schedule: schedule?.value,
  });
  return ok([written(context, { type: 'IncidentOpened', data })]);
}

export function amendIncident(context: Context, command: Of<'AmendIncident'>): Decision {
  const incident = findOpen(context.board, command.incidentId);
  if (!incident.ok) return incident;
  const type = findType(context.board, command.typeId);
  if (!type.ok) return type;
  return ok(amendment(context, incident.value, command));
}

/** The entry that amends what differs. A new type brings its priority, unless somebody had set another by hand. */
export function amendment(
  context: Context,
  incident: Incident,
  asked: {
    readonly typeId?: TypeId | undefined;
    readonly place?: Place | undefined;
    readonly priority?: Priority | undefined;
    readonly hazards?: readonly Hazard[] | undefined;
    readonly stage?: boolean | undefined;
    readonly needs?: readonly Need[] | undefined;
  },
): readonly NewEntry[] {
  const { board } = context;
  const typeId = asked.typeId === incident.typeId ? undefined : asked.typeId;
  const place = same(asked.place, incident.place) ? undefined : asked.place;
  const byHand = incident.priority !== usualPriority(board, incident.typeId);
  const usual = typeId === undefined || byHand ? incident.priority : usualPriority(board, typeId);
  const wanted = asked.priority ?? usual;
  const priority = wanted === incident.priority ? undefined : wanted;
  const found = asked.hazards && hazardsInOrder(asked.hazards);
  const hazards = same(found, incident.hazards ?? []) ? undefined : found;
  const stage = asked.stage === (incident.stage ?? false) ? undefined : asked.stage;
  const needs = same(asked.needs, incident.needs ?? []) ? undefined : asked.needs;
  const changed = present<Omit<AmendedData, 'incidentId'>>({
    typeId,
    priority,
    place,
    hazards,
    stage,
    needs,
  });
  if (Object.keys(changed).length === 0) return [];
  const told = openAssignments(board, incident).length > 0;
  const was = told ? toldBefore(incident, amended(incident, changed)) : undefined;
  const data: AmendedData = { incidentId: incident.incidentId, ...changed, ...(was ? { was } : {}) };
  return [written(context, { type: 'IncidentAmended', data })];
}

/** Notes follow after closing too: the feedback of a crew comes late. */
export function addNote(context: Context, command: Of<'AddNote'>): Decision {
  const { board, envelope } = context;
  const { incidentId } = command;
  const incident = board.incidents.get(incidentId);
  if (!incident) return refused(noIncident(board, incidentId));
  const { actor } = envelope;
  if (actor.kind === 'unit') {
    const own = incident.assignmentIds.some(id => board.assignments.get(id)?.unitId === actor.id);
    if (!own) return refused({ code: 'UnitNotAssigned', unitId: actor.id, incidentId });
  }
  const note = sealed(command.note);
  return ok([written(context, { type: 'NoteAdded', data: { incidentId, note } })]);
}
