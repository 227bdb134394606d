/** A SIP message (RFC 3261), as far as a silent member of a ring group needs it. */
export interface SipMessage {
  /** Of a request: its method and address. */
  readonly method: string;
  readonly uri: string;
  /** By full lower-case name, in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
}

const LARGEST_BYTES = 65_536;
const MOST_HEADERS = 200;
/** Compact names (RFC 3261 7.3.3; RFC 6665 and others have more that are of no use here). */
const compact: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  l: 'content-length',
  c: 'content-type',
  m: 'contact',
};

/** Reads a request out of one datagram; undefined when it is none: a response, garbage, or cut short. */
export function readSipRequest(datagram: Buffer): SipMessage | undefined {
  if (datagram.length > LARGEST_BYTES) return undefined;
  const split = datagram.indexOf('\r\n\r\n');
  if (split === -1) return undefined;
  const lines = datagram
    .subarray(0, split)
    .toString('utf8')
    // A line that begins with a space goes on with the one before.
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const first = /^([A-Z]{1,20}) (\S{1,2000}) SIP\/2\.0$/.exec(lines[0] ?? '');
  if (first === null || lines.length > MOST_HEADERS) return undefined;
  const headers = new Map<string, string[]>();
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(':');
    if (colon < 1) return undefined;
    const said = line.slice(0, colon).trim().toLowerCase();
    const name = compact[said] ?? said;
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  const rest = datagram.subarray(split + 4);
  const length = headers.get('content-length')?.[0];
  if (length !== undefined && (!/^\d+$/.test(length) || Number(length) > rest.length)) return undefined;
  const body = length === undefined ? rest : rest.subarray(0, Number(length));
  for (const wanted of ['via', 'from', 'to', 'call-id', 'cseq']) if (!headers.has(wanted)) return undefined;
  return { method: first[1]!, uri: first[2]!, headers, body: Buffer.from(body) };
}

export const headerOf = (message: SipMessage, name: string): string | undefined =>
  message.headers.get(name)?.[0];

/** A parameter of a header, e.g. `branch` of Via, `tag` of From; quotes taken off. */
export function parameterOf(header: string, name: string): string | undefined {
  const found = new RegExp(`[;,\\s?]${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;,>"]+))`, 'i').exec(
    header,
  );
  return found?.[1] ?? found?.[2];
}

/**
 * The number that rings: of P-Asserted-Identity, which the network vouches for (RFC 3325), else of From. Undefined when it is withheld, or
 * what stands there is no number.
 */
export function numberOf(message: SipMessage): string | undefined {
  for (const header of [
    ...(message.headers.get('p-asserted-identity') ?? []),
    headerOf(message, 'from') ?? '',
  ]) {
    const user = /(?:sips?:|tel:)([^@;>\s]{1,60})/i.exec(header)?.[1];
    const digits = user && decoded(user).replaceAll(/[-.()\s]/g, '');
    if (digits !== undefined && /^\+?\d{2,20}$/.test(digits)) return digits;
  }
  return undefined;
}

/**
 * The first address of Geolocation that a location server answers (RFC 6442 4.1); undefined when there is none. What is sent along (`cid:`) is read
 * from the body instead.
 */
export function locationReferenceOf(message: SipMessage): string | undefined {
  for (const header of message.headers.get('geolocation') ?? [])
    for (const [, uri = ''] of header.matchAll(/<([^<>\s]{1,2000})>/g))
      if (/^https?:\/\//i.test(uri)) return uri;
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The first part of that type in the body: the body itself, or a part of a multipart one (RFC 5621). */
export function bodyOf(message: SipMessage, type: string): string | undefined {
  return partOf(headerOf(message, 'content-type') ?? '', message.body.toString('utf8'), type, 0);
}

function partOf(contentType: string, body: string, wanted: string, depth: number): string | undefined {
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  if (type === wanted) return body;
  const boundary = parameterOf(contentType, 'boundary');
  if (!type.startsWith('multipart/') || boundary === undefined || boundary === '' || depth > 3)
    return undefined;
  for (const part of `\r\n${body}`.split(`\r\n--${boundary}`).slice(1)) {
    const split = part.indexOf('\r\n\r\n');
    if (split === -1) continue;
    const own =
      /^content-type:\s*(.+)$/im.exec(part.slice(0, split).replaceAll(/\r\n[ \t]+/g, ' '))?.[1] ?? '';
    const found = partOf(own.trim(), part.slice(split + 4), wanted, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The answer to a request, with the headers that have to come back (RFC 3261 8.2.6). */
export function answerTo(
  request: SipMessage,
  status: number,
  reason: string,
  more: {
    readonly tag?: string;
    readonly headers?: readonly string[];
    readonly body?: { readonly type: string; readonly text: string };
  } = {},
): string {
  const body = more.body?.text ?? '';
  const to = headerOf(request, 'to')!;
  const tagged = more.tag === undefined || /;\s*tag=/i.test(to) ? to : `${to};tag=${more.tag}`;
  return [
    `SIP/2.0 ${status} ${reason}`,
    ...request.headers.get('via')!.map(via => `Via: ${via}`),
    `From: ${headerOf(request, 'from')}`,
    `To: ${tagged}`,
    `Call-ID: ${headerOf(request, 'call-id')}`,
    `CSeq: ${headerOf(request, 'cseq')}`,
    ...(more.headers ?? []),
    ...(more.body === undefined ? [] : [`Content-Type: ${more.body.type}`]),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}
