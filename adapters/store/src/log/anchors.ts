import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import type { OpenFault } from '../database/fault.ts';
import type { Database } from '../database/open.ts';
import { keyFile } from '../keys/keyFile.ts';

/** The head of a log at a time, signed (Ed25519, RFC 8032) and kept outside the database. */
export interface Anchor {
  readonly logId: string;
  readonly seq: number;
  /** Hex. */
  readonly hash: string;
  readonly at: number;
  /** SHA-256 of the public key, first 16 hex digits. */
  readonly key: string;
  /** Base64, over the canonical JSON of the other members. */
  readonly signature: string;
}

export interface Anchors {
  readonly file: string;
  /** Signs the log's head as it stands in the database. @returns the anchor, or undefined while the log is empty */
  write(logId: string, now: Instant): Promise<Anchor | undefined>;
}

export const privateKeyFile = 'anchor.key';
export const publicKeyFile = 'anchor.pub';

/** Opens the signing key, made on first use; anchors go to `<data>/anchors.jsonl`, one line each. */
export async function openAnchors(db: Database): Promise<Result<Anchors, OpenFault>> {
  const key = signingKey(db);
  if (!key.ok) return key;
  const privateKey = key.value;
  dropUnfinishedLine(db.anchorsFile);
  const publicKey = createPublicKey(privateKey);
  return ok({
    file: db.anchorsFile,
    write: async (logId, now) => {
      const row = await db.tables
        .selectFrom('log')
        .select(['head', 'head_hash'])
        .where('log_id', '=', logId)
        .executeTakeFirst();
      if (row === undefined || row.head === 0) return undefined;
      const unsigned = {
        logId,
        seq: row.head,
        hash: row.head_hash.toString('hex'),
        at: now,
        key: fingerprint(publicKey),
      };
      const anchor: Anchor = {
        ...unsigned,
        signature: sign(null, signedBytes(unsigned), privateKey).toString('base64'),
      };
      const file = openSync(db.anchorsFile, 'a', 0o644);
      try {
        appendFileSync(file, `${JSON.stringify(anchor)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      return anchor;
    },
  });
}

/** The key that heads and backups are signed with, made on first use, and its public half beside it. */
export function signingKey(db: Pick<Database, 'keysFolder' | 'anchorsFile'>): Result<KeyObject, OpenFault> {
  const isNew = !existsSync(db.anchorsFile);
  const pem = keyFile(db.keysFolder, privateKeyFile, isNew ? createKey : undefined);
  if (pem === undefined) return fail({ code: 'KeyMissing', file: join(db.keysFolder, privateKeyFile) });
  const privateKey = createPrivateKey(pem);
  const publicPem = () => createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
  keyFile(db.keysFolder, publicKeyFile, () => Buffer.from(publicPem()));
  return ok(privateKey);
}

/** A fall during a write leaves a line without its end; it was never told to anybody. */
function dropUnfinishedLine(file: string): void {
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) truncateSync(file, end);
}

function createKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519');
  return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

const fingerprint = (key: KeyObject) =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

const signedBytes = ({ logId, seq, hash, at, key }: Omit<Anchor, 'signature'>) =>
  Buffer.from(JSON.stringify({ at, hash, key, logId, seq }));

/** One line of an anchors file: an anchor whose signature holds, or what is wrong with it. */
export type ReadAnchor =
  | { readonly line: number; readonly anchor: Anchor }
  | { readonly line: number; readonly wrong: 'AnchorUnreadable' | 'AnchorForged' };

/** Reads an anchors file and checks every signature. A last line without its end is a write that was cut off. */
export function readAnchors(file: string, publicKeyPem: string): readonly ReadAnchor[] {
  const publicKey = createPublicKey(publicKeyPem);
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((text, index) => {
    const line = index + 1;
    const anchor = parse(text);
    if (anchor === undefined) return { line, wrong: 'AnchorUnreadable' };
    const holds = verify(null, signedBytes(anchor), publicKey, Buffer.from(anchor.signature, 'base64'));
    return holds ? { line, anchor } : { line, wrong: 'AnchorForged' };
  });
}

function parse(text: string): Anchor | undefined {
  let value: Partial<Record<keyof Anchor, unknown>>;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return undefined;
  }
  const { logId, seq, hash, at, key, signature } = value ?? {};
  if (typeof logId !== 'string' || typeof hash !== 'string' || typeof key !== 'string') return undefined;
  if (typeof seq !== 'number' || typeof at !== 'number' || typeof signature !== 'string') return undefined;
  return { logId, seq, hash, at, key, signature };
}
