import type { SettledSites } from '../settled-sites.ts';
import type { CostTable } from './cost-table.ts';

export interface PermittedSites {
  /** Without the forbidden sites. */
  readonly table: CostTable;
  /** Places of the fixed sites in it. */
  readonly fixed: readonly number[];
  /** Site of the larger table for each one here. */
  readonly siteOf: readonly number[];
}

/** The same question where a forbidden site is not there at all. */
export function permittedSites(given: CostTable, { fixed, forbidden }: SettledSites): PermittedSites {
  const barred = new Set(forbidden);
  const siteOf = Array.from({ length: given.siteCount }, (_, site) => site).filter(site => !barred.has(site));
  if (barred.size === 0) return { table: given, fixed, siteOf };
  const { demandCount } = given;
  const cost = new Float64Array(siteOf.length * demandCount);
  for (const [place, site] of siteOf.entries())
    cost.set(given.cost.subarray(site * demandCount, (site + 1) * demandCount), place * demandCount);
  const placeOf = new Map(siteOf.map((site, place) => [site, place]));
  return {
    table: { ...given, siteCount: siteOf.length, cost },
    fixed: fixed.map(site => placeOf.get(site)!),
    siteOf,
  };
}
