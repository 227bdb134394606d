/** Time in milliseconds, then the place in the ranking, which breaks ties. */
export type Cost = readonly [ms: number, place: number];

/** Costs by slot and partner; undefined: they do not go together. */
export type Costs = readonly (readonly (Cost | undefined)[])[];

export function less(a: Cost, b: Cost | undefined): boolean {
  return b === undefined || a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

/** How many slots can have a partner of their own (Kuhn's augmenting paths). */
export function matchingSize(costs: Costs): number {
  const slotOf = new Map<number, number>();
  let size = 0;
  for (let slot = 0; slot < costs.length; slot++) if (place(costs, slot, slotOf, new Set())) size++;
  return size;
}

function place(costs: Costs, slot: number, slotOf: Map<number, number>, seen: Set<number>): boolean {
  for (const [partner, cost] of costs[slot]!.entries()) {
    if (!cost || seen.has(partner)) continue;
    seen.add(partner);
    const held = slotOf.get(partner);
    if (held !== undefined && !place(costs, held, slotOf, seen)) continue;
    slotOf.set(partner, slot);
    return true;
  }
  return false;
}

/** Whether a matching of `size` can have these two together. */
export function canMatch(costs: Costs, slot: number, partner: number, size: number): boolean {
  const rest = costs
    .filter((_, s) => s !== slot)
    .map(row => row.map((cost, p) => (p === partner ? undefined : cost)));
  return matchingSize(rest) >= size - 1;
}

/**
 * As many slots as can be with a partner, at the least sum: successive shortest augmenting paths (Ford & Fulkerson's
 * min-cost flow; Bellman–Ford, for the residual costs are negative). `partnerOf` by slot; -1 is nobody.
 */
export function cheapestMatching(costs: Costs): {
  readonly partnerOf: readonly number[];
  readonly sum: Cost;
} {
  const partnerOf = costs.map(() => -1);
  const slotOf = (costs[0] ?? []).map(() => -1);
  for (let round = 0; round < costs.length; round++) if (!augment(costs, partnerOf, slotOf)) break;
  let sum: Cost = [0, 0];
  for (const [slot, partner] of partnerOf.entries()) {
    const cost = costs[slot]![partner];
    if (cost) sum = [sum[0] + cost[0], sum[1] + cost[1]];
  }
  return { partnerOf, sum };
}

/** Fills one more slot at the least extra cost, moving others where that is cheaper; false when no more can be. */
function augment(costs: Costs, partnerOf: number[], slotOf: number[]): boolean {
  const best: (Cost | undefined)[] = partnerOf.map(partner => (partner < 0 ? [0, 0] : undefined));
  const reach: (Cost | undefined)[] = slotOf.map(() => undefined);
  const cameFrom: number[] = slotOf.map(() => -1);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [slot, row] of costs.entries()) {
      const from = best[slot];
      if (!from) continue;
      for (const [partner, step] of row.entries()) {
        if (!step || partnerOf[slot] === partner) continue;
        const there: Cost = [from[0] + step[0], from[1] + step[1]];
        if (!less(there, reach[partner])) continue;
        reach[partner] = there;
        cameFrom[partner] = slot;
        changed = true;
        const held = slotOf[partner]!;
        if (held < 0) continue;
        const back = costs[held]![partner]!;
        best[held] = [there[0] - back[0], there[1] - back[1]];
      }
    }
  }
  let end = -1;
  for (const [partner, slot] of slotOf.entries()) {
    if (slot < 0 && reach[partner] && (end < 0 || less(reach[partner], reach[end]))) end = partner;
  }
  if (end < 0) return false;
  for (let partner = end; partner >= 0; ) {
    const slot = cameFrom[partner]!;
    const before = partnerOf[slot]!;
    partnerOf[slot] = partner;
    slotOf[partner] = slot;
    partner = before;
  }
  return true;
}
