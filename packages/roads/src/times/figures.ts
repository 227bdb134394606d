import type { TimeRange } from './ranges.ts';

/** How well expected times fit the record. Ratios are took ÷ expected. */
export interface FitFigures {
  readonly n: number;
  /** Pearson's; null where either does not vary. */
  readonly correlation: number | null;
  /** Spearman's: of the ranks, which a few stuck clocks do not sway. */
  readonly rankCorrelation: number | null;
  readonly medianRatio: number;
  readonly meanAbsoluteErrorMs: number;
  readonly medianAbsoluteErrorMs: number;
  /** Share of drives within the range; absent where there is none. */
  readonly coverage?: number;
  /** The same by thirds of the expected time, short ones first. */
  readonly coverageByThird?: readonly number[];
  /** Width of the range, half the drives have a wider one. */
  readonly medianWidthMs?: number;
}

export interface Expectation {
  readonly expectedMs: number;
  readonly tookMs: number;
  readonly range?: TimeRange | undefined;
}

/** Figures of at least one drive; undefined of none. */
export function fitFigures(all: readonly Expectation[]): FitFigures | undefined {
  if (all.length === 0) return undefined;
  const expected = all.map(one => one.expectedMs);
  const took = all.map(one => one.tookMs);
  const errors = all.map(one => Math.abs(one.expectedMs - one.tookMs));
  const ratios = all.filter(one => one.expectedMs > 0).map(one => one.tookMs / one.expectedMs);
  return {
    n: all.length,
    correlation: correlation(expected, took),
    rankCorrelation: correlation(ranks(expected), ranks(took)),
    medianRatio: rounded(median(ratios)),
    meanAbsoluteErrorMs: Math.round(errors.reduce((sum, error) => sum + error, 0) / errors.length),
    medianAbsoluteErrorMs: Math.round(median(errors)),
    ...coverageOf(all),
  };
}

function coverageOf(all: readonly Expectation[]) {
  const ranged = all
    .flatMap(({ expectedMs, tookMs, range }) => (range ? [{ expectedMs, tookMs, range }] : []))
    .sort((a, b) => a.expectedMs - b.expectedMs);
  if (ranged.length < all.length) return {};
  const inside = (some: typeof ranged) =>
    rounded(
      some.filter(({ tookMs, range }) => range.lowMs <= tookMs && tookMs <= range.highMs).length /
        some.length,
    );
  const third = (i: number) => Math.floor((i * ranged.length) / 3);
  return {
    coverage: inside(ranged),
    ...(ranged.length < 3
      ? {}
      : { coverageByThird: [0, 1, 2].map(i => inside(ranged.slice(third(i), third(i + 1)))) }),
    medianWidthMs: Math.round(median(ranged.map(({ range }) => range.highMs - range.lowMs))),
  };
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function correlation(a: readonly number[], b: readonly number[]): number | null {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const [da, db] = [value - meanA, b[i]! - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  });
  return aa > 0 && bb > 0 ? rounded(ab / Math.sqrt(aa * bb)) : null;
}

/** Equal values share the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const found = new Array<number>(values.length).fill(0);
  for (let i = 0; i < order.length; ) {
    let end = i;
    while (end < order.length && values[order[end]!] === values[order[i]!]) end++;
    for (let j = i; j < end; j++) found[order[j]!] = (i + end - 1) / 2;
    i = end;
  }
  return found;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
