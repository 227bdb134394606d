import { likelyIncidents } from '../../src/index.ts';
import { play } from './play.ts';
import { streamTypes, type TrueCall } from './stream.ts';

export interface Likenesses {
  readonly calls: number;
  readonly repeats: number;
  /** Proposed for one key, and how many of them wrongly. */
  readonly oneKey: number;
  readonly oneKeyWrong: number;
  /** Of the repeats, those whose incident was proposed for one key, stood first, or was shown at all. */
  readonly oneKeyRecall: number;
  readonly firstRecall: number;
  readonly shownRecall: number;
  /** First proposals at even odds or better, and how many were right. */
  readonly evenOdds: number;
  readonly evenOddsRight: number;
  /** By tenths of what was told: how often it was told and came true. */
  readonly told: readonly { readonly mean: number; readonly right: number; readonly n: number }[];
}

/** How the model does on a stream whose truth is known. */
export function measureLikeness(stream: readonly TrueCall[]): Likenesses {
  const bins = Array.from({ length: 10 }, () => ({ sum: 0, right: 0, n: 0 }));
  const c = {
    calls: 0,
    repeats: 0,
    oneKey: 0,
    oneKeyWrong: 0,
    one: 0,
    first: 0,
    shown: 0,
    even: 0,
    evenRight: 0,
  };
  for (const { call, open, answer } of play(stream)) {
    const likely = likelyIncidents(call, open, streamTypes);
    c.calls += 1;
    if (answer !== undefined) c.repeats += 1;
    const [best] = likely;
    if (best === undefined) continue;
    const isRight = best.incidentId === answer;
    if (best.oneKey) {
      c.oneKey += 1;
      if (isRight) c.one += 1;
      else c.oneKeyWrong += 1;
    }
    if (best.probability >= 0.5) {
      c.even += 1;
      if (isRight) c.evenRight += 1;
    }
    if (isRight) c.first += 1;
    if (likely.some(one => one.incidentId === answer)) c.shown += 1;
    const bin = bins[Math.min(9, Math.floor(best.probability * 10))]!;
    bin.sum += best.probability;
    bin.n += 1;
    if (isRight) bin.right += 1;
  }
  return {
    calls: c.calls,
    repeats: c.repeats,
    oneKey: c.oneKey,
    oneKeyWrong: c.oneKeyWrong,
    oneKeyRecall: c.one / c.repeats,
    firstRecall: c.first / c.repeats,
    shownRecall: c.shown / c.repeats,
    evenOdds: c.even,
    evenOddsRight: c.evenRight,
    told: bins.filter(one => one.n > 0).map(({ sum, right, n }) => ({ mean: sum / n, right: right / n, n })),
  };
}
