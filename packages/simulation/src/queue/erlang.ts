/**
 * Erlang's B formula: the share of calls lost by `servers` alike at `load` erlang (calls × mean service), for any law of
 * service. By its recursion, which neither overflows nor cancels; relative error about 1e-14 for 1,000 servers.
 * Source: A. K. Erlang (1917); R. B. Cooper, Introduction to Queueing Theory, 2nd ed., eq. 3.3.
 */
export function erlangB(servers: number, load: number): number {
  let lost = 1;
  for (let k = 1; k <= servers; k++) lost = (load * lost) / (k + load * lost);
  return lost;
}

/** Erlang's C formula: the share of calls that wait in M/M/c; 1 when the load is as great as the servers or greater. */
export function erlangC(servers: number, load: number): number {
  if (load >= servers) return 1;
  const lost = erlangB(servers, load);
  return lost / (1 - (load / servers) * (1 - lost));
}

/** Mean wait in M/M/c over all calls, in mean service times; Infinity when the load is as great as the servers. */
export const erlangWait = (servers: number, load: number): number =>
  load >= servers ? Infinity : erlangC(servers, load) / (servers - load);

/** Probabilities that k of `servers` are busy, k = 0 … servers; with a queue the last one holds all who wait too. */
export function busyCounts(servers: number, load: number, queue: boolean): Float64Array {
  const weight = new Float64Array(servers + 1);
  weight[0] = 1;
  let sum = 1;
  for (let k = 1; k <= servers; k++) {
    weight[k] = (weight[k - 1]! * load) / k;
    // Kept near 1, or a thousand servers would overflow.
    if (weight[k]! > 1e200) {
      for (let i = 0; i <= k; i++) weight[i]! /= 1e200;
      sum /= 1e200;
    }
    sum += weight[k]!;
  }
  if (queue) {
    const full = weight[servers]! / (1 - load / servers);
    sum += full - weight[servers]!;
    weight[servers] = full;
  }
  return weight.map(one => one / sum);
}
