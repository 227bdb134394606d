import { calibrated, featureNames, likenessOf, sharesOf } from '../../src/index.ts';
import { play } from './play.ts';
import { generateStream, streamTypes, type TrueCall } from './stream.ts';

/** Seeds of the streams: weights from the first, the calibration and the limit from the second; tests take others. */
export const FIT_SEED = 20_261_101;
export const CALIBRATE_SEED = 20_261_102;
export const CALLS = 24_000;
/** Keeps weights finite where a feature never fails. */
const RIDGE = 2;
/** Wrongly attached calls of those that one key would attach, at most, on the stream of the calibration; 0.5 % is promised. */
const FALSE_AT_MOST = 0.003;
const SHOWN_FROM = 0.15;
const PER_KNOT = 250;

export interface Fit {
  readonly weights: readonly number[];
  readonly telling: Readonly<Record<string, number>>;
  readonly tellingOfOthers: number;
  readonly knots: readonly (readonly [number, number])[];
  readonly oneKeyFrom: number;
  readonly shownFrom: number;
}

/** ln(1 / share of calls that speak of it): what a caller tells by saying a thing. */
export function tellingOf(stream: readonly TrueCall[]): Record<string, number> {
  const said = new Map<string, number>();
  for (const { call } of stream) for (const one of call.concepts) said.set(one, (said.get(one) ?? 0) + 1);
  const round = (x: number) => Math.round(x * 100) / 100;
  return Object.fromEntries(
    [...said].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, n]) => [id, round(Math.log(stream.length / n))]),
  );
}

interface Choice {
  /** Features of each alternative, one after the other. */
  readonly x: readonly Float64Array[];
  /** Which of them is true; -1: none. */
  readonly right: number;
}

function choicesOf(stream: readonly TrueCall[]): readonly Choice[] {
  const choices: Choice[] = [];
  for (const { call, open, answer } of play(stream)) {
    const x: Float64Array[] = [];
    let right = -1;
    for (const incident of open) {
      const found = likenessOf(call, incident, streamTypes);
      if (found === undefined) continue;
      if (incident.incidentId === answer) right = x.length;
      x.push(found.features);
    }
    if (x.length > 0) choices.push({ x, right });
  }
  return choices;
}

/**
 * Conditional logit by Newton steps: each call chooses among the open incidents and "none", whose score is 0. McFadden, D. (1974),
 * Conditional logit analysis of qualitative choice behavior.
 */
export function fitWeights(choices: readonly Choice[]): readonly number[] {
  const n = featureNames.length;
  const w = new Float64Array(n);
  for (let round = 0; round < 40; round++) {
    const gradient = Float64Array.from(w, value => -RIDGE * value);
    const hessian = Array.from({ length: n }, (_, i) => {
      const row = new Float64Array(n);
      row[i] = RIDGE;
      return row;
    });
    for (const { x, right } of choices) {
      const shares = sharesOf(x.map(one => one.reduce((sum, value, i) => sum + value * w[i]!, 0)));
      const mean = new Float64Array(n);
      x.forEach((one, k) => {
        const share = shares[k]!;
        if (share < 1e-9 && k !== right) return;
        for (let i = 0; i < n; i++) mean[i]! += share * one[i]!;
        for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) hessian[i]![j]! += share * one[i]! * one[j]!;
      });
      for (let i = 0; i < n; i++) {
        gradient[i]! += (right < 0 ? 0 : x[right]![i]!) - mean[i]!;
        for (let j = 0; j <= i; j++) hessian[i]![j]! -= mean[i]! * mean[j]!;
      }
    }
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) hessian[j]![i] = hessian[i]![j]!;
    const step = solve(hessian, gradient);
    const size = Math.max(...step.map(Math.abs));
    // A long step from the start would overshoot.
    const damp = size > 2 ? 2 / size : 1;
    for (let i = 0; i < n; i++) w[i]! += damp * step[i]!;
    if (size < 1e-6) break;
  }
  return [...w].map(value => Math.round(value * 1e4) / 1e4);
}

