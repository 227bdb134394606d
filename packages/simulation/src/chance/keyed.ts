/**
 * Chance from counters instead of from a stream: what happens to call 17 of replication 3 is the same whatever units
 * there are and whatever happened before. So two deployments meet the same calls (common random numbers) call by call.
 * Hot: called several times a call. The constants are those of the two-round hash of C. Wellons (hash prospector, 2018, as improved by T. Ettinger).
 */
export function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0xd35a2d97);
  return h ^ (h >>> 15);
}

const GOLDEN = 0x9e3779b9 | 0;

/** The key of one call: everything about it that is drawn follows from it. */
export const callKey = (stream: StreamKey, call: number): number => mix(mix(call ^ stream.high) + stream.low);

/** A key for one question about a call (its gap, its zone, its service …). */
export const subKey = (key: number, question: number): number => mix(key + Math.imul(question, GOLDEN));

/** A uniform number in (0, 1), never 0 or 1; a key gives one. */
export const uniform = (key: number): number => ((key >>> 0) + 0.5) / 4_294_967_296;

/** 64 bits for one replication of one seed. */
export interface StreamKey {
  readonly high: number;
  readonly low: number;
}

/** Replications of a seed are streams of their own, as are seeds; `seed` is a whole number from 0 to 2^53. */
export function streamKey(seed: number, replication: number): StreamKey {
  const upper = Math.floor(seed / 4_294_967_296);
  let high = mix(seed ^ 0x6c078965);
  high = mix(high + upper + 0x3c6ef372);
  high = mix(high + Math.imul(replication + 1, GOLDEN));
  const low = mix(mix(high ^ 0x5bd1e995) + Math.imul(replication + 1, 0x85ebca6b) + (seed | 0));
  return { high, low };
}
