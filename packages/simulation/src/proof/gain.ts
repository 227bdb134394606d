import { callKey, streamKey, uniform } from '../chance/keyed.ts';
import type { Responses } from './responses.ts';

/** Second deployment minus first, in seconds, or as a share; the range holds the true one in 95 of 100 cases. */
export interface Gain {
  readonly first: number;
  readonly second: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Zero lies outside the range. Without that word there is no proven difference. */
  readonly proven: boolean;
}

export interface Gains {
  readonly meanSeconds: Gain;
  readonly p50Seconds: Gain;
  readonly p90Seconds: Gain;
  /** Mean of the slowest tenth of the calls under each deployment. */
  readonly worstTenthSeconds: Gain;
  readonly within: Readonly<Record<string, Gain>>;
  readonly calls: number;
  readonly blocks: number;
}

/** Calls of so many seconds stand or fall together: a storm, a shift, a rush hour is one event, not fifty. */
export const BLOCK_S = 6 * 3600;
const RESAMPLES = 1000;
/** Responses are counted by the second up to an hour; what takes longer counts as an hour. */
const BINS = 3601;

/**
 * What a second deployment would have gained on the very calls of a record that both replay (the same replications of each),
 * with ranges from drawing the record's six-hour blocks anew (block bootstrap, percentiles). A call that nobody reached
 * counts as an hour. All replications are of the same recorded calls.
 */
export function gainsOf(
  first: readonly Responses[],
  second: readonly Responses[],
  standardsS: readonly number[],
  seed: number,
): Gains {
  const calls = first[0]!.atS.length;
  const begin = first[0]!.atS[0] ?? 0;
  const blockOf = (atS: number) => Math.floor((atS - begin) / BLOCK_S);
  const blocks = calls === 0 ? 0 : blockOf(first[0]!.atS[calls - 1]!) + 1;
  const counted = [first, second].map(runs => countByBlock(runs, blocks, blockOf));
  const statistics = [meanOf, percentile(0.5), percentile(0.9), worstTenth, ...standardsS.map(within)];
  const all = Array.from({ length: blocks }, (_, block) => block);
  const [before, after] = counted.map(side => {
    const whole = total(side, all);
    return statistics.map(statistic => statistic(whole));
  }) as [number[], number[]];
  const drawn = statistics.map(() => new Float64Array(RESAMPLES));
  for (let sample = 0; sample < RESAMPLES; sample++) {
    const stream = streamKey(seed, sample);
    const chosen = all.map(place => Math.floor(uniform(callKey(stream, place)) * blocks));
    const [a, b] = counted.map(side => total(side, chosen)) as [Float64Array, Float64Array];
    for (const [i, statistic] of statistics.entries()) drawn[i]![sample] = statistic(b) - statistic(a);
  }
  const gains = statistics.map((_, i): Gain => {
    const ascending = drawn[i]!.sort();
    const low = ascending[Math.floor(0.025 * RESAMPLES)]!;
    const high = ascending[Math.ceil(0.975 * RESAMPLES) - 1]!;
    const [from, to] = [before[i]!, after[i]!];
    return { first: from, second: to, difference: to - from, low, high, proven: low > 0 || high < 0 };
  });
  return {
    meanSeconds: gains[0]!,
    p50Seconds: gains[1]!,
    p90Seconds: gains[2]!,
    worstTenthSeconds: gains[3]!,
    within: Object.fromEntries(standardsS.map((seconds, i) => [String(seconds), gains[4 + i]!])),
    calls,
    blocks,
  };
}

function countByBlock(
  runs: readonly Responses[],
  blocks: number,
  blockOf: (atS: number) => number,
): readonly Float64Array[] {
  const counts = Array.from({ length: blocks }, () => new Float64Array(BINS));
  for (const { atS, responseS } of runs) {
    for (const [call, at] of atS.entries()) {
      const seconds = responseS[call]!;
      const bin = Number.isNaN(seconds) ? BINS - 1 : Math.min(BINS - 1, Math.ceil(seconds));
      counts[blockOf(at)]![bin]!++;
    }
  }
  return counts;
}

function total(counts: readonly Float64Array[], blocks: readonly number[]): Float64Array {
  const sum = new Float64Array(BINS);
  for (const block of blocks) {
    const own = counts[block]!;
    for (let bin = 0; bin < BINS; bin++) sum[bin]! += own[bin]!;
  }
  return sum;
}

const sumOf = (counts: Float64Array): number => counts.reduce((sum, one) => sum + one, 0);

function meanOf(counts: Float64Array): number {
  let sum = 0;
  for (let bin = 0; bin < BINS; bin++) sum += bin * counts[bin]!;
  return sum / Math.max(1, sumOf(counts));
}

const percentile =
  (share: number) =>
  (counts: Float64Array): number => {
    const wanted = share * sumOf(counts);
    let seen = 0;
    for (let bin = 0; bin < BINS; bin++) {
      seen += counts[bin]!;
      if (seen >= wanted) return bin;
    }
    return BINS - 1;
  };

function worstTenth(counts: Float64Array): number {
  const tenth = sumOf(counts) / 10;
  let left = tenth;
  let sum = 0;
  for (let bin = BINS - 1; bin >= 0 && left > 0; bin--) {
    const taken = Math.min(left, counts[bin]!);
    sum += taken * bin;
    left -= taken;
  }
  return tenth === 0 ? 0 : sum / tenth;
}

const within =
  (seconds: number) =>
  (counts: Float64Array): number => {
    let seen = 0;
    for (let bin = 0; bin <= Math.min(seconds, BINS - 2); bin++) seen += counts[bin]!;
    return seen / Math.max(1, sumOf(counts));
  };
