import type { Database } from '../database/open.ts';
import type { LogKind } from '../database/tables.ts';
import { type ReadAnchor, readAnchors } from './anchors.ts';
import { readRows } from './read.ts';
import { firstHash, rowHash } from './row.ts';

/** Something that an untouched log does not have. */
export type Finding =
  /** Entries `seq`..`to` are missing in the middle. */
  | { readonly code: 'Gap'; readonly seq: number; readonly to: number }
  /** The entry, or the hash that it stands on, was changed. */
  | { readonly code: 'HashWrong'; readonly seq: number }
  /** The log's head says `head`, its last entry is `seq`. */
  | { readonly code: 'HeadDiffers'; readonly seq: number; readonly head: number }
  /** A signed head lies beyond the end: entries after `seq` were cut off. */
  | { readonly code: 'CutOff'; readonly seq: number; readonly anchored: number; readonly line: number }
  /** A signed head has another hash than the entry: everything up to it may have been written anew. */
  | { readonly code: 'Rewritten'; readonly seq: number; readonly line: number }
  | { readonly code: 'AnchorUnreadable' | 'AnchorForged'; readonly line: number };

export interface Verification {
  readonly logId: string;
  readonly kind: LogKind;
  readonly entries: number;
  readonly head: number;
  /** Hex. */
  readonly headHash: string;
  /** Signed heads of this log that were compared. */
  readonly anchors: number;
  readonly findings: readonly Finding[];
}

export interface AnchorsGiven {
  readonly file: string;
  readonly publicKeyPem: string;
}

const chunk = 2_000;
const mostFindings = 100;

/**
 * Computes the whole chain anew and compares it with what is stored and with the signed heads. Entries written while it
 * runs are not part of it. At most 100 findings.
 * @returns undefined when there is no such log
 */
export async function verifyLog(
  db: Database,
  logId: string,
  options: { readonly anchors?: AnchorsGiven; readonly onProgress?: (entries: number) => void } = {},
): Promise<Verification | undefined> {
  const log = await db.tables.selectFrom('log').selectAll().where('log_id', '=', logId).executeTakeFirst();
  if (log === undefined) return undefined;
  const read =
    options.anchors === undefined ? [] : readAnchors(options.anchors.file, options.anchors.publicKeyPem);
  const anchors = read.flatMap(line => ('anchor' in line && line.anchor.logId === logId ? [line] : []));
  const anchored = Map.groupBy(anchors, ({ anchor }) => anchor.seq);
  const findings: Finding[] = read.flatMap(wrongLine);

  let entries = 0;
  let last = 0;
  let hash = firstHash;
  for (;;) {
    const rows = await readRows(db.pool, logId, last + 1, log.head, chunk);
    for (const row of rows) {
      if (row.seq !== last + 1) findings.push({ code: 'Gap', seq: last + 1, to: row.seq - 1 });
      else if (!row.hash.equals(rowHash(row, hash))) findings.push({ code: 'HashWrong', seq: row.seq });
      for (const { anchor, line } of anchored.get(row.seq) ?? [])
        if (anchor.hash !== row.hash.toString('hex'))
          findings.push({ code: 'Rewritten', seq: row.seq, line });
      last = row.seq;
      hash = row.hash;
      entries++;
    }
    if (rows.length > 0) options.onProgress?.(entries);
    if (rows.length < chunk || findings.length > mostFindings) break;
  }
  if (findings.length <= mostFindings) {
    if (last !== log.head || !hash.equals(log.head_hash))
      findings.push({ code: 'HeadDiffers', seq: last, head: log.head });
    for (const { anchor, line } of anchors)
      if (anchor.seq > log.head) findings.push({ code: 'CutOff', seq: last, anchored: anchor.seq, line });
  }
  return {
    logId,
    kind: log.kind,
    entries,
    head: log.head,
    headHash: log.head_hash.toString('hex'),
    anchors: anchors.length,
    findings: findings.slice(0, mostFindings),
  };
}

function wrongLine(line: ReadAnchor): Finding[] {
  return 'wrong' in line ? [{ code: line.wrong, line: line.line }] : [];
}
