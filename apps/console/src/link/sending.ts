import type { Entry } from '@clarion/dispatch';
import type { Result } from '@clarion/measure';
import type { CommandAccepted, CommandRequest, WireCommand } from '@clarion/protocol';
import { type Cell, cell } from '../cell.ts';
import type { RequestFault } from './request.ts';

/** After this long without the log's word, the voice is the safer way. */
export const UNCONFIRMED_MS = 2_000;
/** A command that was sent again by itself after this long might undo what was since done by voice or on paper. */
const AGAIN_WITHIN_MS = 10_000;
const AGAIN_EVERY_MS = 1_000;

export type SentState = 'pending' | 'unconfirmed' | 'refused' | 'recorded';

export interface Sent {
  readonly request: CommandRequest;
  readonly sentAt: number;
  readonly state: SentState;
  /** The server's answer; the log's own word is still awaited. */
  readonly accepted?: CommandAccepted;
  readonly fault?: RequestFault;
  /** The call or incident that the command brought about. */
  readonly made: Made;
  /** Typed text and facts about one call: sent until recorded, since late is better than lost. */
  readonly untilRecorded: boolean;
}

export interface Made {
  readonly callId?: string;
  readonly incidentId?: string;
}

export interface SendingOptions {
  readonly post: (request: CommandRequest) => Promise<Result<CommandAccepted, RequestFault>>;
  readonly head: () => number;
  readonly wall: () => number;
  readonly newId: () => string;
  readonly later: (run: () => void, ms: number) => () => void;
  /** Keeps what is not yet recorded over a reload of the page. */
  readonly keep: (open: readonly Sent[]) => void;
  readonly onRefused: (sent: Sent) => void;
}

const insistent = new Set(['AmendCall', 'RecordWords', 'RecordContact', 'AddNote']);

/**
 * Sends commands and follows each until the log holds it. A command is pending until an entry with its id has come;
 * after 2 s it is unconfirmed. Sent again with the same id, it counts once.
 */
export function createSending(options: SendingOptions) {
  const sent: Cell<readonly Sent[]> = cell<readonly Sent[]>([]);
  const done = new Map<string, (end: Sent) => void>();

  const find = (commandId: string) => sent.get().find(one => one.request.commandId === commandId);

  function put(next: Sent) {
    const id = next.request.commandId;
    const others = sent.get().filter(one => one.request.commandId !== id);
    const place = sent.get().findIndex(one => one.request.commandId === id);
    const all = [...sent.get()];
    if (next.state === 'recorded') sent.set(others);
    else if (place >= 0) {
      all[place] = next;
      sent.set(all);
    } else sent.set([...all, next]);
    options.keep(sent.get().filter(one => one.state !== 'refused'));
    if (next.state === 'recorded' || next.state === 'refused') {
      done.get(id)?.(next);
      done.delete(id);
    }
  }

  async function attempt(commandId: string) {
    const now = find(commandId);
    if (now === undefined || now.state === 'refused') return;
    const answer = await options.post(now.request);
    const current = find(commandId);
    if (current === undefined) return;
    if (answer.ok) {
      const { head, seqs, callId, incidentId } = answer.value;
      const made: Made = {
        ...(callId === undefined ? {} : { callId }),
        ...(incidentId === undefined ? {} : { incidentId }),
      };
      const seen = seqs.length === 0 || options.head() >= Math.max(...seqs) || options.head() >= head;
      put({ ...current, made, accepted: answer.value, state: seen ? 'recorded' : current.state });
      return;
    }
    const fault = answer.error;
    const mayBeRecorded = fault.status === 0 || fault.status >= 500 || fault.status === 429;
    if (!mayBeRecorded && !(current.untilRecorded && fault.status === 401)) {
      const refused: Sent = { ...current, state: 'refused', fault };
      put(refused);
      options.onRefused(refused);
      return;
    }
    put({ ...current, fault });
    const waited = options.wall() - current.sentAt;
    if (current.untilRecorded || waited < AGAIN_WITHIN_MS) {
      options.later(() => void attempt(commandId), waited < AGAIN_WITHIN_MS ? AGAIN_EVERY_MS : 5_000);
    }
  }

  function begin(one: Sent) {
    put(one);
    options.later(() => {
      const now = find(one.request.commandId);
      if (now?.state === 'pending') put({ ...now, state: 'unconfirmed' });
    }, UNCONFIRMED_MS);
    void attempt(one.request.commandId);
  }

  return {
    sent,
    /** Sends; resolves when the log holds it or it is refused. */
    send(command: WireCommand, onPaper?: CommandRequest['onPaper']): Promise<Sent> {
      const request: CommandRequest = {
        commandId: options.newId(),
        command,
        ...(onPaper === undefined ? {} : { onPaper }),
      };
      return new Promise(resolve => {
        done.set(request.commandId, resolve);
        begin({
          request,
          sentAt: options.wall(),
          state: 'pending',
          made: {},
          untilRecorded: insistent.has(command.type),
        });
      });
    },
    /** The same command with the same id once more, on a person's wish. */
    again(commandId: string) {
      const one = find(commandId);
      if (one === undefined || one.state === 'refused') return;
      put({ ...one, sentAt: options.wall(), state: 'pending' });
      begin({ ...one, sentAt: options.wall(), state: 'pending' });
    },
    /** A person has read it, or has given it up for voice and paper. */
    drop(commandId: string) {
      done.delete(commandId);
      sent.set(sent.get().filter(one => one.request.commandId !== commandId));
      options.keep(sent.get().filter(one => one.state !== 'refused'));
    },
    /** Those left over from before a reload: typed text goes out again, the rest waits for a person. */
    restore(kept: readonly Sent[]) {
      for (const one of kept) {
        if (one.untilRecorded) begin({ ...one, state: 'pending' });
        else put({ ...one, state: 'unconfirmed' });
      }
    },
    /** Entries that the log holds: whatever they name is recorded. They may come before the server's own answer. */
    confirm(entries: readonly Entry[]) {
      if (sent.get().length === 0) return;
      for (const one of sent.get()) {
        const own = entries.filter(entry => entry.commandId === one.request.commandId);
        if (own.length > 0) put({ ...one, state: 'recorded', made: { ...one.made, ...madeBy(own) } });
        else if (one.accepted !== undefined && options.head() >= one.accepted.head)
          put({ ...one, state: 'recorded' });
      }
    },
  };
}

/** Numbers that the log gave out for these entries. */
function madeBy(entries: readonly Entry[]): Made {
  let made: Made = {};
  for (const entry of entries) {
    if (entry.type === 'CallReceived' || entry.type === 'CallAnswered')
      made = { ...made, callId: entry.data.callId };
    if (entry.type === 'IncidentOpened') made = { ...made, incidentId: entry.data.incidentId };
  }
  return made;
}

export type Sending = ReturnType<typeof createSending>;
