import type { Board, Call } from '../board.ts';
import type { CallFields } from '../command.ts';
import type { Entry } from '../entry.ts';
import type { CallId, IncidentId } from '../ids.ts';
import { present } from '../present.ts';
import { remember } from '../undo-keys.ts';
import { endedCallBack } from './call-back.ts';
import { changeCall, changeIncident, noteOnIncident } from './change.ts';
import { knownSince } from './known-since.ts';

type CallEntry = Extract<
  Entry,
  {
    type:
      | 'CallReceived'
      | 'CallRangAgain'
      | 'AnsweredOnLine'
      | 'RecordingReferenced'
      | 'CallAnswered'
      | 'CallAmended'
      | 'WordsRecorded'
      | 'ContactRecorded'
      | 'LocationReported'
      | 'CallEnded'
      | 'CallAttached'
      | 'CallDetached'
      | 'CallRead';
  }
>;

export function evolveCall(board: Board, entry: CallEntry): void {
  const { callId } = entry.data;
  switch (entry.type) {
    case 'CallReceived': {
      const { channel, fields, contact, words, onLine } = entry.data;
      board.lastCall = Math.max(board.lastCall, Number(callId.slice(1)));
      board.calls.set(callId, {
        callId,
        state: 'ringing',
        channel,
        receivedAt: entry.at,
        words: words ? [words] : [],
        contacts: contact ? [contact] : [],
        ...(entry.actor.kind === 'operator' || entry.onPaper ? { typed: true } : {}),
        ...(onLine ? { onLine } : {}),
        ...knownSince({}, fields, entry.at),
        ...fields,
      });
      board.openCalls.add(callId);
      return;
    }
    case 'CallAnswered':
      changeCall(board, callId, call => ({
        ...call,
        state: 'open',
        // Who rings again is answered again; how long the caller waited was settled the first time.
        answeredAt: call.answeredAt ?? entry.at,
        taker: entry.actor,
      }));
      return;
    case 'CallRangAgain':
      changeCall(board, callId, ({ endedAt, taker, ...call }) =>
        endedCallBack(
          call.state === 'ended'
            ? { ...call, state: 'ringing', rangAgainAt: entry.at }
            : { ...call, ...present({ endedAt, taker }), rangAgainAt: entry.at },
          { how: 'rangAgain', at: entry.at, by: entry.actor },
        ),
      );
      noteOnIncident(board, callId, entry.seq);
      return;
    case 'AnsweredOnLine':
      changeCall(board, callId, call => ({ ...call, lineAnsweredAt: entry.at }));
      noteOnIncident(board, callId, entry.seq);
      return;
    case 'RecordingReferenced':
      changeCall(board, callId, call => ({
        ...call,
        recordings: [...(call.recordings ?? []), entry.data.recording],
      }));
      noteOnIncident(board, callId, entry.seq);
      return;
    case 'CallAmended':
      changeCall(board, callId, call => ({
        ...call,
        ...knownSince(call, entry.data.fields, entry.at),
        ...present<CallFields>(entry.data.fields),
      }));
      noteOnIncident(board, callId, entry.seq);
      return;
    case 'WordsRecorded':
      changeCall(board, callId, call => ({ ...call, words: [...call.words, entry.data.words] }));
      noteOnIncident(board, callId, entry.seq);
      return;
    case 'ContactRecorded':
      changeCall(board, callId, call => ({ ...call, contacts: [...call.contacts, entry.data.contact] }));
      noteOnIncident(board, callId, entry.seq);
      return;
    case 'LocationReported':
      changeCall(board, callId, call => ({
        ...call,
        locations: [...(call.locations ?? []), entry.data.location],
      }));
      noteOnIncident(board, callId, entry.seq);
      return;
    case 'CallEnded': {
      const { disposition } = entry.data;
      changeCall(board, callId, call => ({
        ...call,
        state: 'ended',
        endedAt: call.endedAt ?? entry.at,
        // Whoever hung up before anybody answered is called back.
        ...(call.state === 'ringing' && !disposition
          ? { callBack: { cause: 'abandoned', since: entry.at, attempts: [] } }
          : {}),
        ...(disposition ? { disposition } : {}),
      }));
      noteOnIncident(board, callId, entry.seq);
      return;
    }
    case 'CallRead':
      changeCall(board, callId, call => ({ ...call, read: { at: entry.at, by: entry.actor } }));
      noteOnIncident(board, callId, entry.seq);
      return;
    case 'CallAttached':
    case 'CallDetached': {
      const { incidentId } = entry.data;
      const attached = entry.type === 'CallAttached';
      const from = attached ? null : incidentId;
      const to = attached ? incidentId : null;
      moveCall(board, callId, from, to, entry.seq);
      remember(board, entry, { kind: 'callMoved', callId, from: to, to: from });
      return;
    }
  }
}

/** Takes the call off one incident and puts it on another; `null` is none. */
export function moveCall(
  board: Board,
  callId: CallId,
  from: IncidentId | null,
  to: IncidentId | null,
  seq: number,
): void {
  if (from !== null) {
    changeIncident(board, from, seq, incident => ({
      ...incident,
      callIds: incident.callIds.filter(id => id !== callId),
    }));
  }
  if (to !== null) {
    changeIncident(board, to, seq, incident => ({ ...incident, callIds: [...incident.callIds, callId] }));
  }
  changeCall(
    board,
    callId,
    ({ incidentId: _, ...call }): Call => (to === null ? call : { ...call, incidentId: to }),
  );
}
