import type { CommandAccepted, CommandRequest, ServerMessage } from '@clarion/protocol';
import type { Socket } from '../../apps/console/src/link/live.ts';
import type { RequestFault } from '../../apps/console/src/link/request.ts';
import { fail, type Result } from '../../packages/measure/src/index.ts';

export type Answer = Result<CommandAccepted, RequestFault>;

/** What stands at the far end of a line: a server, or one process of it. */
export interface FarEnd {
  carryOut(request: CommandRequest): Promise<Answer>;
  /** Opens the live line; `onMessage` hears what the server says, `onClosed` that it has hung up. */
  connect(onMessage: (text: string) => void, onClosed: () => void): Line;
}

export interface Line {
  say(text: string): void;
  close(): void;
}

interface Underway {
  readonly request: CommandRequest;
  /** Nothing when the page has been told already that no answer came. */
  answer: ((answer: Answer) => void) | undefined;
}

const unreachable = (): Answer => fail({ status: 0, code: 'Unreachable', message: '' });

/**
 * The line between one console and its server. Nothing arrives by itself: who holds the wire says which request goes
 * through, which is lost, which comes twice or late, and how much of what the server says is heard.
 */
export function createWire(far: FarEnd) {
  const requests: Underway[] = [];
  const answers: { readonly to: Underway; readonly answer: Answer }[] = [];
  let heard: string[] = [];
  let socket: Socket | undefined;
  let line: Line | undefined;
  let told = 0;

  async function through(underway: Underway): Promise<void> {
    let answer: Answer;
    try {
      answer = await far.carryOut(underway.request);
    } catch (fault) {
      // What a route answers while its database is away.
      if (!(fault instanceof Error) || fault.name !== 'StoreUnavailable') throw fault;
      answer = fail({ status: 503, code: 'StoreUnavailable', message: '' });
    }
    if (underway.answer !== undefined) answers.push({ to: underway, answer });
  }
  const pick = <T>(from: T[], which: number): T | undefined =>
    from.length === 0 ? undefined : from.splice(which % from.length, 1)[0];
  const hear = (text: string | undefined) => {
    if (text !== undefined) socket?.onmessage?.({ data: text });
  };

  return {
    post: (request: CommandRequest) =>
      new Promise<Answer>(resolve => {
        // Over the wire it is text: whoever changes it later changes it for nobody.
        requests.push({ request: JSON.parse(JSON.stringify(request)), answer: resolve });
      }),
    open: (): Socket => {
      const opened: Socket = {
        onopen: null,
        onmessage: null,
        onclose: null,
        onerror: null,
        send: text => line?.say(text),
        close: () => {
          if (socket !== opened) return;
          line?.close();
          socket = undefined;
          line = undefined;
          heard = [];
        },
      };
      socket = opened;
      heard = [];
      const number = ++told;
      line = far.connect(
        text => {
          if (number === told) heard.push(text);
        },
        () => {
          if (number === told) opened.onclose?.();
        },
      );
      queueMicrotask(() => opened.onopen?.());
      return opened;
    },
    /** One request arrives, whichever it is: the last may be the first. */
    arrive: (which: number) => {
      const one = pick(requests, which);
      return one === undefined ? Promise.resolve() : through(one);
    },
    /** It arrives, and once more with the next that are let through. */
    arriveTwice: (which: number) => {
      const one = pick(requests, which);
      if (one === undefined) return Promise.resolve();
      requests.push({ request: one.request, answer: undefined });
      return through(one);
    },
    /** The page is told that nothing came back; it may be on its way all the same. */
    loseRequest: (which: number, underwayStill: boolean) => {
      const one = pick(requests, which);
      if (one === undefined) return;
      one.answer?.(unreachable());
      if (underwayStill) requests.push({ request: one.request, answer: undefined });
    },
    answer: (which: number) => {
      const one = pick(answers, which);
      one?.to.answer?.(one.answer);
    },
    loseAnswer: (which: number) => {
      pick(answers, which)?.to.answer?.(unreachable());
    },
    hear: (count: number) => {
      for (let i = 0; i < count && heard.length > 0; i++) hear(heard.shift());
    },
    hearTwice: () => {
      const [first] = heard;
      hear(heard.shift());
      hear(first);
    },
    /** The first two in the other order, when both are entries. */
    hearCrossed: () => {
      const [first, second] = heard;
      if (second === undefined || !areEntries(first) || !areEntries(second)) return;
      heard.splice(0, 2);
      hear(second);
      if (heard.length >= 0 && socket !== undefined) hear(first);
    },
    miss: () => {
      if (areEntries(heard[0])) heard.shift();
    },
    cut: () => {
      const gone = socket;
      line?.close();
      line = undefined;
      socket = undefined;
      heard = [];
      gone?.onclose?.();
    },
    get underway() {
      return requests.length + answers.length;
    },
    get requests() {
      return requests.length;
    },
    get answers() {
      return answers.length;
    },
  };
}

export type Wire = ReturnType<typeof createWire>;

function areEntries(text: string | undefined): boolean {
  return text !== undefined && (JSON.parse(text) as ServerMessage).type === 'entries';
}
