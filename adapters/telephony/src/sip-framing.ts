/** What stands one behind the other in a stream of SIP. */
export type SipPiece =
  /** A message from its first line to the end of its body. */
  | Buffer
  /** Two line breaks between messages: whether the line still holds (RFC 5626 4.4.1). */
  | 'keepAlive'
  /** Where the next message begins can no longer be told: nothing of the stream is read from here on. */
  | 'lost';

export interface SipFramer {
  /** What the next bytes complete, in order; after 'lost' nothing. However a stream is cut into pieces, it gives the same. */
  read(bytes: Buffer): readonly SipPiece[];
  /** The beginning of a message has come and its end has not. Line breaks between messages are no beginning. */
  readonly isWaiting: boolean;
}

const LARGEST_HEAD = 16_384;
const LARGEST_BODY = 65_536;
const CR = 0x0d;
const LF = 0x0a;
const BREAK = '\r\n';
const BLANK = '\r\n\r\n';

/**
 * Cuts a stream into messages by their Content-Length (RFC 3261 18.3), which over a stream every message has to have. At most one head and
 * one body are kept.
 */
export function createSipFramer(): SipFramer {
  let waiting: Buffer = Buffer.alloc(0);
  let isLost = false;
  /** Of `waiting`, what was looked through already: so a head that comes byte by byte costs no more than one that comes at once. */
  let looked = 0;

  function next(): SipPiece | undefined {
    for (;;) {
      const begun = waiting.subarray(0, 4).toString('latin1');
      if (begun === BLANK) {
        waiting = waiting.subarray(4);
        return 'keepAlive';
      }
      if (BLANK.startsWith(begun)) return undefined;
      if (!begun.startsWith(BREAK)) break;
      // A single line break before a message is passed over (RFC 3261 7.5).
      waiting = waiting.subarray(2);
    }
    const end = waiting.indexOf(BLANK, Math.max(0, looked - 3));
    if (end === -1 ? waiting.length > LARGEST_HEAD : end > LARGEST_HEAD) return 'lost';
    looked = waiting.length;
    if (end === -1) return undefined;
    looked = end;
    const length = lengthIn(waiting.subarray(0, end).toString('latin1'));
    if (length === undefined || length > LARGEST_BODY) return 'lost';
    const whole = end + BLANK.length + length;
    if (waiting.length < whole) return undefined;
    const message = Buffer.from(waiting.subarray(0, whole));
    waiting = waiting.subarray(whole);
    looked = 0;
    return message;
  }

  return {
    read(bytes) {
      if (isLost) return [];
      waiting = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
      const pieces: SipPiece[] = [];
      for (;;) {
        const piece = next();
        if (piece === undefined) break;
        pieces.push(piece);
        if (piece === 'lost') {
          isLost = true;
          waiting = Buffer.alloc(0);
          break;
        }
      }
      // What is kept is our own: the socket may write over its own memory.
      waiting = Buffer.from(waiting);
      return pieces;
    },
    get isWaiting() {
      return waiting.subarray(0, BLANK.length).some(byte => byte !== CR && byte !== LF);
    },
  };
}

/** Undefined: none is said, two that differ, or what is said is no length. */
function lengthIn(head: string): number | undefined {
  const said = [...head.matchAll(/\r\n(?:content-length|l)[ \t]*:[ \t]*([^\r\n]*)/gi)].map(found =>
    found[1]!.trim(),
  );
  const [first] = said;
  if (first === undefined || !/^\d{1,9}$/.test(first) || said.some(other => other !== first))
    return undefined;
  return Number(first);
}
