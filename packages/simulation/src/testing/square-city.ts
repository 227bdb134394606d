import { lehmer } from './cities.ts';
import type { RawScenario } from './scenarios.ts';

/** A square city of 40 zones and 9 posts with a unit each, times by straight distance. */
export function square(more: Partial<RawScenario> = {}): RawScenario {
  const chance = lehmer(3);
  const zones = Array.from({ length: 40 }, () => [chance(), chance(), chance()] as const);
  const posts = Array.from(
    { length: 9 },
    (_, i) => [(1 + 2 * (i % 3)) / 6, (1 + 2 * Math.floor(i / 3)) / 6] as const,
  );
  return {
    seed: 4,
    replications: 20,
    callsPerReplication: 5000,
    warmUpCalls: 500,
    zones: zones.map(([, , weight], i) => ({ id: `z${i}`, callsPerHour: weight * 0.22 })),
    units: posts.map((_, i) => ({ id: `u${i}`, post: `p${i}` })),
    travelSeconds: Object.fromEntries(
      posts.map(([a, b], p) => [
        `p${p}`,
        Object.fromEntries(zones.map(([x, y], z) => [`z${z}`, Math.round(Math.hypot(a - x, b - y) * 1800)])),
      ]),
    ),
    service: { distribution: 'lognormal', meanSeconds: 2700, coefficientOfVariation: 0.7 },
    dispatch: { rule: 'closest' },
    queue: 'first-come',
    returning: 'drive',
    standardsSeconds: [480],
    ...more,
  };
}
