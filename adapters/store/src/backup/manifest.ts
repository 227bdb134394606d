import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** One file of a backup: a table's rows as JSON lines, gzipped, or the signed heads. */
export interface BackupFile {
  readonly name: string;
  readonly bytes: number;
  /** Hex, of the file as it lies there. */
  readonly sha256: string;
  /** Of a table. */
  readonly rows?: number;
}

/** What a backup is and holds; signed with the installation's key, so that one that was changed is known. */
export interface BackupManifest {
  readonly format: 'clarion-backup';
  readonly formatVersion: 1;
  /** UTC milliseconds: what was confirmed before is in it. */
  readonly takenAt: number;
  readonly kind: 'live' | 'drill' | 'none';
  /** The steps of the database's structure, as they were. */
  readonly steps: readonly { readonly number: number; readonly sha256: string }[];
  readonly logs: readonly {
    readonly logId: string;
    readonly kind: string;
    readonly head: number;
    readonly headHash: string;
  }[];
  /** Hex SHA-256 of the master key without which its sealed text cannot be read; absent when nothing was sealed yet. */
  readonly masterKey?: string;
  readonly files: readonly BackupFile[];
}

export const manifestFile = 'manifest.json';
export const anchorsName = 'anchors.jsonl';
const ending = '.jsonl.gz';

export const fileOfTable = (table: string): string => `${table}${ending}`;
/** Undefined for a file that is no table. */
export const tableOfFile = (name: string): string | undefined =>
  name.endsWith(ending) ? name.slice(0, -ending.length) : undefined;

export const digestOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** The manifest's file: its JSON in one line, and the signature (Ed25519, base64) of that line in the next. */
export function signedManifest(manifest: BackupManifest, key: KeyObject): string {
  const line = JSON.stringify(manifest);
  return `${line}\n${sign(null, Buffer.from(line), key).toString('base64')}\n`;
}

/** Undefined when it is no manifest of this form; `signed` tells whether `publicKeyPem` is of the key that signed it. */
export function readManifestText(
  text: string,
  publicKeyPem: string,
): { readonly manifest: BackupManifest; readonly signed: boolean } | undefined {
  const [line = '', signature = ''] = text.split('\n');
  const manifest = parse(line);
  if (manifest === undefined) return undefined;
  const key = createPublicKey(publicKeyPem);
  return { manifest, signed: verify(null, Buffer.from(line), key, Buffer.from(signature, 'base64')) };
}

function parse(line: string): BackupManifest | undefined {
  let value: Partial<BackupManifest> | null;
  try {
    value = JSON.parse(line) as typeof value;
  } catch {
    return undefined;
  }
  const isRight = value?.format === 'clarion-backup' && value.formatVersion === 1;
  const hasLists = [value?.steps, value?.logs, value?.files].every(list => Array.isArray(list));
  return isRight && hasLists ? (value as BackupManifest) : undefined;
}
