import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { filedIncident, inUse, togetherWith } from '../filing.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

/** What is filed already is passed over: two servers may ask for the same. */
export function fileRecords(context: Context, command: Extract<Command, { type: 'FileRecords' }>): Decision {
  const { board } = context;
  const asked = new Set(command.incidentIds);
  const incidents = [];
  for (const incidentId of asked) {
    const incident = board.incidents.get(incidentId);
    if (incident === undefined) continue;
    const kept =
      inUse(board, incidentId) ??
      togetherWith(board, incidentId).find(other => board.incidents.has(other) && !asked.has(other));
    if (kept !== undefined) return refused({ code: 'RecordInUse', number: kept });
    incidents.push(filedIncident(board, incident));
  }
  const callIds = [];
  for (const callId of new Set(command.callIds)) {
    const call = board.calls.get(callId);
    if (call === undefined) continue;
    if (
      call.state !== 'ended' ||
      call.incidentId !== undefined ||
      board.openCalls.has(callId) ||
      board.transferring.has(callId)
    )
      return refused({ code: 'RecordInUse', number: callId });
    callIds.push(callId);
  }
  if (incidents.length === 0 && callIds.length === 0) return nothing;
  return ok([written(context, { type: 'RecordsFiled', data: { incidents, callIds } })]);
}
