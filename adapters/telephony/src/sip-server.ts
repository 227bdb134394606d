import { randomBytes } from 'node:crypto';
import { createSocket, type RemoteInfo } from 'node:dgram';
import { fail, ok, type Result } from '@clarion/measure';
import { createSipDoor } from './sip-digest.ts';
import {
  answerTo,
  bodyOf,
  headerOf,
  numberOf,
  parameterOf,
  readSipRequest,
  type SipMessage,
} from './sip-message.ts';

/** What a line says of a call. Ids are the telephone system's own. */
export type LineEvent =
  | { readonly event: 'ring'; readonly lineCallId: string; readonly number?: string }
  | { readonly event: 'answered'; readonly lineCallId: string }
  | { readonly event: 'abandoned'; readonly lineCallId: string }
  | { readonly event: 'location'; readonly lineCallId: string; readonly pidf: string }
  | { readonly event: 'text'; readonly lineCallId: string; readonly text: string; readonly number?: string }
  | { readonly event: 'recording'; readonly lineCallId: string; readonly reference: string };

export interface SipOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly key: string;
  /** Events of one call come one after the other: the next only when the promise has resolved. */
  readonly hear: (event: LineEvent) => Promise<void>;
  readonly now: () => number;
  readonly onTrouble: (error: unknown) => void;
}

export interface SipServer {
  readonly port: number;
  readonly heard: { rings: number; wrongKeys: number; unreadable: number };
  stop(): Promise<void>;
}

/** Of a branch that nobody cancels: RFC 3261 has proxies give up after three minutes. */
const RINGS_AT_MOST_MS = 600_000;
const T1_MS = 500;
const T2_MS = 4000;
const MOST_CALLS = 10_000;

interface Ringing {
  readonly invite: SipMessage;
  readonly from: RemoteInfo;
  readonly tag: string;
  readonly lineCallId: string;
  readonly since: number;
  last: string;
  state: 'ringing' | 'over';
  timer?: NodeJS.Timeout;
}

/**
 * One more member of the switch's ring group, over UDP: rings, never answers, takes no sound. The switch says with CANCEL how it ended: with the
 * Reason that the call was answered elsewhere (RFC 3326), or without, when the caller hung up. Errors: PortTaken.
 */