/** Gauss with the largest pivot. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++)
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]!;
    for (let i = 0; i < n; i++) {
      if (i === column) continue;
      const factor = rows[i]![column]! / head[column]!;
      for (let j = column; j <= n; j++) rows[i]![j]! -= factor * head[j]!;
    }
  }
  return Float64Array.from(rows, (row, i) => row[n]! / row[i]!);
}

/** Of each call, the likeliest open incident: its share, and whether it is the right one. */
export function bestOf(
  stream: readonly TrueCall[],
  weights: readonly number[],
): readonly { readonly share: number; readonly isRight: boolean; readonly belongs: boolean }[] {
  const found: { share: number; isRight: boolean; belongs: boolean }[] = [];
  for (const { call, open, answer } of play(stream)) {
    const scored = open.flatMap(incident => {
      const likeness = likenessOf(call, incident, streamTypes, weights);
      return likeness === undefined ? [] : [{ incident, score: likeness.score }];
    });
    const shares = sharesOf(scored.map(one => one.score));
    let best = -1;
    for (let i = 0; i < shares.length; i++) if (best < 0 || shares[i]! > shares[best]!) best = i;
    found.push({
      share: best < 0 ? 0 : shares[best]!,
      isRight: best >= 0 && scored[best]!.incident.incidentId === answer,
      belongs: answer !== undefined,
    });
  }
  return found;
}

/** Isotonic regression: pools neighbours until what came true never falls (pool adjacent violators). */
export function isotonic(
  points: readonly { readonly share: number; readonly isRight: boolean }[],
): readonly (readonly [number, number])[] {
  const sorted = [...points].sort((a, b) => a.share - b.share);
  const pools: { shares: number; right: number; n: number }[] = [];
  for (let i = 0; i < sorted.length; i += PER_KNOT) {
    const part = sorted.slice(i, i + PER_KNOT);
    pools.push({
      shares: part.reduce((sum, one) => sum + one.share, 0),
      right: part.filter(one => one.isRight).length,
      n: part.length,
    });
    for (;;) {
      const [a, b] = [pools.at(-2), pools.at(-1)!];
      if (a === undefined || a.right / a.n <= b.right / b.n) break;
      pools.splice(-2, 2, { shares: a.shares + b.shares, right: a.right + b.right, n: a.n + b.n });
    }
  }
  const round = (x: number) => Math.round(x * 1e5) / 1e5;
  // Half a miss is added, so that nothing is ever told as certain; it must not make a pool fall below the one before.
  let least = 0;
  const knots = pools.map(({ shares, right, n }) => {
    least = Math.max(least, (right + 0.5) / (n + 1));
    return [round(shares / n), round(least)] as const;
  });
  return knots.filter(([, p], i) => p !== knots[i - 1]?.[1] || p !== knots[i + 1]?.[1]);
}

/** The least probability from which on the wrong ones are few enough, with all that are likelier. */
function limitOf(
  points: readonly { readonly share: number; readonly isRight: boolean }[],
  knots: readonly (readonly [number, number])[],
): number {
  const told = points
    .map(one => ({ p: calibrated(one.share, knots), isRight: one.isRight }))
    .sort((a, b) => b.p - a.p);
  let wrong = 0;
  let limit = 1;
  told.forEach(({ p, isRight }, i) => {
    if (!isRight) wrong += 1;
    const next = told[i + 1];
    if ((next === undefined || next.p < p) && wrong / (i + 1) <= FALSE_AT_MOST) limit = Math.min(limit, p);
  });
  return Math.ceil(limit * 1e4) / 1e4;
}

/** Everything that `fitted.ts` holds. `telling` must be in force already when the weights are fitted. */
export function fit(): Fit {
  const stream = generateStream(FIT_SEED, CALLS);
  const telling = tellingOf(stream);
  const weights = fitWeights(choicesOf(stream));
  const points = bestOf(generateStream(CALIBRATE_SEED, CALLS), weights);
  const knots = isotonic(points);
  return {
    weights,
    telling,
    tellingOfOthers: 6,
    knots,
    oneKeyFrom: limitOf(points, knots),
    shownFrom: SHOWN_FROM,
  };
}
