import type { CoverRows } from '../cover/cover-rows.ts';
import { SitingBuilder } from './siting-builder.ts';
import type { SitingProblem } from './siting-problem.ts';

/**
 * The double standard model (Gendreau, Laporte and Semet 1997): all demand that can be is within the outer standard of a unit,
 * `share` of all demand within the inner one, and as much as possible within the inner one of two. Columns are sites.
 */
export function doubleStandard(
  given: { readonly inner: CoverRows; readonly outer: CoverRows; readonly share: number },
  stock: {
    readonly units: number;
    readonly perSite: number;
    readonly fixed: readonly number[];
    readonly forbidden: readonly number[];
  },
): SitingProblem {
  const { inner, outer, share } = given;
  const siteCount = inner.columnCount;
  const most = new Uint16Array(siteCount).fill(stock.perSite);
  for (const site of stock.forbidden) most[site] = 0;
  const least = new Uint16Array(siteCount);
  for (const site of stock.fixed) least[site] = 1;
  const builder = new SitingBuilder({
    siteCount,
    kindCount: 1,
    least,
    most,
    room: new Uint16Array(siteCount).fill(stock.perSite),
    units: Uint16Array.of(stock.units),
    siteCost: new Float64Array(siteCount),
    unitCost: new Float64Array(1),
    budget: Infinity,
  });
  const { weight } = inner;
  const near = builder.cover(inner);
  const far = builder.cover(outer);
  builder.goal(near, weight, [0, 1]);
  // Demand counts by being there, whether anybody asks for help in it or not.
  const there = weight.map((_, demand) => (builder.canReach(far, demand, 1) ? 1 : 0));
  const all = there.reduce((sum, one) => sum + one, 0);
  builder.minimum(far, there, 1, all);
  builder.minimum(near, weight, 1, share * weight.reduce((sum, one) => sum + one, 0));
  return builder.build();
}
