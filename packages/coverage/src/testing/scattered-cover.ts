import { type CoverRows, coverRowsOf } from '../cover/cover-rows.ts';
import { seededRandom } from '../random.ts';

/** Demand and sites by chance in a square; weights are whole. */
export function scatteredCover(
  seed: number,
  demandCount: number,
  siteCount: number,
  radius: number,
): CoverRows {
  const random = seededRandom(seed);
  const point = () => [random(), random()] as const;
  const [demand, sites] = [
    Array.from({ length: demandCount }, point),
    Array.from({ length: siteCount }, point),
  ];
  const weight = Float64Array.from({ length: demandCount }, () => 1 + Math.floor(random() * 100));
  const pairs = demand.flatMap(([x, y], i) =>
    sites.flatMap(([u, v], j) => (Math.hypot(x - u, y - v) <= radius ? [[i, j] as const] : [])),
  );
  const [rows, columns] = [pairs.map(([i]) => i), pairs.map(([, j]) => j)];
  return coverRowsOf(Uint32Array.from(rows), Uint32Array.from(columns), weight, siteCount);
}
