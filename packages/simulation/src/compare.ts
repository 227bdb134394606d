import type { Tally } from './core/tally.ts';
import { crossedShareOf, imbalanceOf } from './division-figures.ts';
import { type Interval, intervalOf } from './interval.ts';

/** What one deployment has over another: second minus first, each with its interval over pairs of replications. */
export interface Comparison {
  readonly probabilityOfWait: Difference;
  readonly meanWaitSeconds: Difference;
  readonly meanResponseSeconds: Difference;
  readonly p90ResponseSeconds: Difference;
  readonly worstTenthSeconds: Difference;
  /** Where zones lie in areas in both. */
  readonly crossedShare?: Difference;
  readonly imbalance?: Difference;
}

export interface Difference extends Interval {
  /** Zero lies outside the interval; otherwise there is no proven difference. */
  readonly proven: boolean;
}

/**
 * Compares replication by replication. Where both met the same calls (same seed and same demand: common random numbers)
 * the interval is far narrower than that of two separate runs. As many replications are compared as both have.
 */
export function compare(first: readonly Tally[], second: readonly Tally[], level = 0.95): Comparison {
  const over = (figure: (tally: Tally) => number): Difference => differenceOf(first, second, figure, level);
  return {
    probabilityOfWait: over(({ noneFree, calls }) => noneFree / Math.max(1, calls)),
    meanWaitSeconds: over(({ waitS, helped }) => waitS / Math.max(1, helped)),
    meanResponseSeconds: over(({ responseS, helped }) => responseS / Math.max(1, helped)),
    p90ResponseSeconds: over(tally => tally.percentileS(0.9)),
    worstTenthSeconds: over(tally => tally.worstTenthS()),
    ...(first[0]?.areas && second[0]?.areas
      ? { crossedShare: over(crossedShareOf), imbalance: over(imbalanceOf) }
      : {}),
  };
}

/** Mean response in seconds of the calls that came in these hours of the week: second minus first. */
export const compareHours = (
  first: readonly Tally[],
  second: readonly Tally[],
  hours: readonly number[],
  level = 0.95,
): Difference => differenceOf(first, second, tally => responseInHours(tally, hours), level);

/** Mean seconds; 0 where nobody was helped. */
export function responseInHours({ hourHelped, hourResponseS }: Tally, hours: readonly number[]): number {
  const sumOf = (values: Float64Array) => hours.reduce((sum, hour) => sum + values[hour]!, 0);
  return sumOf(hourResponseS) / Math.max(1, sumOf(hourHelped));
}

function differenceOf(
  first: readonly Tally[],
  second: readonly Tally[],
  figure: (tally: Tally) => number,
  level: number,
): Difference {
  const pairs = Math.min(first.length, second.length);
  const differences = Array.from({ length: pairs }, (_, i) => figure(second[i]!) - figure(first[i]!));
  const interval = intervalOf(differences, level);
  const { low, high } = interval;
  return { ...interval, proven: low !== null && high !== null && (low > 0 || high < 0) };
}
