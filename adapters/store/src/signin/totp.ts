import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '@clarion/measure';

/** RFC 6238 with what every authenticator takes: HMAC-SHA-1, steps of 30 s, six digits. */
export const stepMs = 30_000;
const digits = 6;
/** A phone's clock may be a step off (RFC 6238, 5.2). */
const stepsOff = 1;

export const stepAt = (now: Instant): number => Math.floor(now / stepMs);

/** The code of a step (RFC 4226, 5.3: dynamic truncation). */
export function codeOf(secret: Buffer, step: number, length = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const from = mac.at(-1)! & 0xf;
  const number = mac.readUInt32BE(from) & 0x7fffffff;
  return String(number % 10 ** length).padStart(length, '0');
}

/** The step whose code this is, around now; undefined when it is none of them. */
export function findStep(secret: Buffer, code: string, now: Instant): number | undefined {
  const said = Buffer.from(code);
  const here = stepAt(now);
  let found: number | undefined;
  for (let step = here - stepsOff; step <= here + stepsOff; step++) {
    const right = Buffer.from(codeOf(secret, step));
    if (said.length === right.length && timingSafeEqual(said, right)) found = step;
  }
  return found;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base 32 (RFC 4648) without padding, as authenticators read a secret. */
export function base32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map(five => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}
