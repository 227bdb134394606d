import type { Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import { present } from '../present.ts';
import type { Transfer } from '../transfer.ts';
import { changeCall, changeIncident, noteOnIncident } from './change.ts';

type TransferEntry = Extract<
  Entry,
  {
    type: 'TransferSent' | 'TransferTold' | 'TransferReceived' | 'TransferEnded' | 'TransferWithdrawn';
  }
>;

export function evolveTransfer(board: Board, entry: TransferEntry): void {
  const { callId, incidentId, number } = entry.data;
  const changed = (transfers: readonly Transfer[] = []): readonly Transfer[] =>
    entry.type === 'TransferSent'
      ? [...transfers, sent(entry)]
      : transfers.map(one => (one.number === number ? moved(one, entry) : one));
  if (incidentId !== undefined)
    changeIncident(board, incidentId, entry.seq, incident => ({
      ...incident,
      transfers: changed(incident.transfers),
    }));
  if (callId === undefined) return;
  const comesBack = entry.type === 'TransferEnded' && entry.data.result !== 'done';
  const isWithdrawn = entry.type === 'TransferWithdrawn';
  changeCall(board, callId, ({ disposition, ...call }) => ({
    ...call,
    // What came back has no end yet; what the desk withdrew has the one that it was given otherwise.
    ...(comesBack || (isWithdrawn && disposition === 'transferred') ? {} : present({ disposition })),
    transfers: changed(call.transfers),
  }));
  noteOnIncident(board, callId, entry.seq);
}

function sent(entry: Extract<TransferEntry, { type: 'TransferSent' }>): Transfer {
  const { at: sentAt, actor: by, data } = entry;
  const { number, agencyId, reason, withContact, contactOf, receiptDueAt } = data;
  return {
    number,
    agencyId,
    reason,
    state: 'sent',
    sentAt,
    by,
    ...(withContact ? { withContact } : {}),
    ...present({ contactOf }),
    receiptDueAt,
  };
}

function moved(before: Transfer, entry: Exclude<TransferEntry, { type: 'TransferSent' }>): Transfer {
  const { at, actor: by } = entry;
  switch (entry.type) {
    case 'TransferTold':
      return { ...before, told: { step: entry.data.step, at } };
    case 'TransferReceived': {
      const { receipt, resultDueAt } = entry.data;
      const received = { at: before.received?.at ?? at, by, ...present({ receipt, resultDueAt }) };
      return { ...before, state: 'received', received };
    }
    case 'TransferEnded': {
      const { result, reason } = entry.data;
      return { ...before, state: result, ended: { at, by, ...present({ reason }) } };
    }
    case 'TransferWithdrawn':
      return { ...before, state: 'withdrawn', ended: { at, by } };
  }
}
