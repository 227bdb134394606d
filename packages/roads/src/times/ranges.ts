/**
 * How far from an expected time the true one lies: at `atMs` one in ten is below `low` × the time, one in ten above
 * `high` × it. Between two knots in proportion, outside as at the nearest.
 */
export type RangeTable = readonly { readonly atMs: number; readonly low: number; readonly high: number }[];

export interface TimeRange {
  readonly ms: number;
  readonly lowMs: number;
  readonly highMs: number;
}

/** Share of cases below and above the range. */
export const TAIL = 0.1;
/** A knot of fewer cases would have its tenth by chance. */
const CASES_IN_KNOT = 100;
const MOST_KNOTS = 5;

/**
 * Learns the ranges of expected times from cases that the expectation has not seen. The tails are taken one case further
 * out than the sample's own tenth (split conformal prediction: Vovk, Gammerman & Shafer 2005, §4.2), so that new cases of
 * the same kind fall inside at least 8 times in 10. No cases: an empty table.
 */
export function fitRanges(
  cases: readonly { readonly expectedMs: number; readonly tookMs: number }[],
): RangeTable {
  const usable = cases
    .filter(({ expectedMs }) => expectedMs > 0)
    .toSorted((a, b) => a.expectedMs - b.expectedMs);
  if (usable.length === 0) return [];
  const count = Math.max(1, Math.min(MOST_KNOTS, Math.floor(usable.length / CASES_IN_KNOT)));
  return Array.from({ length: count }, (_, knot) => {
    const own = usable.slice(
      Math.floor((knot * usable.length) / count),
      Math.floor(((knot + 1) * usable.length) / count),
    );
    const ratios = own.map(({ expectedMs, tookMs }) => tookMs / expectedMs).sort((a, b) => a - b);
    const outside = Math.max(0, Math.floor((ratios.length + 1) * TAIL) - 1);
    return {
      atMs: Math.round(own[own.length >> 1]!.expectedMs),
      low: rounded(Math.min(1, ratios[outside]!)),
      high: rounded(Math.max(1, ratios[ratios.length - 1 - outside]!)),
    };
  });
}

/** The range around an expected time; undefined when the table is empty. */
export function rangeAround(table: RangeTable, ms: number): TimeRange | undefined {
  const last = table[table.length - 1];
  if (last === undefined) return undefined;
  const above = table.findIndex(knot => knot.atMs > ms);
  const upper = above === -1 ? last : table[above]!;
  const lower = above === -1 ? last : table[Math.max(0, above - 1)]!;
  const share = upper.atMs > lower.atMs ? Math.max(0, (ms - lower.atMs) / (upper.atMs - lower.atMs)) : 0;
  const mixed = (side: 'low' | 'high') => lower[side] + (upper[side] - lower[side]) * share;
  return { ms, lowMs: Math.round(ms * mixed('low')), highMs: Math.round(ms * mixed('high')) };
}

const UNCALIBRATED = { low: 0.9, high: 2, moreMs: 120_000 } as const;

/**
 * What is said of a road time that no record stands behind: from a tenth less to twice the time and two minutes. That held
 * 86 of 100 drives of San Francisco's fire crews (docs/calibration.md); elsewhere it is a guess, and is called one.
 */
export function uncalibratedRange(ms: number): TimeRange {
  const { low, high, moreMs } = UNCALIBRATED;
  return { ms, lowMs: Math.round(ms * low), highMs: Math.round(ms * high) + moreMs };
}

const rounded = (ratio: number): number => Math.round(ratio * 1000) / 1000;
