/** Costs from every site to every demand, one row for each site; Infinity where there is no way. */
export interface CostTable {
  readonly siteCount: number;
  readonly demandCount: number;
  readonly weight: Float64Array;
  readonly cost: Float64Array;
}

/** The sites by rising cost for each demand: `order[i × siteCount + k]` is the k-th, at `cost[i × siteCount + k]`. */
export interface Nearest {
  readonly order: Uint32Array;
  readonly cost: Float64Array;
}

export function nearestOf(table: CostTable): Nearest {
  const { siteCount, demandCount } = table;
  const order = new Uint32Array(siteCount * demandCount);
  const cost = new Float64Array(siteCount * demandCount);
  const sites = Array.from({ length: siteCount }, (_, site) => site);
  const here = new Float64Array(siteCount);
  for (let demand = 0; demand < demandCount; demand++) {
    for (let site = 0; site < siteCount; site++) here[site] = table.cost[site * demandCount + demand]!;
    sites.sort((a, b) => here[a]! - here[b]! || a - b);
    for (let k = 0; k < siteCount; k++) {
      order[demand * siteCount + k] = sites[k]!;
      cost[demand * siteCount + k] = here[sites[k]!]!;
    }
  }
  return { order, cost };
}

/**
 * The same question with the weight in the cost, demand without weight left out, and a cost instead of "no way" that no
 * choice with a way can reach. Returns that cost as `noWay`, Infinity where every site reaches every demand.
 */
export function weighted(table: CostTable): { readonly table: CostTable; readonly noWay: number } {
  const { siteCount, demandCount, weight, cost } = table;
  const kept = [...weight.keys()].filter(demand => weight[demand]! > 0);
  let hasGap = false;
  let most = 1;
  for (const demand of kept) {
    let highest = 0;
    for (let site = 0; site < siteCount; site++) {
      const value = cost[site * demandCount + demand]!;
      if (value === Infinity) hasGap = true;
      else highest = Math.max(highest, value * weight[demand]!);
    }
    most += highest;
  }
  const own = new Float64Array(siteCount * kept.length);
  for (let site = 0; site < siteCount; site++) {
    for (const [place, demand] of kept.entries()) {
      const value = cost[site * demandCount + demand]!;
      own[site * kept.length + place] = value === Infinity ? most : value * weight[demand]!;
    }
  }
  const ones = new Float64Array(kept.length).fill(1);
  return {
    table: { siteCount, demandCount: kept.length, weight: ones, cost: own },
    noWay: hasGap ? most : Infinity,
  };
}
