import { erlangC } from '../queue/erlang.ts';

/** Steps in an hour at which the load is worked out. */
const STEPS = 12;
const HOURS = 168;
const GRID = HOURS * STEPS;
/** Points at which a step of the service law is sampled. */
const SAMPLES = 16;

/**
 * Units that would be busy if there were always enough of them, every five minutes of a week that repeats:
 * m(t) = ∫ λ(t − u) P(S > u) du. It lags and blurs the calls by the length of a job, which hour-by-hour reckoning does not.
 * `callsPerHour`: 168 rates. `longerThan`: share of jobs that last longer than so many seconds.
 * Source: O. B. Jennings, A. Mandelbaum, W. A. Massey, W. Whitt, Server staffing to meet time-varying demand (1996).
 */
export function offeredLoad(
  callsPerHour: readonly number[],
  longerThan: (seconds: number) => number,
): Float64Array {
  const kernel = new Float64Array(GRID);
  const stepS = 3600 / STEPS;
  for (let step = 0; step < 8 * GRID; step++) {
    let sum = 0;
    for (let i = 0; i < SAMPLES; i++) sum += longerThan((step + (i + 0.5) / SAMPLES) * stepS);
    kernel[step % GRID]! += sum / SAMPLES / STEPS;
    if (sum < 1e-10) break;
  }
  const load = new Float64Array(GRID);
  for (let at = 0; at < GRID; at++) {
    let sum = 0;
    for (let back = 0; back < GRID; back++) {
      const step = (at - back - 1 + 2 * GRID) % GRID;
      sum += callsPerHour[Math.floor(step / STEPS)]! * kernel[back]!;
    }
    load[at] = sum;
  }
  return load;
}

/** Mean load of each hour. */
export const hourlyLoad = (load: Float64Array): number[] =>
  Array.from({ length: HOURS }, (_, hour) => mean(load, hour, one => one));

/** The fewest units for each hour with which no more than `wait` of the calls that come in it find nobody free. */
export function unitsByHour(load: Float64Array, wait: number, least: number): number[] {
  return Array.from({ length: HOURS }, (_, hour) => {
    let units = least;
    while (mean(load, hour, one => erlangC(units, one)) > wait) units++;
    return units;
  });
}

/** Share of the calls of an hour that find nobody free. */
export const waitInHour = (load: Float64Array, hour: number, units: number): number =>
  mean(load, hour, one => erlangC(units, one));

function mean(load: Float64Array, hour: number, figure: (load: number) => number): number {
  let sum = 0;
  for (let step = 0; step < STEPS; step++) sum += figure(load[hour * STEPS + step]!);
  return sum / STEPS;
}
