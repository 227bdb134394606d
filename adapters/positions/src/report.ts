import type { Instant, LngLat } from '@clarion/measure';

/** Where a tracker says that it is. Of whom, its key says; without a time it is of now. */
export interface Report {
  readonly at: LngLat;
  readonly fixAt?: Instant;
  readonly speedKmh?: number;
  /** Clockwise from true north, 0 ≤ angle < 360. */
  readonly headingDegrees?: number;
}

/** Where reports go, whatever way they came. */
export interface Desk {
  /** Undefined: the key opens nothing. */
  admit(key: string): Promise<Admitted | undefined>;
  /** By the certificate of its line; undefined: it is known for no tracker. */
  admitByCertificate(fingerprint: string): Promise<Admitted | undefined>;
}

/** A tracker that was let in. */
export interface Admitted {
  /** Never rejects for what a tracker can cause. False: the key was revoked meanwhile. */
  take(reports: readonly Report[]): Promise<boolean>;
}

/** What a feed has heard since it was opened; all but `reports` was left out. */
export interface Heard {
  reports: number;
  /** Not of the form, or with a checksum that does not hold. */
  unreadable: number;
  wrongKeys: number;
}

export const nothingHeard = (): Heard => ({ reports: 0, unreadable: 0, wrongKeys: 0 });
