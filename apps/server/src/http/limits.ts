/** A bucket of requests for each key: refills steadily, holds a burst. Signed-in sessions have their own, so a shared address never refuses them. */
export interface Limits {
  /** Takes one; 0 when there was one, else the milliseconds until there is. */
  take(key: string, signedIn: boolean): number;
}

export interface LimitSizes {
  readonly perSecond: number;
  readonly burst: number;
}

const signedInSizes: LimitSizes = { perSecond: 50, burst: 500 };
/** A shift of some hundred signs in within a minute from one address, and each page asks twice before it is in. */
const strangerSizes: LimitSizes = { perSecond: 20, burst: 1000 };
const KEYS_KEPT = 20_000;

export function createLimits(
  wall: () => number,
  sizes: { signedIn?: LimitSizes; stranger?: LimitSizes } = {},
): Limits {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key, signedIn) {
      const size = signedIn ? (sizes.signedIn ?? signedInSizes) : (sizes.stranger ?? strangerSizes);
      const now = wall();
      const bucket = buckets.get(key) ?? { left: size.burst, at: now };
      // A wall clock that is set back takes nothing from anybody.
      const seconds = Math.max(0, now - bucket.at) / 1000;
      const left = Math.min(size.burst, bucket.left + seconds * size.perSecond);
      // Deleting first moves the key to the end, so that the first key is always the one unused longest.
      buckets.delete(key);
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now });
      const oldest = buckets.keys().next().value;
      if (buckets.size > KEYS_KEPT && oldest !== undefined) buckets.delete(oldest);
      return left >= 1 ? 0 : Math.ceil(((1 - left) / size.perSecond) * 1000);
    },
  };
}
