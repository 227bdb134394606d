import { fail, ok, type Result } from '@clarion/measure';
import type { Model } from '../model.ts';
import { meanTurnoutS } from '../scenario/compile-units.ts';
import { faultAt, type ScenarioFault } from '../scenario/fault.ts';
import type { Scenario } from '../scenario/schema.ts';
import { hypercubeApproximate } from './hypercube-approximate.ts';
import { exactHypercube } from './hypercube-exact.ts';
import { EXACT_UNITS, type HypercubeAnswer, type HypercubeProblem } from './hypercube-problem.ts';

export interface HypercubeResult {
  readonly units: Readonly<Record<string, { readonly workload: number; readonly meanBusySeconds: number }>>;
  /** Share of calls that find no unit of their list free. */
  readonly probabilityOfWait: number;
  readonly meanWaitSeconds: number;
  /** Share of dispatches that send another than the first choice. */
  readonly interdispatchShare: number;
  /** Travel with turnout, over all dispatches. */
  readonly meanTravelSeconds: number;
  readonly method: 'exact' | 'approximate';
}

/** How often mean busy times and the choice of units are worked out in turn; a dozen do. */
const ROUNDS = 60;

/**
 * Busy shares of a scenario without simulation, by the hypercube model. Each unit's mean busy time follows from where it
 * is sent, and where it is sent from how busy all are: worked out in turn until it stands. `hour`: of the week, where the
 * demand changes. Errors: what the model does not know, by field; more work than the units can do.
 */
export function hypercube(
  scenario: Scenario,
  model: Model,
  options: { readonly hour?: number; readonly method?: 'exact' | 'approximate' } = {},
): Result<HypercubeResult, ScenarioFault> {
  const unknown = notModelled(scenario, model);
  if (unknown !== undefined) return fail(faultAt('NotModelled', unknown));
  const units = model.unitIds.length;
  const problem = problemOf(scenario, model, options.hour ?? 0);
  const method = options.method ?? (units <= EXACT_UNITS ? 'exact' : 'approximate');
  const busyS = busyTimes(scenario, model, options.hour ?? 0);
  const calls = problem.zones.reduce((sum, { rate }) => sum + rate, 0);
  if (!(calls > 0)) return fail(faultAt('NothingHappens', 'zones[0].callsPerHour'));
  const solve =
    method === 'exact'
      ? exactHypercube(problem)
      : (mean: Float64Array) => hypercubeApproximate(problem, mean);

  let mean = startTimes(problem, busyS);
  let answer: HypercubeAnswer | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const load = calls / mean.reduce((sum, seconds) => sum + 1 / seconds, 0);
    if (problem.queue && load >= 1)
      return fail(faultAt('Overloaded', 'zones', { load: Number(load.toFixed(3)) }));
    // Early rounds need not be exact: the times they stand on are not yet either.
    answer = solve(mean, Math.max(1e-12, 1e-4 * 10 ** -round));
    const next = sentTimes(problem, busyS, answer, mean);
    const change = next.reduce(
      (most, seconds, unit) => Math.max(most, Math.abs(seconds / mean[unit]! - 1)),
      0,
    );
    mean = next;
    if (change < 1e-10 && round >= (change === 0 ? 0 : 8)) break;
  }
  answer = solve(mean, 1e-12);
  return ok(resultOf(scenario, model, problem, answer, mean, options.hour ?? 0));
}

/** The first field that the model cannot honour. */
function notModelled(scenario: Scenario, model: Model): string | undefined {
  if (scenario.moveUp) return 'moveUp';
  if (scenario.readiness) return 'readiness';
  if (scenario.calls) return 'calls';
  if (scenario.travelVariation) return 'travelVariation';
  if (scenario.returning === 'drive') return 'returning';
  if (scenario.dispatch.areas?.nearerBySeconds && model.roaming) return 'dispatch.areas.nearerBySeconds';
  if (scenario.dispatch.keepFree && model.keeps) return 'dispatch.keepFree';
  for (const [i, { shifts, crew }] of scenario.units.entries()) {
    if (shifts) return `units[${i}].shifts`;
    if (crew !== undefined && model.crewmates?.[i]?.length) return `units[${i}].crew`;
  }
  if (model.capabilities.length > 1) return 'callTypes';
  const many = model.types.findIndex(({ slots }) => slots.length > 1);
  if (many >= 0) return `callTypes[${many}].needs`;
  if (model.queue === 'none') return undefined;
  for (const [zone, id] of model.zoneIds.entries()) {
    const listed = model.orderStart[zone + 1]! - model.orderStart[zone]!;
    if (listed < model.unitIds.length && [scenario.zones[zone]!.callsPerHour].flat().some(rate => rate > 0))
      return scenario.dispatch.order ? `dispatch.order.${id}` : `travelSeconds`;
  }
  return undefined;
}

