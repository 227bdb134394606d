/** A source of chance: each call gives a number in [0, 1). */
export type Random = () => number;

/**
 * Reproducible chance from a seed: mulberry32 (Tommy Ettinger, public domain), period 2^32.
 * Good enough to scatter houses; never for keys or passwords.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const within = (random: Random, from: number, to: number): number => from + (to - from) * random();

/** A whole number, both ends included. */
export const whole = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));

export function pick<T>(random: Random, from: readonly T[]): T {
  if (from.length === 0) throw new Error('pick: nothing to pick from');
  return from[Math.floor(random() * from.length)]!;
}

/** A new array in random order (Fisher and Yates). */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}
