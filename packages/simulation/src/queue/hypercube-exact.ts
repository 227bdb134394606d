import type { HypercubeAnswer, HypercubeProblem } from './hypercube-problem.ts';

/**
 * The hypercube model, exactly: which units are busy is a Markov chain on 2^N states. `meanBusyS` by unit; times are taken
 * as exponential. With a queue, the calls that wait go to whoever is free first.
 * The balance equations are solved by Gauss–Seidel sweeps, up and down in turn; after each the probabilities of how many
 * are busy are put right by the flow between levels (Koury, McAllister and Stewart 1984), so that a handful of sweeps do.
 * Source: R. C. Larson, A hypercube queuing model for facility location and redistricting (1974).
 */
export function hypercubeExact(problem: HypercubeProblem, meanBusyS: Float64Array): HypercubeAnswer {
  return exactHypercube(problem)(meanBusyS);
}

/** The same for several mean busy times one after the other: each goes on from the shares that the last one found. */
export function exactHypercube(
  problem: HypercubeProblem,
): (meanBusyS: Float64Array, tolerance?: number) => HypercubeAnswer {
  const chain = buildChain(problem);
  const share = new Float64Array(chain.states);
  const ofLevel = new Float64Array(chain.units + 1);
  for (const k of chain.level) ofLevel[k]!++;
  for (let state = 0; state < chain.states; state++) share[state] = 1 / ofLevel[chain.level[state]!]!;
  return (meanBusyS, tolerance = TOLERANCE) => {
    setTimes(chain, meanBusyS);
    return answer(problem, chain, solve(chain, share, tolerance));
  };
}

interface Chain {
  readonly units: number;
  readonly states: number;
  readonly mu: Float64Array;
  /** Row state, column unit: rate at which a call takes the unit and so leads here; 0 where the unit is free. */
  readonly into: Float64Array;
  readonly upSum: Float64Array;
  readonly downSum: Float64Array;
  readonly level: Uint8Array;
  /** Calls that may wait, a second; 0 where they are lost. */
  readonly waitingRate: number;
}

function buildChain({ units, zones, queue }: HypercubeProblem): Chain {
  const states = 2 ** units;
  const into = new Float64Array(states * units);
  const upSum = new Float64Array(states);
  const level = new Uint8Array(states);
  for (let state = 1; state < states; state++) {
    const last = 31 - Math.clz32(state);
    level[state] = level[state - (1 << last)]! + 1;
  }
  for (const { rate, order } of mergedZones(zones)) {
    for (let state = 0; state < states; state++) {
      for (let i = 0; i < order.length; i++) {
        const unit = order[i]!;
        if ((state >> unit) & 1) continue;
        into[(state | (1 << unit)) * units + unit]! += rate;
        upSum[state]! += rate;
        break;
      }
    }
  }
  const rate = zones.reduce((sum, zone) => sum + zone.rate, 0);
  return {
    units,
    states,
    mu: new Float64Array(units),
    into,
    upSum,
    downSum: new Float64Array(states),
    level,
    waitingRate: queue ? rate : 0,
  };
}

function setTimes({ states, mu, downSum }: Chain, meanBusyS: Float64Array): void {
  for (const [unit, seconds] of meanBusyS.entries()) mu[unit] = 1 / seconds;
  for (let state = 1; state < states; state++) {
    const last = 31 - Math.clz32(state);
    downSum[state] = downSum[state - (1 << last)]! + mu[last]!;
  }
}

/** Zones with the same list are one for the chain. */
function mergedZones(zones: HypercubeProblem['zones']): HypercubeProblem['zones'] {
  const merged = new Map<string, { rate: number; order: Int32Array }>();
  for (const { rate, order } of zones) {
    if (rate === 0) continue;
    const key = order.join(',');
    const known = merged.get(key);
    if (known) known.rate += rate;
    else merged.set(key, { rate, order });
  }
  return [...merged.values()];
}

const SWEEPS = 2000;
const TOLERANCE = 1e-12;

/**
 * Stationary shares of time by state, from those in `share`, which is left as it is to go on from; in the result the last
 * state holds all in which calls wait, too.
 */
