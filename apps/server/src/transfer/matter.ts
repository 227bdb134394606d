import { type Board, leadOf, type MatterTransfer, newestMove, transferRef } from '@clarion/dispatch';
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

/** The sealed number to ring back: of the caller for whom the desk has said so, as long as their call belongs to the matter. */
export function contactOf(board: Board, { matter, transfer }: MatterTransfer): string | undefined {
  const call = board.calls.get(transfer.contactOf ?? '');
  if (call === undefined) return undefined;
  const isOfMatter =
    'callId' in matter ||
    (call.incidentId !== undefined && leadOf(board, call.incidentId) === leadOf(board, matter.incidentId));
  return isOfMatter ? call.contacts.at(-1)?.sealedId : undefined;
}
