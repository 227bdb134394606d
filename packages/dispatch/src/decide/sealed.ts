import type { SealedRef } from '../ids.ts';

/** The reference alone; a text that came with it stays out of the log. */
export function sealed({ sealedId, digest }: SealedRef): SealedRef {
  return { sealedId, digest };
}
