import { fail, instant, ok, type Result } from '@clarion/measure';
import type { Board } from '../board.ts';
import type { Command } from '../command.ts';
import type { NewEntry } from '../entry.ts';
import type { CallId } from '../ids.ts';
import { familyOf, leadOf } from '../merge.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import type { Disposition } from '../status.ts';
import {
  afterHours,
  agenciesOf,
  agencyActor,
  isOpenTransfer,
  isTaken,
  type Matter,
  matterId,
  RECEIPT_FORM,
  type Transfer,
  tellingSteps,
  transfersOf,
} from '../transfer.ts';
import {
  type Context,
  type Decision,
  noCall,
  noIncident,
  nothing,
  openIncident,
  refused,
  written,
} from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type Said = { readonly callId?: string; readonly incidentId?: string };

/** Nothing is closed by it, and nothing is taken from the queue: units can be sent as before. */
export function sendTransfer(context: Context, command: Of<'SendTransfer'>): Decision {
  const { board, at } = context;
  const { agencyId, reason, withContact } = command;
  const found = matterOf(board, command);
  if (!found.ok) return found;
  const matter = found.value;
  const against = notOpen(board, matter);
  if (against) return refused(against);
  const agency = agenciesOf(board).find(one => one.agencyId === agencyId);
  if (!agency) return refused({ code: 'AgencyUnknown', agencyId });
  const before = transfersOf(board, matter);
  if (before.some(one => one.agencyId === agencyId && isOpenTransfer(one)))
    return refused({ code: 'TransferOpenAlready', number: matterId(matter), agencyId });
  const data = {
    ...matter,
    number: before.length + 1,
    agencyId,
    reason,
    ...(withContact
      ? { withContact: true as const, ...present({ contactOf: callerOf(board, matter) }) }
      : {}),
    receiptDueAt: instant(at + agency.receiptSeconds * 1000),
  };
  return ok([written(context, { type: 'TransferSent', data })]);
}

/** The call whose caller is rung back: the newest that has left a number. */
function callerOf(board: Board, matter: Matter): CallId | undefined {
  if ('callId' in matter) return matter.callId;
  const callIds = board.incidents.get(matter.incidentId)?.callIds ?? [];
  return callIds.findLast(callId => (board.calls.get(callId)?.contacts.length ?? 0) > 0);
}

export function noteReceipt(context: Context, command: Of<'NoteReceipt'>): Decision {
  const found = transferOf(context, command);
  if (!found.ok) return found;
  const { matter, transfer } = found.value;
  const { receipt } = command;
  if (receipt !== undefined && !RECEIPT_FORM.test(receipt)) return refused({ code: 'ReceiptUnfit' });
  if (transfer.state === 'received' && (receipt === undefined || receipt === transfer.received?.receipt))
    return nothing;
  if (transfer.state !== 'sent' && transfer.state !== 'received')
    return refused(overAlready(matter, transfer));
  const hours = agenciesOf(context.board).find(one => one.agencyId === transfer.agencyId)?.resultHours;
  const dueAt =
    transfer.received?.resultDueAt ?? (hours === undefined ? undefined : afterHours(context.at, hours));
  const data = {
    ...about(matter, transfer),
    ...(receipt === undefined ? {} : { receipt }),
    ...(dueAt === undefined ? {} : { resultDueAt: dueAt }),
  };
  return ok([written(context, { type: 'TransferReceived', data })]);
}

/** What was refused or came back is the centre's at once: an incident that was closed on it is open again. */
export function noteResult(context: Context, command: Of<'NoteResult'>): Decision {
  const found = transferOf(context, command);
  if (!found.ok) return found;
  const { matter, transfer } = found.value;
  const { result, reason } = command;
  if (transfer.state === result) return nothing;
  if (transfer.state !== 'sent' && transfer.state !== 'received')
    return refused(overAlready(matter, transfer));
  if ((result === 'done') !== (reason === undefined))
    return refused({ code: 'ResultUnfit', number: matterId(matter) });
  const data = { ...about(matter, transfer), result, ...(reason === undefined ? {} : { reason }) };
  const ended = written(context, { type: 'TransferEnded', data });
  return ok(result === 'done' ? [ended] : [ended, ...reopening(context, matter)]);
}

export function withdrawTransfer(context: Context, command: Of<'WithdrawTransfer'>): Decision {
  const found = transferOf(context, command);
  if (!found.ok) return found;
  const { matter, transfer } = found.value;
  if (transfer.state === 'withdrawn') return nothing;
  if (transfer.state !== 'sent' && transfer.state !== 'received')
    return refused(overAlready(matter, transfer));
  return ok([
    written(context, { type: 'TransferWithdrawn', data: about(matter, transfer) }),
    // Closed by another word than that it was given away, it does not hang on it.
    ...reopening(context, matter, 'transferred'),
  ]);
}

