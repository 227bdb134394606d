import { randomBytes } from 'node:crypto';
import type { LineEvent } from './line-event.ts';
import { createTextLegs, type TextLegsOptions } from './rtt/text-legs.ts';
import { createSipDoor } from './sip-digest.ts';
import {
  answerTo,
  bodyOf,
  headerOf,
  locationReferenceOf,
  numberOf,
  readSipRequest,
  type SipMessage,
} from './sip-message.ts';
import { isAnsweredElsewhere, transactionOf } from './sip-transaction.ts';

/** The line that a request came by, and its answers go. */
export interface SipWay {
  /** Nothing that is sent is lost, so nothing is sent twice (RFC 3261 17.2.1). */
  readonly isReliable: boolean;
  /** False once the line was cut. */
  readonly isOpen: boolean;
  /** Whoever is at the other end has shown a certificate of the line's own authority, and is asked for no key. */
  readonly isTrusted: boolean;
  send(text: string): void;
  /** A key was right: it is no stranger's. */
  admitted(): void;
}

export interface MemberOptions {
  readonly user: string;
  /** Undefined: no key opens, certificates alone do. */
  readonly key: string | undefined;
  /** Where legs that bring text alone are heard; absent: they ring as all others do. */
  readonly text?: TextLegsOptions;
  /** Events of one call come one after the other: the next only when the promise has resolved. */
  readonly hear: (event: LineEvent) => Promise<void>;
  readonly now: () => number;
  readonly onTrouble: (error: unknown) => void;
}

export interface SipHeard {
  rings: number;
  wrongKeys: number;
  unreadable: number;
}

/** One member of a ring group, by whatever lines it is reached. */
export interface SipMember {
  readonly heard: SipHeard;
  /** One message, whole. */
  take(message: Buffer, way: SipWay): void;
  stop(): Promise<void>;
}

/** Of a branch that nobody cancels: RFC 3261 has proxies give up after three minutes. */
const RINGS_AT_MOST_MS = 600_000;
const T1_MS = 500;
const T2_MS = 4000;
const MOST_CALLS = 10_000;

interface Ringing {
  readonly invite: SipMessage;
  from: SipWay;
  readonly tag: string;
  readonly lineCallId: string;
  readonly since: number;
  last: string;
  state: 'ringing' | 'over';
  timer?: NodeJS.Timeout;
}

/**
 * One more member of the switch's ring group: rings, never answers, takes no sound. The switch says with CANCEL how it ended: with the Reason
 * that the call was answered elsewhere (RFC 3326), or without, when the caller hung up. A line that is cut ends no call: nobody
 * has said that the caller is gone, and the switch may say so by another line.
 */
