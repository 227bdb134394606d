import { fail, type Result } from '@clarion/measure';
import { HELD_TYPE, type HeldPurpose, heldRequest, readHeld } from './held.ts';

export type AskFault =
  /** Not one of the servers that the centre has named, or in a drill not on this machine. */
  | { readonly code: 'HostNotAllowed' }
  | { readonly code: 'NoAnswer'; readonly reason: string }
  | { readonly code: 'AnswerTooLarge' }
  | { readonly code: 'HeldError'; readonly reason: string };

/** Where a caller's device is, asked of the network's location servers. */
export interface LocationServer {
  /** @returns a document with a location */
  ask(
    uri: string,
    purpose: HeldPurpose,
    /** Of the device that is meant; absent: the address says it. */
    number?: string,
  ): Promise<Result<string, AskFault>>;
  /** What became of what was asked since the start, for the meters. */
  readonly outcomes: Readonly<Record<'found' | AskFault['code'], number>>;
}

const ANSWER_MS = 10_000;
const LARGEST_BYTES = 65_536;
const AT_ONCE = 20;

/**
 * Asks location servers by HELD over HTTP. The address comes with a call, so from anybody: only servers that the centre has named are asked, by
 * scheme, name and port; nothing that they answer leads anywhere else; and what they may take of time and memory is limited.
 */
export function createLocationServer(options: {
  /** Origins, e.g. `https://lis.example:8443`. */
  readonly allowed: readonly string[];
  readonly kind: 'live' | 'drill';
  readonly answerMs?: number;
}): LocationServer {
  const { kind, answerMs = ANSWER_MS } = options;
  const allowed = new Set(options.allowed);
  const outcomes = { found: 0, HostNotAllowed: 0, NoAnswer: 0, AnswerTooLarge: 0, HeldError: 0 };
  let asking = 0;

  function addressOf(uri: string): URL | undefined {
    if (uri.length > 2000 || !URL.canParse(uri)) return undefined;
    const url = new URL(uri);
    const isNamed = allowed.has(url.origin) && url.username === '' && url.password === '';
    return isNamed && (kind === 'live' || isOnThisMachine(url)) ? url : undefined;
  }

  async function ask(url: URL, body: string): Promise<Result<string, AskFault>> {
    if (asking >= AT_ONCE) return fail({ code: 'NoAnswer', reason: 'too many are asked at once' });
    asking += 1;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': HELD_TYPE, accept: 'application/held+xml, application/pidf+xml' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(answerMs),
      });
      const text = await wholeOf(answer);
      if (text === undefined) return fail({ code: 'AnswerTooLarge' });
      return answer.ok ? readHeld(text) : fail({ code: 'NoAnswer', reason: String(answer.status) });
    } catch (error) {
      return fail({ code: 'NoAnswer', reason: error instanceof Error ? error.message : String(error) });
    } finally {
      asking -= 1;
    }
  }

  return {
    outcomes,
    async ask(uri, purpose, number) {
      const url = addressOf(uri);
      const asked: Result<string, AskFault> =
        url === undefined ? fail({ code: 'HostNotAllowed' }) : await ask(url, heldRequest(purpose, number));
      outcomes[asked.ok ? 'found' : asked.error.code] += 1;
      return asked;
    },
  };
}

const isOnThisMachine = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** Undefined: more than is taken; what comes behind it is not waited for. */
async function wholeOf(answer: Response): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  if (answer.body === null) return '';
  for await (const piece of answer.body) {
    bytes += piece.length;
    if (bytes > LARGEST_BYTES) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Whether it can stand among the servers that may be asked: scheme, name and port, and nothing else. */
export function isLocationServer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return ['http:', 'https:'].includes(url.protocol) && url.origin === text;
}
