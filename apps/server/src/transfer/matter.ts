import {
  type Board,
  leadOf,
  type Matter,
  type MatterTransfer,
  newestMove,
  transferRef,
} from '@clarion/dispatch';
import type { AgencyTransfer } from '@clarion/protocol';

/** What goes along with a transfer: type, place, time and hazards, as codes. What people said does not; the number is added by who may. */
export function agencyTransferOf(
  board: Board,
  { matter, transfer }: MatterTransfer,
): Omit<AgencyTransfer, 'contact'> {
  const call = 'callId' in matter ? board.calls.get(matter.callId) : undefined;
  const incident = 'incidentId' in matter ? board.incidents.get(leadOf(board, matter.incidentId)) : undefined;
  const about = call ?? incident;
  const type = board.configuration?.types.find(one => one.typeId === about?.typeId);
  const first =
    incident?.callIds.map(id => board.calls.get(id)?.receivedAt ?? Number.POSITIVE_INFINITY) ?? [];
  // Of a moving incident the newest place is sealed: the agency asks for it by telephone.
  const place = incident !== undefined && newestMove(incident) !== undefined ? undefined : about?.place;
  const { received } = transfer;
  return {
    ref: transferRef(matter, transfer.number),
    state: transfer.state,
    reason: transfer.reason,
    reportedAt: call?.receivedAt ?? Math.min(incident?.openedAt ?? transfer.sentAt, ...first),
    sentAt: transfer.sentAt,
    receiptDueAt: transfer.receiptDueAt,
    ...(received?.resultDueAt === undefined ? {} : { resultDueAt: received.resultDueAt }),
    ...(received?.receipt === undefined ? {} : { receipt: received.receipt }),
    ...(about?.priority === undefined ? {} : { priority: about.priority }),
    ...(type === undefined ? {} : { type: type.names }),
    ...(place === undefined ? {} : { place: { label: place.label, at: place.at } }),
    hazards: about?.hazards ?? [],
  };
}

/** The sealed number to ring back: the newest of the matter's calls. */
export function contactOf(board: Board, matter: Matter): string | undefined {
  const callIds =
    'callId' in matter
      ? [matter.callId]
      : (board.incidents.get(leadOf(board, matter.incidentId))?.callIds ?? []);
  return callIds.flatMap(id => board.calls.get(id)?.contacts ?? []).at(-1)?.sealedId;
}