export async function serveSip(
  options: SipOptions,
): Promise<Result<SipServer, { readonly code: 'PortTaken' }>> {
  const { hear, now, onTrouble } = options;
  const socket = createSocket(options.host.includes(':') ? 'udp6' : 'udp4');
  const door = createSipDoor({ user: options.user, key: options.key, realm: 'clarion' });
  /** By the call manager's own transaction: a request that comes again is answered again, and does nothing again. */
  const ringing = new Map<string, Ringing>();
  const answered = new Map<string, { readonly text: string; readonly until: number }>();
  const queues = new Map<string, Promise<void>>();
  const heard = { rings: 0, wrongKeys: 0, unreadable: 0 };
  let stopped = false;

  const send = (text: string, to: RemoteInfo) => {
    if (!stopped) socket.send(text, to.port, to.address);
  };
  function tell(event: LineEvent): void {
    const { lineCallId } = event;
    const turn = (queues.get(lineCallId) ?? Promise.resolve()).then(() => hear(event)).catch(onTrouble);
    queues.set(lineCallId, turn);
    void turn.finally(() => {
      if (queues.get(lineCallId) === turn) queues.delete(lineCallId);
    });
  }

  function tellBodies(request: SipMessage, lineCallId: string): void {
    const pidf = bodyOf(request, 'application/pidf+xml');
    if (pidf !== undefined) tell({ event: 'location', lineCallId, pidf });
    const reference = headerOf(request, 'x-recording-id');
    if (reference !== undefined && reference.length <= 200)
      tell({ event: 'recording', lineCallId, reference });
  }

  function invite(request: SipMessage, id: string, from: RemoteInfo): void {
    const tag = randomBytes(8).toString('hex');
    const lineCallId = headerOf(request, 'call-id')!;
    const last = answerTo(request, 180, 'Ringing', { tag });
    ringing.set(id, { invite: request, from, tag, lineCallId, since: now(), last, state: 'ringing' });
    send(answerTo(request, 100, 'Trying'), from);
    send(last, from);
    heard.rings += 1;
    const number = numberOf(request);
    tell({ event: 'ring', lineCallId, ...(number === undefined ? {} : { number }) });
    tellBodies(request, lineCallId);
  }

  function cancel(request: SipMessage, call: Ringing | undefined, from: RemoteInfo): void {
    if (call === undefined) {
      send(answerTo(request, 481, 'Call Does Not Exist'), from);
      return;
    }
    send(answerTo(request, 200, 'OK', { tag: call.tag }), from);
    if (call.state === 'over') return;
    call.state = 'over';
    call.last = answerTo(call.invite, 487, 'Request Terminated', { tag: call.tag });
    again(call, T1_MS);
    tellBodies(request, call.lineCallId);
    const isAnswered = (request.headers.get('reason') ?? []).some(isAnsweredElsewhere);
    tell({ event: isAnswered ? 'answered' : 'abandoned', lineCallId: call.lineCallId });
  }

  /** Over UDP the last answer is sent until it is acknowledged, for 64 × T1 (RFC 3261 17.2.1). */
  function again(call: Ringing, wait: number, waited = 0): void {
    send(call.last, call.from);
    if (waited + wait > 64 * T1_MS) return;
    call.timer = setTimeout(() => again(call, Math.min(wait * 2, T2_MS), waited + wait), wait);
  }

  function inCall(request: SipMessage): string {
    const lineCallId = headerOf(request, 'call-id')!;
    const call = [...ringing.values()].find(one => one.lineCallId === lineCallId);
    if (call === undefined) return answerTo(request, 481, 'Call Does Not Exist');
    tellBodies(request, lineCallId);
    return answerTo(request, 200, 'OK', { tag: call.tag });
  }

  function message(request: SipMessage): string {
    const text = bodyOf(request, 'text/plain')?.trim() ?? '';
    if (text === '')
      return answerTo(request, 415, 'Unsupported Media Type', { headers: ['Accept: text/plain'] });
    const number = numberOf(request);
    const lineCallId = headerOf(request, 'call-id')!;
    tell({ event: 'text', lineCallId, text, ...(number === undefined ? {} : { number }) });
    tellBodies(request, lineCallId);
    return answerTo(request, 202, 'Accepted', { tag: randomBytes(8).toString('hex') });
  }

  socket.on('message', (datagram, from) => {
    const request = readSipRequest(datagram);
    if (request === undefined) {
      // Keep-alives are two line breaks, or nothing.
      if (String(datagram).trim() !== '') heard.unreadable += 1;
      return;
    }
    const id = transactionOf(request);
    const known = ringing.get(id);
    const { method } = request;
    if (method === 'ACK') return acknowledge(known);
    if (method === 'CANCEL') return cancel(request, known, from);
    if (method === 'INVITE' && known !== undefined) return send(known.last, from);
    const before = answered.get(`${id} ${method}`);
    if (before !== undefined) return send(before.text, from);
    if (method === 'OPTIONS') return send(answerTo(request, 200, 'OK', { headers: [allow] }), from);
    if (!allowed.has(method))
      return send(answerTo(request, 405, 'Method Not Allowed', { headers: [allow] }), from);
    const shown = door.look(request, now());
    if (shown !== 'right') {
      if (shown === 'wrong') heard.wrongKeys += 1;
      return shown === 'wrong'
        ? send(answerTo(request, 403, 'Forbidden'), from)
        : send(answerTo(request, 401, 'Unauthorized', { headers: [door.challenge(now())] }), from);
    }
    sweep();
    if (ringing.size + answered.size > MOST_CALLS)
      return send(answerTo(request, 503, 'Service Unavailable', { headers: ['Retry-After: 5'] }), from);
    if (method === 'INVITE') return invite(request, id, from);
    const text = method === 'MESSAGE' ? message(request) : inCall(request);
    answered.set(`${id} ${method}`, { text, until: now() + 64 * T1_MS });
    send(text, from);
  });

  function acknowledge(call: Ringing | undefined): void {
    if (call?.state === 'over') clearTimeout(call.timer);
  }

  function sweep(): void {
    for (const [id, { until }] of answered) if (until < now()) answered.delete(id);
    for (const [id, { since }] of ringing) if (now() - since > RINGS_AT_MOST_MS) ringing.delete(id);
  }

  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(options.port, options.host, () => resolve());
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return fail({ code: 'PortTaken' });
    throw error;
  }
  socket.removeAllListeners('error');
  socket.on('error', onTrouble);
  return ok({
    port: socket.address().port,
    heard,
    async stop() {
      stopped = true;
      for (const { timer } of ringing.values()) clearTimeout(timer);
      await new Promise<void>(resolve => socket.close(() => resolve()));
      await Promise.all(queues.values());
    },
  });
}

const allowed = new Set(['INVITE', 'MESSAGE', 'INFO', 'UPDATE']);
const allow = 'Allow: INVITE, ACK, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE';

/** RFC 3326: the cause 200 of SIP, or 26 ("non-selected user clearing") of Q.850: another branch was answered. */
function isAnsweredElsewhere(reason: string): boolean {
  const cause = parameterOf(reason, 'cause');
  return /^\s*sip\b/i.test(reason) ? cause === '200' : /^\s*q\.850\b/i.test(reason) && cause === '26';
}

/** By the branch of the topmost Via, and who sent it: an INVITE, its CANCEL and its ACK have the same (RFC 3261 17.2.3). */
function transactionOf(request: SipMessage): string {
  const via = headerOf(request, 'via')!;
  const sentBy = /^SIP\s*\/\s*2\.0\s*\/\s*\w+\s+([^;,\s]+)/i.exec(via)?.[1] ?? '';
  return `${sentBy} ${parameterOf(via, 'branch') ?? headerOf(request, 'call-id')}`;
}
