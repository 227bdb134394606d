/** A packet of real-time text: what is new, and what was in the packets before it, so that a loss takes nothing along. */
export interface TextPacket {
  readonly sequence: number;
  /** Which sender's count it is. */
  readonly source: number;
  readonly primary: Buffer;
  /** Of the packets before, the nearest first. */
  readonly redundant: readonly Buffer[];
}

/** Numbers that the session has given to text, and to text with redundancy. */
export interface TextPayloads {
  readonly t140: number;
  readonly red?: number;
}

const HEADER = 12;
const MOST_GENERATIONS = 8;

/** Reads RTP (RFC 3550 5.1) with T.140 (RFC 4103), also within RED (RFC 2198); undefined when it is none of that. */
export function readTextPacket(datagram: Buffer, { t140, red }: TextPayloads): TextPacket | undefined {
  if (datagram.length < HEADER || datagram[0]! >> 6 !== 2) return undefined;
  const first = datagram[0]!;
  const payloadType = datagram[1]! & 0x7f;
  let at = HEADER + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) {
    if (datagram.length < at + 4) return undefined;
    at += 4 + datagram.readUInt16BE(at + 2) * 4;
  }
  const padding = (first & 0x20) === 0 ? 0 : datagram.at(-1)!;
  const end = datagram.length - padding;
  if (at > end || ((first & 0x20) !== 0 && padding === 0)) return undefined;
  const payload = datagram.subarray(at, end);
  const head = { sequence: datagram.readUInt16BE(2), source: datagram.readUInt32BE(8) };
  if (payloadType === t140) return { ...head, primary: payload, redundant: [] };
  if (red === undefined || payloadType !== red) return undefined;
  const blocks = blocksOf(payload, t140);
  return blocks && { ...head, primary: blocks.primary, redundant: blocks.before.reverse() };
}

/** RFC 2198 3: headers of four bytes for what is redundant, one byte for what is new, then all of it in the same order. */
function blocksOf(
  payload: Buffer,
  t140: number,
): { readonly primary: Buffer; readonly before: Buffer[] } | undefined {
  const lengths: number[] = [];
  let at = 0;
  for (;;) {
    const byte = payload[at];
    if (byte === undefined || (byte & 0x7f) !== t140) return undefined;
    if ((byte & 0x80) === 0) break;
    if (payload.length < at + 4 || lengths.length === MOST_GENERATIONS) return undefined;
    lengths.push(payload.readUInt16BE(at + 2) & 0x03ff);
    at += 4;
  }
  at += 1;
  const before: Buffer[] = [];
  for (const length of lengths) {
    if (payload.length < at + length) return undefined;
    before.push(payload.subarray(at, at + length));
    at += length;
  }
  return { primary: payload.subarray(at), before };
}
