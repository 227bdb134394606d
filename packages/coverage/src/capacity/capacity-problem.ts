import type { CoverRows } from '../cover/cover-rows.ts';
import type { CostTable } from '../median/cost-table.ts';
import type { SettledSites } from '../settled-sites.ts';

/**
 * Open `posts` sites, the fixed ones among them; each demand is served as a whole by at most one open site that reaches it, and
 * no site serves more weight than its capacity. The sum of costs is to be least. Pairs of demand and site that may serve it are
 * there both ways: those of demand i are `rowSite[rowStart[i]…rowStart[i+1]]` by rising cost, those of a site likewise.
 */
export interface CapacityProblem {
  readonly siteCount: number;
  readonly demandCount: number;
  readonly posts: number;
  readonly fixed: readonly number[];
  /** Sites that may be open, the fixed ones among them. */
  readonly permitted: readonly number[];
  readonly weight: Float64Array;
  readonly capacity: Float64Array;
  /** What demand costs that nobody serves. */
  readonly unserved: Float64Array;
  /** Nothing may be left unserved; `unserved` then costs more than any choice that serves all. */
  readonly mustServeAll: boolean;
  readonly rowStart: Uint32Array;
  readonly rowSite: Uint32Array;
  readonly rowCost: Float64Array;
  readonly siteStart: Uint32Array;
  readonly siteRow: Uint32Array;
  readonly siteCost: Float64Array;
  /** Every choice costs a whole number. */
  readonly isWhole: boolean;
}

export interface CapacityStock {
  readonly posts: number;
  readonly settled: SettledSites;
  /** By site, in the measure of the demand's weight; Infinity: no limit. */
  readonly capacity: Float64Array;
}

/** Room for rounding where weights are summed. */
const ROUNDING = 1e-9;

/** Whether so much weight is within the capacity, but for rounding. */
export const fits = (weight: number, capacity: number): boolean => weight <= capacity * (1 + ROUNDING);

/**
 * As much weight as possible is served by sites that cover it (capacitated maximal covering, Current and Storbeck 1988): what
 * is not served costs its weight.
 */
export function coverWithin(rows: CoverRows, stock: CapacityStock): CapacityProblem {
  const pairs: Pair[] = [];
  for (let row = 0; row < rows.rowCount; row++) {
    for (let at = rows.rowStart[row]!; at < rows.rowStart[row + 1]!; at++)
      pairs.push({ row, site: rows.rowColumns[at]!, cost: 0 });
  }
  const sizes = { siteCount: rows.columnCount, demandCount: rows.rowCount };
  return problemOf(sizes, rows.weight, rows.weight, pairs, stock, false);
}

/** All demand is served, at the least sum of weight × cost (capacitated p-median, Osman and Christofides 1994). */
export function medianWithin(table: CostTable, stock: CapacityStock): CapacityProblem {
  const { siteCount, demandCount, weight, cost } = table;
  const pairs: Pair[] = [];
  let most = 1;
  for (let row = 0; row < demandCount; row++) {
    let highest = 0;
    for (let site = 0; site < siteCount; site++) {
      const own = cost[site * demandCount + row]!;
      if (own === Infinity || weight[row] === 0) continue;
      highest = Math.max(highest, own * weight[row]!);
      pairs.push({ row, site, cost: own * weight[row]! });
    }
    most += highest;
  }
  const unserved = weight.map(one => (one > 0 ? most : 0));
  return problemOf({ siteCount, demandCount }, weight, unserved, pairs, stock, true);
}

interface Pair {
  readonly row: number;
  readonly site: number;
  readonly cost: number;
}

function problemOf(
  { siteCount, demandCount }: { readonly siteCount: number; readonly demandCount: number },
  weight: Float64Array,
  unserved: Float64Array,
  all: readonly Pair[],
  { posts, settled, capacity }: CapacityStock,
  mustServeAll: boolean,
): CapacityProblem {
  const barred = new Set(settled.forbidden);
  const pairs = all.filter(
    ({ row, site }) => weight[row]! > 0 && !barred.has(site) && fits(weight[row]!, capacity[site]!),
  );
  const bySite = flat(pairs, siteCount, pair => pair.site);
  const byRow = flat(
    [...pairs].sort((a, b) => a.cost - b.cost || a.site - b.site),
    demandCount,
    pair => pair.row,
  );
  return {
    siteCount,
    demandCount,
    posts,
    fixed: settled.fixed,
    permitted: Array.from({ length: siteCount }, (_, site) => site).filter(site => !barred.has(site)),
    weight,
    capacity,
    unserved,
    mustServeAll,
    rowStart: byRow.start,
    rowSite: Uint32Array.from(byRow.items, pair => pair.site),
    rowCost: Float64Array.from(byRow.items, pair => pair.cost),
    siteStart: bySite.start,
    siteRow: Uint32Array.from(bySite.items, pair => pair.row),
    siteCost: Float64Array.from(bySite.items, pair => pair.cost),
    isWhole: pairs.every(pair => Number.isSafeInteger(pair.cost)) && unserved.every(Number.isSafeInteger),
  };
}

/** Grouped by a key, in the order given. */
function flat(pairs: readonly Pair[], count: number, keyOf: (pair: Pair) => number) {
  const start = new Uint32Array(count + 1);
  for (const pair of pairs) start[keyOf(pair) + 1]!++;
  for (let i = 0; i < count; i++) start[i + 1]! += start[i]!;
  const next = start.slice(0, count);
  const items = new Array<Pair>(pairs.length);
  for (const pair of pairs) items[next[keyOf(pair)]!++] = pair;
  return { start, items };
}
