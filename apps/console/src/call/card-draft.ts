import type { Call, CallFields } from '@clarion/dispatch';
import type { Console } from '../console.ts';

/** What is typed on a card and not yet in the log. Kept for the tab only, and only until the call has ended. */
export interface CardDraft {
  readonly query: string;
  readonly type: string;
  readonly words: string;
  readonly contact: string;
  readonly hazards: string;
  readonly floor?: string;
  readonly entrance?: string;
}

export const emptyDraft: CardDraft = { query: '', type: '', words: '', contact: '', hazards: '' };

const key = (callId: string) => `clarion.card.${callId}`;

export function readDraft(storage: Storage, callId: string): CardDraft {
  const kept = storage.getItem(key(callId));
  return kept === null ? emptyDraft : { ...emptyDraft, ...(JSON.parse(kept) as Partial<CardDraft>) };
}

export function keepDraft(storage: Storage, callId: string, draft: CardDraft): void {
  storage.setItem(key(callId), JSON.stringify(draft));
}

/** Removes drafts of calls that have ended: their text is in the log's seals by then. */
export function dropDrafts(storage: Storage, isOpen: (callId: string) => boolean): void {
  for (let i = storage.length - 1; i >= 0; i--) {
    const name = storage.key(i);
    if (name?.startsWith('clarion.card.') && !isOpen(name.slice('clarion.card.'.length)))
      storage.removeItem(name);
  }
}

const flushers = new Map<string, () => void>();

/** The card on the screen says how to send what is typed on it; gives back how to take that away. */
export function onFlush(callId: string, flush: () => void): () => void {
  flushers.set(callId, flush);
  return () => {
    if (flushers.get(callId) === flush) flushers.delete(callId);
  };
}

/** Sends what is typed on the call's card, if it stands on this page. */
export function flushCard(callId: string): void {
  flushers.get(callId)?.();
}

/** The call with what this page has sent about it and the log has not yet confirmed. */
export function callAsTyped(console: Console, callId: string): Call | undefined {
  const call = console.board().calls.get(callId);
  if (call === undefined) return undefined;
  let fields: CallFields = {};
  for (const sent of console.sending.sent.get()) {
    const { command } = sent.request;
    if (command.type === 'AmendCall' && command.callId === callId && sent.state !== 'refused') {
      fields = { ...fields, ...(command.fields as CallFields) };
    }
  }
  return { ...call, ...fields };
}
