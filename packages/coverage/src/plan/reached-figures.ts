/** What a choice of posts makes of the demand; times in milliseconds, shares of the weight. */
export interface ReachedFigures {
  /** One for each bound asked for; a bound counts itself in. */
  readonly within: readonly number[];
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  readonly meanMs: number | null;
  /** Mean over the tenth of the weight that is reached last. */
  readonly worstTenthMs: number | null;
  /** Share that nothing reaches: it is in no time above, and never within a bound. */
  readonly unreached: number;
}

/** As a travel time: no way. */
export const NO_WAY = 0xffffffff;

/** The soonest time of each demand over rows of travel times (row = post); `NO_WAY` where no row has a way. */
export function soonestOf(rows: readonly Uint32Array[], demandCount: number): Uint32Array {
  const soonest = new Uint32Array(demandCount).fill(NO_WAY);
  for (const row of rows)
    for (let demand = 0; demand < demandCount; demand++)
      if (row[demand]! < soonest[demand]!) soonest[demand] = row[demand]!;
  return soonest;
}

/**
 * Figures of the demand in `members` (all of it when absent). Quantiles are the least time within which that share of the
 * reached weight is. Demand without weight says nothing.
 */
export function reachedFigures(
  soonestMs: Uint32Array,
  weight: ArrayLike<number>,
  boundsMs: readonly number[],
  members: ArrayLike<number> | undefined = undefined,
): ReachedFigures {
  const count = members?.length ?? soonestMs.length;
  const order: number[] = [];
  let all = 0;
  for (let i = 0; i < count; i++) {
    const demand = members ? members[i]! : i;
    const own = weight[demand]!;
    if (!(own > 0)) continue;
    all += own;
    if (soonestMs[demand] !== NO_WAY) order.push(demand);
  }
  order.sort((a, b) => soonestMs[a]! - soonestMs[b]! || a - b);
  let reached = 0;
  let sum = 0;
  const inBound = boundsMs.map(() => 0);
  for (const demand of order) {
    const own = weight[demand]!;
    reached += own;
    sum += own * soonestMs[demand]!;
    for (const [i, bound] of boundsMs.entries()) if (soonestMs[demand]! <= bound) inBound[i]! += own;
  }
  const share = (part: number) => (all > 0 ? part / all : 0);
  const quantile = (part: number) => {
    let seen = 0;
    for (const demand of order) {
      seen += weight[demand]!;
      if (seen >= part * reached * (1 - 1e-12)) return soonestMs[demand]!;
    }
    return null;
  };
  return {
    within: inBound.map(share),
    medianMs: quantile(0.5),
    p90Ms: quantile(0.9),
    meanMs: reached > 0 ? sum / reached : null,
    worstTenthMs: worstTenth(order, soonestMs, weight, reached),
    unreached: share(all - reached),
  };
}

function worstTenth(
  order: readonly number[],
  soonestMs: Uint32Array,
  weight: ArrayLike<number>,
  reached: number,
): number | null {
  if (!(reached > 0)) return null;
  let left = reached / 10;
  let sum = 0;
  for (let i = order.length - 1; i >= 0 && left > 0; i--) {
    const taken = Math.min(left, weight[order[i]!]!);
    sum += taken * soonestMs[order[i]!]!;
    left -= taken;
  }
  return sum / (reached / 10);
}
