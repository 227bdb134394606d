import { createHash } from 'node:crypto';
import type { Instant } from '@clarion/measure';
import type { Fix } from '@clarion/protocol';
import type { Tracker, Trackers } from '@clarion/store';
import { createLimits } from '../http/limits.ts';
import type { Intake, IntakeAnswer } from './intake.ts';

/** A vehicle reports once a second at the most; what it kept while it had no network comes at once, twenty minutes of it. */
const taken = { perSecond: 5, burst: 1200 };
/** A revoked key opens this long at the servers that did not revoke it. */
const KNOWN_FOR_MS = 3000;
const KEYS_KEPT = 20_000;
const SEEN_EVERY_MS = 60_000;

/** A fix as a tracker says it: of whom is said by its key. Without a time it is of now. */
export type TrackerFix = Omit<Fix, 'unitId' | 'fixAt'> & { readonly fixAt?: Instant };

export interface GateAnswer extends IntakeAnswer {
  /** Left out, since they came faster than is taken; the newest were not. */
  readonly tooMany: number;
}

/** Where trackers come in, by whatever way they speak: whose key it is, how often it may report, and for which unit alone. */
export interface TrackerGate {
  find(key: string): Promise<Tracker | undefined>;
  /** By the SHA-256 of the certificate that its line has shown and proven. */
  findByCertificate(fingerprint: string): Promise<Tracker | undefined>;
  take(tracker: Tracker, fixes: readonly TrackerFix[]): Promise<GateAnswer>;
  /** Milliseconds until the tracker may report again. */
  waitOf(tracker: Tracker): number;
  /** With what was seen here since it was last written down. */
  list(): Promise<readonly Tracker[]>;
  /** What keys open is asked anew. */
  forget(): void;
}

export interface GateMeans {
  readonly trackers: Trackers;
  readonly intake: Intake;
  readonly wall: () => number;
  readonly now: () => Instant;
  readonly onTrouble: (error: unknown) => void;
}

export function createTrackerGate({ trackers, intake, wall, now, onTrouble }: GateMeans): TrackerGate {
  const limits = createLimits(wall, { signedIn: taken });
  /** By the digest of a key, so that memory holds none; the first is the one unused longest. */
  const known = new Map<string, { tracker: Tracker | undefined; readAt: number }>();
  const seen = new Map<string, { at: Instant; clockAheadMs: number; writtenAt: number }>();

  function note(trackerId: string, at: Instant, clockAheadMs: number): void {
    const before = seen.get(trackerId);
    const due = before === undefined || Math.abs(wall() - before.writtenAt) >= SEEN_EVERY_MS;
    seen.set(trackerId, { at, clockAheadMs, writtenAt: due ? wall() : before.writtenAt });
    if (due) trackers.seen(trackerId, at, clockAheadMs).catch(onTrouble);
  }

  async function ask(mark: string, find: () => Promise<Tracker | undefined>): Promise<Tracker | undefined> {
    const digest = createHash('sha256').update(mark).digest('base64');
    const cached = known.get(digest);
    if (cached !== undefined && Math.abs(wall() - cached.readAt) < KNOWN_FOR_MS) return cached.tracker;
    const tracker = await find();
    known.delete(digest);
    known.set(digest, { tracker, readAt: wall() });
    const oldest = known.keys().next().value;
    if (known.size > KEYS_KEPT && oldest !== undefined) known.delete(oldest);
    return tracker;
  }

  return {
    async find(key) {
      if (key === '' || key.length > 100) return undefined;
      return ask(`key ${key}`, () => trackers.find(key));
    },
    findByCertificate: fingerprint =>
      ask(`certificate ${fingerprint}`, () => trackers.findByCertificate(fingerprint)),
    async take({ trackerId, unitId }, fixes) {
      const at = now();
      const newestFirst = fixes.toSorted((a, b) => (b.fixAt ?? at) - (a.fixAt ?? at));
      const firstOut = newestFirst.findIndex(() => limits.take(trackerId, true) > 0);
      const count = firstOut === -1 ? newestFirst.length : firstOut;
      const tooMany = newestFirst.length - count;
      if (count === 0) return { taken: 0, known: 0, keptAside: [], tooMany };
      note(trackerId, at, (newestFirst[0]?.fixAt ?? at) - at);
      const said = newestFirst.slice(0, count).map(fix => ({ ...fix, unitId, fixAt: fix.fixAt ?? at }));
      return { ...(await intake.accept(said)), tooMany };
    },
    waitOf: ({ trackerId }) => limits.take(trackerId, true),
    async list() {
      return (await trackers.list()).map(tracker => {
        const here = seen.get(tracker.trackerId);
        if (here === undefined || here.at < Math.max(tracker.issuedAt, tracker.lastSeenAt ?? 0))
          return tracker;
        return { ...tracker, lastSeenAt: here.at, clockAheadMs: here.clockAheadMs };
      });
    },
    forget: () => known.clear(),
  };
}