/** Of several servers the first takes it on; a step only goes forward, and of what is over nothing is told. */
export function markTransfer(context: Context, command: Of<'MarkTransfer'>): Decision {
  const found = transferOf(context, command);
  if (!found.ok) return found;
  const { matter, transfer } = found.value;
  const { step } = command;
  const before = transfer.told === undefined ? -1 : tellingSteps.indexOf(transfer.told.step);
  const isNext = step === 'sending' ? before < 0 : before === 0;
  if (!isNext || (step === 'sending' && transfer.state !== 'sent')) return nothing;
  return ok([written(context, { type: 'TransferTold', data: { ...about(matter, transfer), step } })]);
}

/** What stands against ending the matter as transferred: an agency that has not received it. Undefined: nothing. */
export function notReceived(board: Board, matter: Matter): Refusal | undefined {
  const given = givenOf(board, matter);
  const [unheard] = given.filter(({ state }) => state === 'sent');
  const owed = unheard ?? (given.some(isTaken) ? undefined : given.at(-1));
  return owed && { code: 'TransferNotReceived', number: matterId(matter), agencyId: owed.agencyId };
}

/** Of an incident also what was given away of its calls, and of what is part of it. */
function givenOf(board: Board, matter: Matter): readonly Transfer[] {
  if ('callId' in matter) return transfersOf(board, matter);
  return familyOf(board, matter.incidentId).flatMap(incidentId => [
    ...(board.incidents.get(incidentId)?.callIds ?? []).flatMap(callId => transfersOf(board, { callId })),
    ...transfersOf(board, { incidentId }),
  ]);
}

function transferOf(
  { board, envelope }: Context,
  said: Said & { readonly number: number },
): Result<{ readonly matter: Matter; readonly transfer: Transfer }, Refusal> {
  const found = matterOf(board, said);
  if (!found.ok) return found;
  const matter = found.value;
  const transfer = transfersOf(board, matter).find(one => one.number === said.number);
  const { kind, id } = envelope.actor;
  // An agency speaks of what was given to it; whether there is anything else it does not learn.
  const isTheirs =
    kind !== 'system' || !id.startsWith('agency ') || id === agencyActor(transfer?.agencyId ?? '').id;
  if (transfer === undefined || !isTheirs)
    return fail({ code: 'TransferUnknown', number: `${matterId(matter)}-${said.number}` });
  return ok({ matter, transfer });
}

function matterOf(board: Board, { callId, incidentId }: Said): Result<Matter, Refusal> {
  if (callId !== undefined && incidentId === undefined)
    return board.calls.has(callId) ? ok({ callId }) : fail(noCall(board, callId));
  const id = incidentId ?? '';
  return board.incidents.has(id) ? ok({ incidentId: id }) : fail(noIncident(board, id));
}

/** Why it cannot be given away: it is over. A call that ended may be, as long as nobody has said why nothing comes of it. */
function notOpen(board: Board, matter: Matter): Refusal | undefined {
  if ('incidentId' in matter) {
    const open = openIncident(board, matter.incidentId);
    return open.ok ? undefined : open.error;
  }
  const call = board.calls.get(matter.callId);
  if (call?.state === 'ringing') return { code: 'CallRingsStill', callId: matter.callId };
  if (call?.incidentId !== undefined)
    return { code: 'CallAttachedAlready', callId: matter.callId, incidentId: call.incidentId };
  return call?.disposition === undefined ? undefined : { code: 'CallEndedAlready', callId: matter.callId };
}

function reopening(context: Context, matter: Matter, closedAs?: Disposition): readonly NewEntry[] {
  const { board } = context;
  const incidentId = 'callId' in matter ? board.calls.get(matter.callId)?.incidentId : matter.incidentId;
  if (incidentId === undefined) return [];
  const lead = leadOf(board, incidentId);
  const incident = board.incidents.get(lead);
  return incident?.state === 'closed' && (closedAs ?? incident.disposition) === incident.disposition
    ? [written(context, { type: 'IncidentReopened', data: { incidentId: lead } })]
    : [];
}

const about = (matter: Matter, { number, agencyId }: Transfer) => ({ ...matter, number, agencyId });

const overAlready = (matter: Matter, { number, state }: Transfer): Refusal => ({
  code: 'TransferOverAlready',
  number: `${matterId(matter)}-${number}`,
  state,
});