function problemOf(scenario: Scenario, model: Model, hour: number): HypercubeProblem {
  return {
    units: model.unitIds.length,
    queue: model.queue !== 'none',
    zones: scenario.zones.map(({ callsPerHour }, zone) => ({
      rate: (Array.isArray(callsPerHour) ? callsPerHour[hour]! : callsPerHour) / 3600,
      order: model.order.slice(model.orderStart[zone]!, model.orderStart[zone + 1]!),
    })),
  };
}

/** Mean seconds that a unit is busy with a call of a zone, turnout to free; row unit, column zone. */
function busyTimes(scenario: Scenario, model: Model, hour: number): Float64Array {
  const shares = scenario.callTypes?.map(({ share }) => share) ?? [1];
  const all = shares.reduce((sum, share) => sum + share, 0);
  let serviceS = 0;
  let transported = 0;
  for (const [i, { service, transportShare }] of model.types.entries()) {
    serviceS += (shares[i]! / all) * service.meanSeconds;
    transported += (shares[i]! / all) * transportShare;
  }
  const factor = model.travelFactor[model.travelFactor.length === 1 ? 0 : hour]!;
  const zones = model.zoneIds.length;
  const busyS = new Float64Array(model.unitIds.length * zones);
  for (let unit = 0; unit < model.unitIds.length; unit++)
    for (let zone = 0; zone < zones; zone++) {
      const way = model.travelS[model.unitPost[unit]! * zones + zone]!;
      const hospitalS = model.hospital
        ? transported * (model.hospital.travelS[zone]! * factor + model.hospital.turnRound.meanSeconds)
        : 0;
      busyS[unit * zones + zone] =
        meanTurnoutS(model, unit, hour) + serviceS + hospitalS + (way === Infinity ? 0 : way * factor);
    }
  return busyS;
}

/** As if every unit served all calls alike. */
function startTimes({ units, zones }: HypercubeProblem, busyS: Float64Array): Float64Array {
  const calls = zones.reduce((sum, { rate }) => sum + rate, 0);
  return Float64Array.from({ length: units }, (_, unit) =>
    zones.reduce((sum, { rate }, zone) => sum + (rate / calls) * busyS[unit * zones.length + zone]!, 0),
  );
}

/** By the calls to which each unit is sent; a unit that is sent nowhere keeps its time. */
function sentTimes(
  { units, zones }: HypercubeProblem,
  busyS: Float64Array,
  { dispatches }: HypercubeAnswer,
  before: Float64Array,
): Float64Array {
  const next = Float64Array.from(before);
  for (let unit = 0; unit < units; unit++) {
    let sent = 0;
    let sum = 0;
    for (let zone = 0; zone < zones.length; zone++) {
      const rate = dispatches[unit * zones.length + zone]!;
      sent += rate;
      sum += rate * busyS[unit * zones.length + zone]!;
    }
    if (sent > 0) next[unit] = sum / sent;
  }
  return next;
}

function resultOf(
  scenario: Scenario,
  model: Model,
  { units, zones }: HypercubeProblem,
  answer: HypercubeAnswer,
  mean: Float64Array,
  hour: number,
): HypercubeResult {
  const factor = model.travelFactor[model.travelFactor.length === 1 ? 0 : hour]!;
  let sent = 0;
  let travel = 0;
  for (let unit = 0; unit < units; unit++)
    for (let zone = 0; zone < zones.length; zone++) {
      const rate = answer.dispatches[unit * zones.length + zone]!;
      const way = model.travelS[model.unitPost[unit]! * zones.length + zone]!;
      sent += rate;
      if (rate > 0) travel += rate * (way * factor + meanTurnoutS(model, unit, hour));
    }
  return {
    units: Object.fromEntries(
      scenario.units.map(({ id }, unit) => [
        id,
        { workload: answer.workload[unit]!, meanBusySeconds: mean[unit]! },
      ]),
    ),
    probabilityOfWait: answer.probabilityOfWait,
    meanWaitSeconds: answer.meanWaitS,
    interdispatchShare: answer.interdispatchShare,
    meanTravelSeconds: sent > 0 ? travel / sent : 0,
    method: answer.method,
  };
}
