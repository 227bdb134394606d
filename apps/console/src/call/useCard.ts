import type { Call, CallFields, Place } from '@clarion/dispatch';
import { useCallback, useEffect, useRef, useState } from 'react';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { type CardDraft, callAsTyped, keepDraft, onFlush, readDraft } from './card-draft.ts';

/** After so long without a key, what was typed is sent. */
const PAUSE_MS = 6_000;
const RELAY_MS = 200;

/** The state of one open card: what is typed, what is sent, and how. */
export function useCard(callId: string) {
  const console = useConsole();
  useCell(console.picture.board);
  useCell(console.sending.sent);
  const call = callAsTyped(console, callId)!;
  const [draft, setDraft] = useState(() => readDraft(sessionStorage, callId));
  const latest = useRef(draft);
  const relay = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const put = useCallback(
    (change: Partial<CardDraft>) => {
      latest.current = { ...latest.current, ...change };
      setDraft(latest.current);
      keepDraft(sessionStorage, callId, latest.current);
      relay.current ??= setTimeout(() => {
        relay.current = undefined;
        const { words, query } = latest.current;
        console.live.say({ type: 'draft', callId, words, query });
      }, RELAY_MS);
    },
    [callId, console],
  );

  const amend = useCallback(
    (fields: CallFields) => {
      void carryOut(console, { type: 'AmendCall', callId, fields });
    },
    [callId, console],
  );

  /** Takes text out of a field and sends it; if the server refuses it, it comes back into the field. */
  const sendText = useCallback(
    async (field: 'words' | 'contact' | 'hazards', form: (text: string) => string) => {
      const text = latest.current[field].trim();
      if (text === '') return;
      put({ [field]: '' });
      const type = field === 'contact' ? 'RecordContact' : 'RecordWords';
      const sent = await carryOut(console, { type, callId, text: form(text) });
      if (sent.state === 'refused') put({ [field]: [text, latest.current[field]].filter(Boolean).join(' ') });
    },
    [callId, console, put],
  );

  const sendPlaceParts = useCallback(() => {
    const { floor, entrance } = latest.current;
    const place = callAsTyped(console, callId)?.place;
    if (place === undefined) return;
    const next = withParts(place, floor, entrance);
    if (next.floor === place.floor && next.entrance === place.entrance) return;
    amend({ place: next });
  }, [amend, callId, console]);

  const flush = useCallback(
    (hazardForm: (text: string) => string) => {
      sendPlaceParts();
      void sendText('words', text => text);
      void sendText('contact', text => text);
      void sendText('hazards', hazardForm);
    },
    [sendPlaceParts, sendText],
  );

  const afterPause = useCallback((send: () => void) => {
    clearTimeout(pause.current);
    pause.current = setTimeout(send, PAUSE_MS);
  }, []);

  useEffect(() => () => clearTimeout(pause.current), []);

  const choosePlace = useCallback(
    (place: Place) => {
      const { floor, entrance } = latest.current;
      amend({ place: withParts(place, floor, entrance) });
    },
    [amend],
  );

  return {
    call: call as Call | undefined,
    draft,
    put,
    amend,
    sendText,
    sendPlaceParts,
    flush,
    afterPause,
    choosePlace,
  };
}

export type Card = ReturnType<typeof useCard>;

function withParts(place: Place, floor: string | undefined, entrance: string | undefined): Place {
  const { floor: oldFloor, entrance: oldEntrance, ...rest } = place;
  const nextFloor = floor ?? oldFloor;
  const nextEntrance = entrance ?? oldEntrance;
  return {
    ...rest,
    ...(nextFloor ? { floor: nextFloor } : {}),
    ...(nextEntrance ? { entrance: nextEntrance } : {}),
  };
}

/** Sends typed text when the card leaves the screen or the page asks for it. */
export function useFlush(callId: string, card: Card, hazardForm: (text: string) => string): void {
  const { flush } = card;
  useEffect(() => onFlush(callId, () => flush(hazardForm)), [callId, flush, hazardForm]);
}
