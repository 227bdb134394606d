import { studentQuantile } from '../interval.ts';

/** How a figure of the record lies to what one such record would show if the simulation were true. */
export interface FigureFit {
  readonly recorded: number;
  /** Mean over replications, and the range in which one more replication lies in 95 of 100 cases; null with one. */
  readonly simulated: { readonly mean: number; readonly low: number | null; readonly high: number | null };
  readonly fits: boolean;
}

export interface Fit {
  /** Recorded calls. */
  readonly n: number;
  readonly meanSeconds: FigureFit;
  /** By share of the calls: 0.1 … 0.95. */
  readonly quantileSeconds: Readonly<Record<string, FigureFit>>;
  /** The largest distance between the two distributions, 0 to 1 (Kolmogorov and Smirnov), all replications together. */
  readonly distance: number;
}

const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/**
 * A record beside simulated ones, each of one replication: not only means but whole distributions. Seconds; undefined where
 * either has nothing.
 */
export function fitOf(
  recorded: readonly number[],
  simulated: readonly (readonly number[])[],
): Fit | undefined {
  const runs = simulated.filter(run => run.length > 0).map(sorted);
  if (recorded.length === 0 || runs.length === 0) return undefined;
  const own = sorted(recorded);
  return {
    n: own.length,
    meanSeconds: figureFit(mean(own), runs.map(mean)),
    quantileSeconds: Object.fromEntries(
      SHARES.map(share => [
        String(share),
        figureFit(
          quantile(own, share),
          runs.map(run => quantile(run, share)),
        ),
      ]),
    ),
    distance: distanceOf(own, sorted(runs.flat())),
  };
}

function figureFit(recorded: number, simulated: readonly number[]): FigureFit {
  const middle = mean(simulated);
  const n = simulated.length;
  if (n < 2)
    return { recorded, simulated: { mean: middle, low: null, high: null }, fits: recorded === middle };
  const variance = simulated.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (n - 1);
  const half = studentQuantile(0.975, n - 1) * Math.sqrt(variance * (1 + 1 / n));
  const [low, high] = [middle - half, middle + half];
  return { recorded, simulated: { mean: middle, low, high }, fits: low <= recorded && recorded <= high };
}

/** The least value that this share of the sorted values does not exceed. */
export const quantile = (ascending: readonly number[], share: number): number =>
  ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)]!;

/** The largest distance between two empirical distributions; both sorted. */
export function distanceOf(a: readonly number[], b: readonly number[]): number {
  let [i, j, largest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