export function createSipMember(options: MemberOptions): SipMember {
  const { hear, now, onTrouble } = options;
  const door = createSipDoor({
    user: options.user,
    key: options.key ?? randomBytes(32).toString('hex'),
    realm: 'clarion',
  });
  /** By the call manager's own transaction: a request that comes again is answered again, and does nothing again. */
  const ringing = new Map<string, Ringing>();
  const answered = new Map<string, { readonly text: string; readonly until: number }>();
  const queues = new Map<string, Promise<void>>();
  const heard: SipHeard = { rings: 0, wrongKeys: 0, unreadable: 0 };
  let stopped = false;

  const send = (text: string, to: SipWay) => {
    if (!stopped) to.send(text);
  };
  function tell(event: LineEvent): void {
    const { lineCallId } = event;
    const turn = (queues.get(lineCallId) ?? Promise.resolve()).then(() => hear(event)).catch(onTrouble);
    queues.set(lineCallId, turn);
    void turn.finally(() => {
      if (queues.get(lineCallId) === turn) queues.delete(lineCallId);
    });
  }

  const numbers = new Map<string, string>();
  const legs =
    options.text &&
    createTextLegs({
      ...options.text,
      now,
      onTrouble,
      send,
      tell(lineCallId, line) {
        const number = numbers.get(lineCallId);
        if (line === 'over') tell({ event: 'abandoned', lineCallId });
        else tell({ event: 'text', lineCallId, text: line, ...(number === undefined ? {} : { number }) });
        if (line === 'over') numbers.delete(lineCallId);
      },
    });

  /** A leg that brings text alone. False: it is none, and rings. */
  function inviteText(request: SipMessage, from: SipWay): boolean {
    const offer = legs?.offerOf(request);
    if (legs === undefined || offer === undefined) return false;
    if (!legs.invite(request, offer, from)) return true;
    heard.rings += 1;
    const lineCallId = headerOf(request, 'call-id')!;
    const number = numberOf(request);
    if (number !== undefined) numbers.set(lineCallId, number);
    tell({ event: 'ring', lineCallId, byText: true, ...(number === undefined ? {} : { number }) });
    tellBodies(request, lineCallId);
    return true;
  }

  function tellBodies(request: SipMessage, lineCallId: string): void {
    const pidf = bodyOf(request, 'application/pidf+xml');
    if (pidf !== undefined) tell({ event: 'location', lineCallId, pidf });
    const uri = locationReferenceOf(request);
    if (uri !== undefined) tell({ event: 'locationReference', lineCallId, uri });
    const reference = headerOf(request, 'x-recording-id');
    if (reference !== undefined && reference.length <= 200)
      tell({ event: 'recording', lineCallId, reference });
  }

  function invite(request: SipMessage, id: string, from: SipWay): void {
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

  function cancel(request: SipMessage, call: Ringing | undefined, from: SipWay): void {
    if (call === undefined) {
      send(answerTo(request, 481, 'Call Does Not Exist'), from);
      return;
    }
    send(answerTo(request, 200, 'OK', { tag: call.tag }), from);
    if (call.state === 'over') return;
    call.state = 'over';
    // The line of the INVITE may have been cut: then the end goes by the one on which it was asked for.
    if (!call.from.isOpen) call.from = from;
    call.last = answerTo(call.invite, 487, 'Request Terminated', { tag: call.tag });
    again(call, T1_MS);
    tellBodies(request, call.lineCallId);
    const isAnswered = (request.headers.get('reason') ?? []).some(isAnsweredElsewhere);
    tell({ event: isAnswered ? 'answered' : 'abandoned', lineCallId: call.lineCallId });
  }

  /** Over UDP the last answer is sent until it is acknowledged, for 64 × T1 (RFC 3261 17.2.1). */
  function again(call: Ringing, wait: number, waited = 0): void {
    send(call.last, call.from);
    if (call.from.isReliable || waited + wait > 64 * T1_MS) return;
    call.timer = setTimeout(() => again(call, Math.min(wait * 2, T2_MS), waited + wait), wait);
  }

  function inCall(request: SipMessage): string {
    const lineCallId = headerOf(request, 'call-id')!;
    const call = [...ringing.values()].find(one => one.lineCallId === lineCallId);
    const isKnown = call !== undefined || legs?.isOf(request) === true;
    // Of a leg that stands the end is told above, by its tags.
    if (!isKnown || request.method === 'BYE') return answerTo(request, 481, 'Call Does Not Exist');
    tellBodies(request, lineCallId);
    return answerTo(request, 200, 'OK', call === undefined ? {} : { tag: call.tag });
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

  function take(bytes: Buffer, from: SipWay): void {
    const request = readSipRequest(bytes);
    if (request === undefined) {
      // Keep-alives are two line breaks, or nothing; answers to what we said ask for nothing.
      const begun = bytes.subarray(0, 8).toString('latin1');
      if (begun.trim() !== '' && begun !== 'SIP/2.0 ') heard.unreadable += 1;
      return;
    }
    const answer = answerOf(request, from);
    if (answer !== undefined) send(answer, from);
  }

  /** Undefined: what had to be said is said, or nothing is. */
  function answerOf(request: SipMessage, from: SipWay): string | undefined {
    const id = transactionOf(request);
    const known = ringing.get(id);
    const { method } = request;
    if (method === 'ACK') {
      acknowledge(known);
      if (legs?.isOf(request) === true) legs.acknowledge(request);
    }
    if (method === 'CANCEL') cancel(request, known, from);
    if (method === 'ACK' || method === 'CANCEL') return undefined;
    if (method === 'INVITE' && known !== undefined) return known.last;
    const before = answered.get(`${id} ${method}`);
    if (before !== undefined) return before.text;
    if (method === 'BYE' && legs?.isOf(request) === true) {
      const text = legs.bye(request);
      answered.set(`${id} ${method}`, { text, until: now() + 64 * T1_MS });
      return text;
    }
    if (method === 'OPTIONS') return answerTo(request, 200, 'OK', { headers: [allow] });
    if (!allowed.has(method)) return answerTo(request, 405, 'Method Not Allowed', { headers: [allow] });
    const shown = from.isTrusted ? 'right' : door.look(request, now());
    if (shown === 'ask') return answerTo(request, 401, 'Unauthorized', { headers: [door.challenge(now())] });
    if (shown === 'wrong') {
      heard.wrongKeys += 1;
      return answerTo(request, 403, 'Forbidden');
    }
    from.admitted();
    sweep();
    if (ringing.size + answered.size > MOST_CALLS)
      return answerTo(request, 503, 'Service Unavailable', { headers: ['Retry-After: 5'] });
    // A leg that stood for text alone cannot become a call for people.
    if (method === 'INVITE' && legs?.isOf(request) === true && legs.offerOf(request) === undefined)
      return answerTo(request, 488, 'Not Acceptable Here');
    if (method === 'INVITE') {
      if (!inviteText(request, from)) invite(request, id, from);
      return undefined;
    }
    const text = method === 'MESSAGE' ? message(request) : inCall(request);
    answered.set(`${id} ${method}`, { text, until: now() + 64 * T1_MS });
    return text;
  }

  function acknowledge(call: Ringing | undefined): void {
    if (call?.state === 'over') clearTimeout(call.timer);
  }

  function sweep(): void {
    for (const [id, { until }] of answered) if (until < now()) answered.delete(id);
    for (const [id, { since }] of ringing) if (now() - since > RINGS_AT_MOST_MS) ringing.delete(id);
  }

  return {
    heard,
    take,
    async stop() {
      legs?.stop();
      stopped = true;
      for (const { timer } of ringing.values()) clearTimeout(timer);
      await Promise.all(queues.values());
    },
  };
}

const allowed = new Set(['INVITE', 'MESSAGE', 'INFO', 'UPDATE', 'BYE']);
const allow = 'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE';
