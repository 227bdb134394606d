import type { CostTable } from '../median/cost-table.ts';

/** So many units are looked at for each place; that all of them are busy at once is taken for the last one's turn. */
export const DEPTH = 4;

/**
 * What the k-th nearest unit counts: 1 − q of the calls are the nearest one's, of the rest 1 − q the next one's, each unit being
 * busy for the share q of the time, whatever the others do (as in MEXCLP, Daskin 1983). They add up to one.
 */
export function sharesOf(busy: number, units: number): Float64Array {
  const depth = Math.min(DEPTH, units);
  const shares = Float64Array.from({ length: depth }, (_, k) => (1 - busy) * busy ** k);
  shares[depth - 1] = busy ** (depth - 1);
  return shares;
}

/** Sum over the demand of weight × expected travel of the unit that comes; `sites` has one site for each unit. */
export function expectedResponse(table: CostTable, sites: readonly number[], busy: number): number {
  const shares = sharesOf(busy, sites.length);
  const { demandCount, weight, cost } = table;
  let sum = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    if (weight[demand] === 0) continue;
    const near = sites.map(site => cost[site * demandCount + demand]!).sort((a, b) => a - b);
    for (const [k, share] of shares.entries()) if (share > 0) sum += weight[demand]! * share * near[k]!;
  }
  return sum;
}