function solve(chain: Chain, share: Float64Array, tolerance: number): Float64Array {
  const { states, waitingRate, downSum } = chain;
  balanceLevels(chain, share);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let change = 0;
    for (let i = 0; i < states; i++) change += relax(chain, share, sweep % 2 === 0 ? i : states - 1 - i);
    balanceLevels(chain, share);
    if (change < tolerance) break;
  }
  const shares = Float64Array.from(share);
  shares[states - 1]! /= 1 - waitingRate / downSum[states - 1]!;
  const sum = shares.reduce((total, one) => total + one, 0);
  return shares.map(one => one / sum);
}

/** Puts one state right by its neighbours; by how much it changed. */
function relax(chain: Chain, share: Float64Array, state: number): number {
  const { units, mu, into, upSum, downSum } = chain;
  let inflow = 0;
  let row = state * units;
  for (let unit = 0, bit = 1; unit < units; unit++, bit <<= 1, row++)
    inflow += share[state ^ bit]! * (state & bit ? into[row]! : mu[unit]!);
  // Of the last state the calls that wait are no way out: they come back to it.
  const outflow = state === chain.states - 1 ? downSum[state]! : upSum[state]! + downSum[state]!;
  const value = outflow > 0 ? inflow / outflow : 0;
  const change = Math.abs(value - share[state]!);
  share[state] = value;
  return change;
}

/** Scales the levels so that between any two as much goes up as comes down, and all together are 1. */
function balanceLevels({ states, level, units, upSum, downSum }: Chain, share: Float64Array): void {
  const rising = new Float64Array(units + 1);
  const falling = new Float64Array(units + 1);
  for (let state = 0; state < states; state++) {
    rising[level[state]!]! += share[state]! * upSum[state]!;
    falling[level[state]!]! += share[state]! * downSum[state]!;
  }
  const scale = new Float64Array(units + 1);
  scale[0] = 1;
  for (let k = 1; k <= units; k++)
    scale[k] = falling[k]! > 0 ? (scale[k - 1]! * rising[k - 1]!) / falling[k]! : 0;
  let sum = 0;
  for (let state = 0; state < states; state++) {
    share[state]! *= scale[level[state]!]!;
    sum += share[state]!;
  }
  for (let state = 0; state < states; state++) share[state]! /= sum;
}

function answer(problem: HypercubeProblem, chain: Chain, share: Float64Array): HypercubeAnswer {
  const { units, zones, queue } = problem;
  const { states, mu, downSum } = chain;
  const full = states - 1;
  const workload = new Float64Array(units);
  for (let state = 0; state < states; state++)
    for (let unit = 0; unit < units; unit++) if ((state >> unit) & 1) workload[unit]! += share[state]!;
  const dispatches = new Float64Array(units * zones.length);
  const calls = zones.reduce((sum, { rate }) => sum + rate, 0);
  const bySame = new Map<string, Float64Array>();
  let waiting = 0;
  let foreign = 0;
  let sent = 0;
  for (const [z, { rate, order }] of zones.entries()) {
    const key = order.join(',');
    const taken = bySame.get(key) ?? takenShares(order, share, units);
    bySame.set(key, taken);
    waiting += rate * taken[units]!;
    for (let unit = 0; unit < units; unit++) {
      const queued = queue ? (taken[units]! * mu[unit]!) / downSum[full]! : 0;
      const here = rate * (taken[unit]! + queued);
      dispatches[unit * zones.length + z] = here;
      sent += here;
      if (unit !== order[0]) foreign += here;
    }
  }
  const probabilityOfWait = waiting / calls;
  return {
    workload,
    probabilityOfWait,
    interdispatchShare: sent > 0 ? foreign / sent : 0,
    dispatches,
    meanWaitS: queue ? probabilityOfWait / (downSum[full]! - calls) : 0,
    method: 'exact',
  };
}

/** Share of time in which a call with this list would get each unit; at `units`: none. */
function takenShares(order: Int32Array, share: Float64Array, units: number): Float64Array {
  const taken = new Float64Array(units + 1);
  for (let state = 0; state < share.length; state++) {
    let who = units;
    for (let i = 0; i < order.length; i++) {
      if ((state >> order[i]!) & 1) continue;
      who = order[i]!;
      break;
    }
    taken[who]! += share[state]!;
  }
  return taken;
}
