import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import type { EntryBody } from '../entry.ts';
import { CREW_PAGE, isOver, isRead, marksOf, pageSteps } from '../paging.ts';
import { present } from '../present.ts';
import { type Context, type Decision, noIncident, nothing, refused, saidAfter, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type Marked = Extract<EntryBody, { type: 'PageMarked' }>['data'];

/** What was read stays read, also of what changed before; nothing unread: it is so already. */
export function readChange(context: Context, command: Of<'ReadChange'>): Decision {
  const { unitId, incidentId, seq, happenedAt } = command;
  const { board } = context;
  const incident = board.incidents.get(incidentId);
  if (!incident) return refused(noIncident(board, incidentId));
  const own = incident.assignmentIds
    .flatMap(id => board.assignments.get(id) ?? [])
    .findLast(assignment => assignment.unitId === unitId);
  if (!own) return refused({ code: 'UnitNotAssigned', unitId, incidentId });
  const newest = own.unread?.findLast(change => change.seq <= seq);
  if (!newest) return nothing;
  const said = saidAfter(context, happenedAt, newest.at);
  if (!said.ok) return said;
  const { assignmentId } = own;
  const data = { assignmentId, unitId, incidentId, seq };
  return ok([written(context, { type: 'ChangeRead', data }, said.value)]);
}

/**
 * How far a channel has come with a page. To begin sending, the page must still hold: what is over, answered or older than
 * its life is not sent. Said by several servers at once, one is heard.
 */
export function markPage(context: Context, command: Of<'MarkPage'>): Decision {
  const { board, now } = context;
  const { unitId, assignmentId, channelId, step, change } = command;
  const assignment = board.assignments.get(assignmentId);
  if (!assignment || assignment.unitId !== unitId)
    return refused({ code: 'AssignmentUnknown', assignmentId });
  const known = board.configuration?.paging?.channels.some(channel => channel.channelId === channelId);
  if (!known && channelId !== CREW_PAGE) return refused({ code: 'ChannelUnknown', channelId });
  const mark = marksOf(assignment, change).find(one => one.channelId === channelId);
  const far = mark ? pageSteps.indexOf(mark.step) : -1;
  if (pageSteps.indexOf(step) <= far) return nothing;
  const begins = step === 'sending' || (step === 'sent' && !mark);
  if (begins && (isOver(board, assignment, change, now) || isRead(assignment, change)))
    return refused({ code: 'PageOver', unitId });
  const data = present<Marked>({
    assignmentId,
    unitId,
    incidentId: assignment.incidentId,
    channelId,
    step,
    change,
  });
  return ok([written(context, { type: 'PageMarked', data })]);
}
