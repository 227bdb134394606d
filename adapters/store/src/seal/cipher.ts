import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { slotBytes } from './slots.ts';

/** AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces; each data key encrypts one text only. */
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const saltBytes = 16;

function encrypt(key: Buffer, plain: Buffer, bound: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when key, bytes or `bound` are not those of the encryption */
function decrypt(key: Buffer, bytes: Buffer, bound: string): Buffer {
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes)).setAAD(Buffer.from(bound));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  return Buffer.concat([
    decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)),
    decipher.final(),
  ]);
}

export interface Encrypted {
  /** SHA-256 of salt and text, hex: shows later that a text is the one, without giving it away. */
  readonly digest: string;
  readonly body: Buffer;
  /** The text's own key, wrapped with the master key, in the form of a slot. */
  readonly slot: Buffer;
}

const used = 1;

export function encryptText(masterKey: Buffer, sealedId: string, text: string): Encrypted {
  const dataKey = randomBytes(32);
  const salted = Buffer.concat([randomBytes(saltBytes), Buffer.from(text, 'utf8')]);
  const slot = Buffer.alloc(slotBytes);
  slot[0] = used;
  encrypt(masterKey, dataKey, `key ${sealedId}`).copy(slot, 1);
  return {
    digest: createHash('sha256').update(salted).digest('hex'),
    body: encrypt(dataKey, salted, `text ${sealedId}`),
    slot,
  };
}

export function decryptText(masterKey: Buffer, sealedId: string, slot: Buffer, body: Buffer): string {
  const wrapped = slot.subarray(1, 1 + nonceBytes + 32 + tagBytes);
  const dataKey = decrypt(masterKey, wrapped, `key ${sealedId}`);
  return decrypt(dataKey, body, `text ${sealedId}`).subarray(saltBytes).toString('utf8');
}

/**
 * Encrypts under a key of its own for one purpose: the way between servers that have the same master key, and the few secrets
 * that the database keeps.
 */
export function wrapper(
  masterKey: Buffer,
  purpose: 'between servers' | 'second factor' = 'between servers',
): {
  wrap(text: string): string;
  unwrap(wrapped: string): string | undefined;
} {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', `clarion ${purpose}`, 32));
  return {
    wrap: text => encrypt(key, Buffer.from(text, 'utf8'), purpose).toString('base64'),
    unwrap: wrapped => {
      try {
        return decrypt(key, Buffer.from(wrapped, 'base64'), purpose).toString('utf8');
      } catch {
        // Cut short, changed, or wrapped with another key: all the same to whoever receives it.
        return undefined;
      }
    },
  };
}
