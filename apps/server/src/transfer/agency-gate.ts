import { createHash } from 'node:crypto';
import { type Instant, instant } from '@clarion/measure';
import type { AgencyKeyRecord, AgencyKeys } from '@clarion/store';
import { createLimits } from '../http/limits.ts';

/** An agency looks now and then, and answers each matter twice. */
const taken = { perSecond: 2, burst: 60 };
/** A revoked key opens this long at the servers that did not revoke it. */
const KNOWN_FOR_MS = 3000;
const KEYS_KEPT = 1000;
const SEEN_EVERY_MS = 60_000;

/** Where agencies come in: whose key it is, and how often it may ask. */
export interface AgencyGate {
  find(key: string): Promise<AgencyKeyRecord | undefined>;
  /** 0 when it may ask now, else the milliseconds until it may. */
  take(agencyId: string): number;
  issue(agencyId: string): ReturnType<AgencyKeys['issue']>;
  revoke(agencyId: string): ReturnType<AgencyKeys['revoke']>;
  list(): ReturnType<AgencyKeys['list']>;
}

export function createAgencyGate(
  keys: AgencyKeys,
  wall: () => number,
  onTrouble: (error: unknown) => void,
): AgencyGate {
  const limits = createLimits(wall, { signedIn: taken });
  /** By the digest of a key, so that memory holds none. */
  const known = new Map<string, { readonly record: AgencyKeyRecord | undefined; readonly readAt: number }>();
  const seenAt = new Map<string, number>();
  const now = (): Instant => instant(wall());
  return {
    async find(key) {
      const digest = createHash('sha256').update(key).digest('base64');
      const cached = known.get(digest);
      if (cached !== undefined && Math.abs(wall() - cached.readAt) < KNOWN_FOR_MS) return cached.record;
      const record = await keys.find(key);
      known.delete(digest);
      known.set(digest, { record, readAt: wall() });
      const oldest = known.keys().next().value;
      if (known.size > KEYS_KEPT && oldest !== undefined) known.delete(oldest);
      return record;
    },
    take(agencyId) {
      if (Math.abs(wall() - (seenAt.get(agencyId) ?? 0)) >= SEEN_EVERY_MS) {
        seenAt.set(agencyId, wall());
        keys.seen(agencyId, now()).catch(onTrouble);
      }
      return limits.take(agencyId, true);
    },
    async issue(agencyId) {
      const issued = await keys.issue(agencyId, now());
      // Afterwards: who asked meanwhile found the key of before.
      known.clear();
      return issued;
    },
    async revoke(agencyId) {
      const revoked = await keys.revoke(agencyId, now());
      known.clear();
      return revoked;
    },
    list: () => keys.list(),
  };
}
