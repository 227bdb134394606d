import { randomBytes } from 'node:crypto';
import type { SipWay } from '../sip-member.ts';
import { answerTo, bodyOf, headerOf, parameterOf, type SipMessage } from '../sip-message.ts';
import { openTextLeg, type TextLeg } from './text-leg.ts';
import { answerTextOffer, readTextOffer, type TextOffer } from './text-offer.ts';

export interface TextLegsOptions {
  /** What listens, and what the switch is told to send to. */
  readonly host: string;
  readonly ports: { readonly first: number; readonly last: number };
  readonly idleMs?: number;
}

export interface TextLegsMeans extends TextLegsOptions {
  /** A line, and the end of the leg. */
  readonly tell: (lineCallId: string, line: string | 'over') => void;
  readonly send: (text: string, to: SipWay) => void;
  readonly now: () => number;
  readonly onTrouble: (error: unknown) => void;
}

/** Legs that bring text alone: they are answered at once, since nobody has to speak. */
export interface TextLegs {
  /** Undefined: the request offers sound, or no text, and is for people to answer. */
  offerOf(request: SipMessage): TextOffer | undefined;
  /** Answers, when a port is there; said again, or within the leg, it is answered again. True: it is a new one. */
  invite(request: SipMessage, offer: TextOffer, from: SipWay): boolean;
  /** Whether the request is one of a leg that stands: by both tags, of which one is chance that only its switch has heard. */
  isOf(request: SipMessage): boolean;
  acknowledge(request: SipMessage): void;
  /** The switch says that the caller is gone. @returns the answer */
  bye(request: SipMessage): string;
  readonly open: number;
  stop(): void;
}

interface Dialog {
  readonly tag: string;
  readonly since: number;
  leg?: TextLeg;
  answer?: string;
  timer?: NodeJS.Timeout | undefined;
}

const T1_MS = 500;
const T2_MS = 4000;
/** Whose switch has forgotten to say that it is over. */
const LONGEST_MS = 4 * 3_600_000;

export function createTextLegs(means: TextLegsMeans): TextLegs {
  const { host, ports, send, now, tell } = means;
  const dialogs = new Map<string, Dialog>();
  const callIdOf = (request: SipMessage) => headerOf(request, 'call-id')!;
  const all = Array.from({ length: ports.last - ports.first + 1 }, (_, i) => ports.first + i);

  /** Where the switch is told to send to. A server that listens everywhere is at the address by which it was called. */
  function addressFor(request: SipMessage): string | undefined {
    if (host !== '0.0.0.0' && host !== '::') return host;
    return /^sips?:(?:[^@]*@)?\[?([0-9a-f.:]+?)\]?(?::\d+)?(?:;|$)/i.exec(request.uri)?.[1];
  }

  function close(lineCallId: string): void {
    const dialog = dialogs.get(lineCallId);
    dialogs.delete(lineCallId);
    clearTimeout(dialog?.timer);
    dialog?.leg?.stop();
  }

  /** However it ends, whoever has heard it ring is told: nobody can type into it any more. */
  function end(lineCallId: string): void {
    close(lineCallId);
    tell(lineCallId, 'over');
  }

  async function open(request: SipMessage, offer: TextOffer, from: SipWay, dialog: Dialog): Promise<void> {
    const lineCallId = callIdOf(request);
    const address = addressFor(request);
    const taken = new Set([...dialogs.values()].map(one => one.leg?.port));
    const leg =
      address === undefined
        ? undefined
        : await openTextLeg(offer, {
            host,
            ports: all.filter(port => port === 0 || !taken.has(port)),
            tell: line => tell(lineCallId, line),
            onTrouble: means.onTrouble,
            ...(means.idleMs === undefined ? {} : { idleMs: means.idleMs }),
          });
    if (leg === undefined || address === undefined || dialogs.get(lineCallId) !== dialog) {
      leg?.stop();
      if (dialogs.get(lineCallId) === dialog) end(lineCallId);
      send(answerTo(request, 486, 'Busy Here', { tag: dialog.tag }), from);
      return;
    }
    dialog.leg = leg;
    answer(request, offer, from, dialog, address);
  }

  function answer(
    request: SipMessage,
    offer: TextOffer,
    from: SipWay,
    dialog: Dialog,
    address: string,
  ): void {
    dialog.answer = answerTo(request, 200, 'OK', {
      tag: dialog.tag,
      headers: [`Contact: <sip:clarion@${address.includes(':') ? `[${address}]` : address}>`],
      body: {
        type: 'application/sdp',
        text: answerTextOffer(offer, { address, port: dialog.leg?.port ?? 0 }),
      },
    });
    clearTimeout(dialog.timer);
    again(dialog, from, T1_MS);
  }

  /** Until it is acknowledged, also where nothing is lost on the way (RFC 3261 13.3.1.4). */
  function again(dialog: Dialog, to: SipWay, wait: number, waited = 0): void {
    send(dialog.answer!, to);
    if (waited + wait > 64 * T1_MS) return;
    dialog.timer = setTimeout(() => again(dialog, to, Math.min(wait * 2, T2_MS), waited + wait), wait);
  }

  return {
    offerOf(request) {
      const sdp = bodyOf(request, 'application/sdp');
      return sdp === undefined ? undefined : readTextOffer(sdp);
    },
    isOf(request) {
      const dialog = dialogs.get(callIdOf(request));
      return dialog !== undefined && parameterOf(headerOf(request, 'to') ?? '', 'tag') === dialog.tag;
    },
    invite(request, offer, from) {
      const lineCallId = callIdOf(request);
      const known = dialogs.get(lineCallId);
      if (known !== undefined) {
        const address = addressFor(request);
        known.leg?.follow(offer);
        if (known.leg !== undefined && address !== undefined) answer(request, offer, from, known, address);
        return false;
      }
      for (const [id, { since }] of dialogs) if (now() - since > LONGEST_MS) end(id);
      const dialog: Dialog = { tag: randomBytes(8).toString('hex'), since: now() };
      dialogs.set(lineCallId, dialog);
      send(answerTo(request, 100, 'Trying'), from);
      // Only after it has rung: where there is no port it is over at once.
      const opening = Promise.resolve().then(() => open(request, offer, from, dialog));
      opening.catch(error => {
        means.onTrouble(error);
        if (dialogs.get(lineCallId) === dialog) end(lineCallId);
        send(answerTo(request, 500, 'Server Internal Error', { tag: dialog.tag }), from);
      });
      return true;
    },
    acknowledge(request) {
      const dialog = dialogs.get(callIdOf(request));
      clearTimeout(dialog?.timer);
    },
    bye(request) {
      const lineCallId = callIdOf(request);
      end(lineCallId);
      return answerTo(request, 200, 'OK');
    },
    get open() {
      return dialogs.size;
    },
    stop() {
      for (const lineCallId of [...dialogs.keys()]) close(lineCallId);
    },
  };
}
