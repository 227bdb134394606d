import { mayGive, openAssignments, unacknowledgedMessages, unreadMessages } from '@clarion/dispatch';
import type { WireCommand } from '@clarion/protocol';
import type { Intention, Situation } from './intention.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

/** What the verbs between floor and crews mean; undefined for any other. */
export function crewIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  switch (verb) {
    case 'message':
      return messageOf(parsed, situation);
    case 'readCrews':
      return readOf(parsed, situation);
    case 'ackMessage':
      return heardOf(parsed, situation);
    default:
      return undefined;
  }
}

const act = (
  verb: Verb,
  command: WireCommand,
  { role, board }: Situation,
  more: Partial<Extract<Intention, { kind: 'act' }>>,
): Intention =>
  mayGive(role, command.type, board)
    ? { kind: 'act', verb, commands: [command], unitIds: [], doubts: [], ...more }
    : problem('notYourRole');

/** The incident that is named, else what the first named unit is on, else the one in hand. */
function about({ incidentId, unitIds }: Parsed, { board, incidentId: inHand }: Situation) {
  const current = board.units.get(unitIds[0] ?? '')?.assignmentIds.at(-1);
  const ofUnit = board.assignments.get(current ?? '')?.incidentId;
  return board.incidents.get(incidentId ?? ofUnit ?? inHand ?? '');
}

/** `message I17 gate code 4711` to all on it, `message E32 come to the rear` to one. */
function messageOf(parsed: Parsed, situation: Situation): Intention {
  const { unitIds, rest } = parsed;
  const incident = about(parsed, situation);
  if (incident === undefined) return problem('incidentMissing');
  if (rest.trim() === '') return problem('textMissing');
  const { incidentId } = incident;
  const on = openAssignments(situation.board, incident).map(one => one.unitId);
  const missing = unitIds.find(unitId => !on.includes(unitId));
  if (missing !== undefined) return problem('unitNotAssigned', { unit: missing });
  if (on.length === 0) return problem('nobodyOn', { incident: incidentId });
  const named = unitIds.length === 0 ? {} : { unitIds: [...unitIds] };
  return act('message', { type: 'SendMessage', incidentId, text: rest.trim(), ...named }, situation, {
    incidentId,
    unitIds: unitIds.length === 0 ? on : unitIds,
    detail: rest.trim(),
  });
}

function readOf(parsed: Parsed, situation: Situation): Intention {
  const incident = about(parsed, situation);
  if (incident === undefined) return problem('incidentMissing');
  const { incidentId } = incident;
  const newest = unreadMessages(situation.board, incident).at(-1);
  if (newest === undefined) return problem('noCrewMessage', { incident: incidentId });
  const command = { type: 'ReadCrewMessages' as const, incidentId, seq: newest.seq };
  return act('readCrews', command, situation, { incidentId });
}

/** On the radio, for a crew whose phone is silent: the oldest that waits. */
function heardOf(parsed: Parsed, situation: Situation): Intention {
  const [unitId] = parsed.unitIds;
  if (unitId === undefined) return problem('unitMissing');
  const incident = about(parsed, situation);
  const waits =
    incident &&
    unacknowledgedMessages(situation.board, incident).find(one => one.assignment.unitId === unitId);
  if (waits === undefined) return problem('noMessageWaits', { unit: unitId });
  const { assignmentId, incidentId } = waits.assignment;
  const command = { type: 'AcknowledgeMessage' as const, unitId, assignmentId, seq: waits.message.seq };
  return act('ackMessage', command, situation, { incidentId, unitIds: [unitId] });
}
