import { busyCounts } from './erlang.ts';
import type { HypercubeAnswer, HypercubeProblem } from './hypercube-problem.ts';

const ROUNDS = 500;
const TOLERANCE = 1e-10;

/**
 * The hypercube model for many units, approximately: units are taken as busy by themselves, and put right by the factors Q
 * for sampling servers without replacement. Busy shares are iterated until they stand.
 * Source: R. C. Larson, Approximating the performance of urban emergency service systems (1975); means by unit as in
 * J. P. Jarvis (1985).
 */
export function hypercubeApproximate(problem: HypercubeProblem, meanBusyS: Float64Array): HypercubeAnswer {
  const { units, zones, queue } = problem;
  const calls = zones.reduce((sum, { rate }) => sum + rate, 0);
  const mu = meanBusyS.map(seconds => 1 / seconds);
  const muSum = mu.reduce((sum, rate) => sum + rate, 0);
  const workload = new Float64Array(units).fill(0.5);
  const listed = partialLists(problem);
  let factors = new Float64Array(units + 1);
  let waits = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const meanS = meanOfSent(problem, workload, factors, meanBusyS, round);
    const load = calls * meanS;
    const counts = busyCounts(units, Math.min(load, queue ? units * (1 - 1e-9) : Infinity), queue);
    waits = counts[units]!;
    factors = correction(units, counts);
    const offered = offeredByUnit(problem, workload, factors);
    let change = 0;
    let sum = 0;
    const next = new Float64Array(units);
    for (let unit = 0; unit < units; unit++) {
      const queued = queue ? (calls * waits) / muSum : 0;
      const v = offered[unit]! * meanBusyS[unit]!;
      next[unit] = (v + queued) / (1 + v);
      sum += next[unit]!;
    }
    // All together are as busy as the same number of units alike would be; where lists are partial that is not known.
    const wanted = queue ? load : load * (1 - waits);
    const scale = listed ? 1 : wanted / sum;
    for (let unit = 0; unit < units; unit++) {
      const value = Math.min(1 - 1e-9, next[unit]! * scale);
      change = Math.max(change, Math.abs(value - workload[unit]!));
      workload[unit] = value;
    }
    if (change < TOLERANCE) break;
  }
  return answer(problem, workload, factors, mu, waits);
}

/** Some zone asks fewer than all. */
const partialLists = ({ zones, units }: HypercubeProblem): boolean =>
  zones.some(({ rate, order }) => rate > 0 && order.length < units);

/**
 * Q(N, ρ, j), j = 0 … N: what the chance that the j first are busy and the next is free is, over the product of the
 * busy shares; for j = N: that all are busy.
 */
export function correction(units: number, counts: Float64Array): Float64Array<ArrayBuffer> {
  let busy = 0;
  for (let k = 0; k <= units; k++) busy += (counts[k]! * k) / units;
  const factors = new Float64Array(units + 1);
  for (let j = 0; j < units; j++) {
    let chance = 0;
    for (let k = j; k < units; k++) {
      let choice = (units - k) / (units - j);
      for (let i = 0; i < j; i++) choice *= (k - i) / (units - i);
      chance += counts[k]! * choice;
    }
    factors[j] = chance / (busy ** j * (1 - busy));
  }
  factors[units] = counts[units]! / busy ** units;
  return factors;
}

/** Rate at which each unit would be asked and free, over its free share. */
function offeredByUnit(
  { units, zones }: HypercubeProblem,
  workload: Float64Array,
  factors: Float64Array,
): Float64Array {
  const offered = new Float64Array(units);
  for (const { rate, order } of zones) {
    let before = rate;
    for (let place = 0; place < order.length && before > 1e-15 * rate; place++) {
      const unit = order[place]!;
      offered[unit]! += before * factors[place]!;
      before *= workload[unit]!;
    }
  }
  return offered;
}

/** Mean busy time over dispatches; at first over units. */
function meanOfSent(
  problem: HypercubeProblem,
  workload: Float64Array,
  factors: Float64Array,
  meanBusyS: Float64Array,
  round: number,
): number {
  if (round === 0) return meanBusyS.reduce((sum, seconds) => sum + seconds, 0) / problem.units;
  const offered = offeredByUnit(problem, workload, factors);
  let sum = 0;
  let sent = 0;
  for (let unit = 0; unit < problem.units; unit++) {
    const here = offered[unit]! * (1 - workload[unit]!);
    sent += here;
    sum += here * meanBusyS[unit]!;
  }
  return sum / sent;
}

function answer(
  { units, zones, queue }: HypercubeProblem,
  workload: Float64Array,
  factors: Float64Array,
  mu: Float64Array,
  waits: number,
): HypercubeAnswer {
  const calls = zones.reduce((sum, { rate }) => sum + rate, 0);
  const muSum = mu.reduce((sum, rate) => sum + rate, 0);
  const dispatches = new Float64Array(units * zones.length);
  let lost = 0;
  let foreign = 0;
  let sent = 0;
  for (const [z, { rate, order }] of zones.entries()) {
    const chances = new Float64Array(units);
    let before = 1;
    let all = 0;
    for (let place = 0; place < order.length; place++) {
      const unit = order[place]!;
      chances[unit] = before * factors[place]! * (1 - workload[unit]!);
      all += chances[unit]!;
      before *= workload[unit]!;
    }
    // The chances of a list need not sum to what is left by those who wait: they are an approximation, and made to.
    const none = order.length === units ? waits : Math.min(1, before * factors[order.length]!);
    lost += rate * none;
    for (let unit = 0; unit < units; unit++) {
      const queued = queue ? (none * mu[unit]!) / muSum : 0;
      const here = rate * ((all > 0 ? (chances[unit]! / all) * (1 - none) : 0) + queued);
      dispatches[unit * zones.length + z] = here;
      sent += here;
      if (unit !== order[0]) foreign += here;
    }
  }
  const probabilityOfWait = lost / calls;
  return {
    workload,
    probabilityOfWait,
    interdispatchShare: sent > 0 ? foreign / sent : 0,
    dispatches,
    meanWaitS: queue ? probabilityOfWait / (muSum - calls) : 0,
    method: 'approximate',
  };
}
