import { createHmac, randomBytes } from 'node:crypto';

/** More open calls than this no centre has; the oldest are forgotten. */
const KEPT = 20_000;

/**
 * Whether a number that rings belongs to a call that is still open. For each open call there is a key of its own and what it makes of the number,
 * in memory alone; both are destroyed when the call is over. So a number can be asked about only by whoever has it ringing, it leads
 * to that call alone, and two calls of one number have nothing in common.
 */
export interface Returns {
  keep(callId: string, number: string): void;
  /** The newest open call that the number came by. */
  find(number: string): string | undefined;
  forget(callId: string): void;
  callIds(): Iterable<string>;
}

export function createReturns(): Returns {
  const kept = new Map<string, { readonly key: Buffer; readonly mark: string }>();
  const markOf = (key: Buffer, number: string) => createHmac('sha256', key).update(number).digest('base64');
  function forget(callId: string): void {
    kept.get(callId)?.key.fill(0);
    kept.delete(callId);
  }
  return {
    keep(callId, number) {
      const key = randomBytes(32);
      kept.set(callId, { key, mark: markOf(key, number) });
      const oldest = kept.keys().next().value;
      if (kept.size > KEPT && oldest !== undefined) forget(oldest);
    },
    find(number) {
      let found: string | undefined;
      for (const [callId, { key, mark }] of kept) if (markOf(key, number) === mark) found = callId;
      return found;
    },
    forget,
    callIds: () => kept.keys(),
  };
}
