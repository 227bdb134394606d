import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785 by somebody else's hand: what ours is compared with. */
export const canonicalJson = (value: unknown): string => canonicalize(value) ?? '';

/** The hash as the architecture words it, over the whole row at once; bigints may come as text. */
export function rowHashOf(row: Record<string, unknown>, previous: Buffer): Buffer {
  const { hash: _, ...columns } = row;
  for (const name of ['seq', 'at', 'recorded_at']) columns[name] = Number(columns[name]);
  return createHash('sha256').update(previous).update(canonicalJson(columns)).digest();
}
