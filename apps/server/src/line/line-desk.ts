import { randomUUID } from 'node:crypto';
import type { Board, Command } from '@clarion/dispatch';
import { fail, ok, type Result } from '@clarion/measure';
import type { AppendRefusal, SealedText } from '@clarion/store';
import type { LineEvent } from '@clarion/telephony';
import type { Centre } from '../centre/centre.ts';
import { createLocationBids } from '../location/location-bids.ts';
import type { LocationServer } from '../location/location-server.ts';
import { type LocationFault, readPidfLo } from '../location/pidf-lo.ts';
import { createReturns } from './returns.ts';

export type LineFault =
  | AppendRefusal
  | LocationFault
  | { readonly code: 'LineCallUnknown'; readonly lineCallId: string };

/** Where telephone systems say what happens on their lines, by whatever way they speak. */
export interface LineDesk {
  /** Said again, it is done once. @returns the call that it was about */
  hear(event: LineEvent): Promise<Result<{ readonly callId: string }, LineFault>>;
  /** Calls that a returning number would find now. */
  readonly awaited: number;
  /** What became of what location servers were asked. */
  readonly asked: LocationServer['outcomes'];
  stop(): void;
}

const actor = { kind: 'system', id: 'line' } as const;

/** How places are asked for that the line only refers to. */
export interface LineLocations {
  readonly server: LocationServer;
  /** A server that is asked by the number of each call that rings; absent: none is. */
  readonly byNumber?: string | undefined;
  readonly onTrouble: (error: unknown) => void;
}

export function createLineDesk(
  centre: Pick<Centre, 'log' | 'sealing' | 'submit' | 'locations'>,
  locations: LineLocations,
): LineDesk {
  const { log, sealing } = centre;
  const board = (): Board => log.board;
  const returns = createReturns();
  /** The telephone system's own id of a call that is not over. */
  const byLine = new Map<string, string>();
  let turn: Promise<unknown> = Promise.resolve();
  const bids = createLocationBids({
    server: locations.server,
    onTrouble: locations.onTrouble,
    isOpen: lineCallId => byLine.has(lineCallId),
    async tell(lineCallId, pidf) {
      const heard = await hear({ event: 'location', lineCallId, pidf });
      if (!heard.ok) locations.onTrouble(new Error(`location that was asked for: ${heard.error.code}`));
    },
  });

  log.onBoard(entries => {
    if (!entries.some(entry => entry.type === 'CallEnded' || entry.type === 'IncidentClosed')) return;
    const over = new Set(
      [...returns.callIds(), ...byLine.values()].filter(callId => isOver(board(), callId)),
    );
    for (const callId of over) returns.forget(callId);
    for (const [lineCallId, callId] of byLine) if (over.has(callId)) byLine.delete(lineCallId);
  });

  async function does(command: Command, sealed: readonly SealedText[] = []) {
    return centre.submit({ commandId: randomUUID(), actor, command }, sealed);
  }

  /** The call that is open and came by this number, ringing again; undefined when there is none. */
  async function again(number: string | undefined, lineCallId: string): Promise<string | undefined> {
    const callId = number === undefined ? undefined : returns.find(number);
    if (callId === undefined) return undefined;
    const rung = await does({ type: 'RingAgain', callId });
    if (!rung.ok) return undefined;
    byLine.set(lineCallId, callId);
    return callId;
  }

  async function begin(
    channel: 'phone' | 'text',
    { lineCallId, number }: { readonly lineCallId: string; readonly number?: string },
    words?: SealedText,
  ): Promise<Result<{ readonly callId: string }, LineFault>> {
    const contact = number === undefined ? undefined : await sealing.seal('contact', number);
    const received = await does(
      {
        type: 'ReceiveCall',
        channel,
        ...(channel === 'phone' ? { onLine: true } : {}),
        ...(contact === undefined ? {} : { contact: contact.ref }),
        ...(words === undefined ? {} : { words: words.ref }),
      },
      [contact, words].filter(text => text !== undefined),
    );
    if (!received.ok) return received;
    const [entry] = received.value.entries;
    if (entry?.type !== 'CallReceived') throw new Error('ReceiveCall wrote something else');
    const { callId } = entry.data;
    byLine.set(lineCallId, callId);
    if (number !== undefined) returns.keep(callId, number);
    return ok({ callId });
  }

  async function about(
    callId: string,
    command: Command,
    sealed: readonly SealedText[] = [],
  ): Promise<Result<{ readonly callId: string }, LineFault>> {
    const done = await does(command, sealed);
    return done.ok ? ok({ callId }) : done;
  }

  async function handle(event: LineEvent): Promise<Result<{ readonly callId: string }, LineFault>> {
    const { lineCallId } = event;
    const callId = byLine.get(lineCallId);
    if (event.event === 'ring') {
      if (callId !== undefined) return ok({ callId });
      const rung = await again(event.number, lineCallId);
      const begun =
        rung === undefined
          ? await begin(event.byText === true ? 'text' : 'phone', event)
          : ok({ callId: rung });
      const { byNumber } = locations;
      if (begun.ok && byNumber !== undefined && event.number !== undefined)
        bids.follow(lineCallId, byNumber, event.number);
      return begun;
    }
    if (event.event === 'text') {
      const words = await sealing.seal('words', event.text);
      const own = callId ?? (event.number === undefined ? undefined : returns.find(event.number));
      if (own !== undefined) {
        const appended = await about(own, { type: 'RecordWords', callId: own, words: words.ref }, [words]);
        if (appended.ok || appended.error.code !== 'CallEndedAlready') return appended;
      }
      return begin('text', event, words);
    }
    if (callId === undefined) return fail({ code: 'LineCallUnknown', lineCallId });
    switch (event.event) {
      case 'answered':
        return about(callId, { type: 'TellAnswered', callId });
      case 'abandoned':
        // Who has answered here ends the call; a second ring that breaks off ends nothing.
        if (board().calls.get(callId)?.state !== 'ringing') return ok({ callId });
        return about(callId, { type: 'EndCall', callId });
      case 'location': {
        const read = readPidfLo(event.pidf);
        if (!read.ok) return read;
        const location = await centre.locations.seal(read.value);
        return about(callId, { type: 'RecordLocation', callId, location: location.ref }, [location]);
      }
      case 'locationReference':
        // The call goes on meanwhile; what is found comes as a location of its own.
        bids.follow(lineCallId, event.uri);
        return ok({ callId });
      case 'recording': {
        const recording = await sealing.seal('contact', event.reference);
        return about(callId, { type: 'RecordRecording', callId, recording: recording.ref }, [recording]);
      }
    }
  }

  function hear(event: LineEvent): Promise<Result<{ readonly callId: string }, LineFault>> {
    // In turn: of two rings of one number at once, the second finds the first.
    const heard = turn.then(() => handle(event));
    turn = heard.catch(() => undefined);
    return heard;
  }

  return {
    hear,
    asked: locations.server.outcomes,
    stop: () => bids.stop(),
    get awaited() {
      return [...returns.callIds()].length;
    },
  };
}

/** Nobody has to do anything about the call any more, nor is its incident open. */
function isOver(board: Board, callId: string): boolean {
  const incidentId = board.calls.get(callId)?.incidentId;
  // One that was filed is on the board no more.
  const incident = incidentId === undefined ? undefined : board.incidents.get(incidentId);
  if (incident !== undefined && incident.state !== 'closed') return false;
  return !board.openCalls.has(callId);
}
