import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { headerOf, parameterOf, type SipMessage } from './sip-message.ts';

const LIFE_MS = 60_000;
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/**
 * Digest sign-in (RFC 3261 22, RFC 2617, with MD5 and `qop=auth`, which every switch speaks). What is asked for is a key that chance
 * made, over the centre's own network; a challenge lives a minute and each count on it is taken once, so nothing heard is sent again.
 */
export interface SipDoor {
  /** 'right', 'wrong', or 'ask': nothing was shown, or for a challenge that is over. */
  look(request: SipMessage, now: number): 'right' | 'wrong' | 'ask';
  challenge(now: number): string;
}

export function createSipDoor(who: {
  readonly user: string;
  readonly key: string;
  readonly realm: string;
}): SipDoor {
  const own = randomBytes(32);
  const used = new Map<string, number>();
  const signed = (mark: string) => createHmac('sha256', own).update(mark).digest('hex').slice(0, 32);
  return {
    challenge(now) {
      const mark = `${now}.${randomBytes(6).toString('hex')}`;
      return `WWW-Authenticate: Digest realm="${who.realm}", nonce="${mark}-${signed(mark)}", algorithm=MD5, qop="auth"`;
    },
    look(request, now) {
      const shown = headerOf(request, 'authorization');
      if (shown === undefined || !/^digest\s/i.test(shown)) return 'ask';
      const [user, nonce = '', uri = '', response = '', count, client, qop] = [
        'username',
        'nonce',
        'uri',
        'response',
        'nc',
        'cnonce',
        'qop',
      ].map(name => parameterOf(shown, name));
      const [mark = '', signature = ''] = nonce.split('-');
      const at = Number(mark.split('.')[0]);
      if (signature !== signed(mark) || !(Math.abs(now - at) <= LIFE_MS)) return 'ask';
      const secret = md5(`${who.user}:${who.realm}:${who.key}`);
      const asked = md5(`${request.method}:${uri}`);
      const right =
        qop === undefined
          ? md5(`${secret}:${nonce}:${asked}`)
          : md5(`${secret}:${nonce}:${count}:${client}:${qop}:${asked}`);
      if (user !== who.user || response.length !== right.length) return 'wrong';
      if (!timingSafeEqual(Buffer.from(response), Buffer.from(right))) return 'wrong';
      for (const [old, until] of used) if (until < now) used.delete(old);
      const once = `${nonce} ${count ?? ''} ${request.method}`;
      if (used.has(once)) return 'ask';
      used.set(once, at + 2 * LIFE_MS);
      return 'right';
    },
  };
}
