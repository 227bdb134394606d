import { expect, test } from 'vitest';
import { roadArcs } from '../testing/network.ts';
import { buildHierarchy } from './build-hierarchy.ts';

test('a tangle in which everything is joined with everything is ordered too', () => {
  const count = 40;
  const points = Float64Array.from({ length: 2 * count }, (_, i) => 8 + (i % 7) / 1000);
  const pairs = Array.from({ length: count * count }, (_, i) => [Math.floor(i / count), i % count] as const);
  const joined = pairs.filter(([a, b]) => a !== b);
  const roads = roadArcs(
    points,
    joined.map(([a]) => a),
    joined.map(([, b]) => b),
    joined.map(() => 1),
  );
  expect(buildHierarchy(roads).linkCount).toBe((count * (count - 1)) / 2);
});
