import type { HypercubeProblem } from '../queue/hypercube-problem.ts';

/** Numbers of chance for generated instances: linear congruential (Park and Miller 1988), the same everywhere. */
export function lehmer(seed: number): () => number {
  let state = (seed * 7919 + 1) % 2_147_483_647;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let i = 0; i < 8; i++) next();
  return next;
}

/**
 * A square city: posts and 100 zones at random, zone rates uniform, every unit asked in order of straight distance,
 * an hour a call. `load`: busy share if all calls were served.
 */
export function randomCity(seed: number, units: number, load: number, queue: boolean): HypercubeProblem {
  const chance = lehmer(seed);
  const posts = Array.from({ length: units }, () => [chance(), chance()] as const);
  const places = Array.from({ length: 100 }, () => [chance(), chance(), chance()] as const);
  const sum = places.reduce((total, [, , weight]) => total + weight, 0);
  const zones = places.map(([x, y, weight]) => {
    const far = posts.map(([a, b]) => Math.hypot(a - x, b - y));
    const order = Int32Array.from(far.keys()).sort((a, b) => far[a]! - far[b]!);
    return { rate: (weight / sum) * load * units, order };
  });
  return { units, zones, queue };
}
