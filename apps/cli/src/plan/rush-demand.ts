import { QUARTERS_OF_DAY, type RushDemand, type RushWindow } from '@clarion/coverage';
import { fail, ok, type Result } from '@clarion/measure';
import { Law, type Model, meanTurnoutS, onDutyByQuarter, type Scenario } from '@clarion/simulation';
import type { CliFault } from '../command.ts';
import type { Rush } from './rush-schema.ts';

const HOURS_OF_WEEK = 168;

export interface RushQuestion {
  readonly demand: RushDemand;
  /** Names of the posts where units may stand. */
  readonly posts: readonly string[];
  readonly windows: readonly RushWindow[];
  /** Units on duty without those of the rush hours, by quarter of an hour of the week. */
  readonly onDuty: readonly number[];
  /** Calls a week. */
  readonly calls: number;
}

/**
 * The scenario as demand by place and hour, with who is there in time: turnout in the mean, and the drive, both as the hour has them.
 * Errors, by field: a post that the scenario does not have; more units than room; windows longer than the hours they may lie in; no
 * call that a unit at one of the posts could be with in time.
 */
export function rushQuestion(
  rush: Rush,
  scenario: Scenario,
  model: Model,
  file: string,
): Result<RushQuestion, CliFault> {
  const posts = rush.posts ?? model.postIds;
  const placeOf = new Map(model.postIds.map((id, i) => [id, i]));
  const stray = posts.findIndex(id => !placeOf.has(id));
  if (stray >= 0)
    return fail({
      code: 'ScenarioNameUnknown',
      file,
      field: `posts[${stray}]`,
      params: { value: posts[stray]! },
    });
  const room = posts.length * rush.perPost;
  if (rush.units > room)
    return fail({ code: 'PostsTooMany', file, field: 'units', params: { posts: rush.units, sites: room } });
  const windows = windowsOf(rush);
  if (windows.length === 0) {
    const { earliest, latest } = rush.windows;
    return fail({
      code: 'ScenarioFieldUnfit',
      file,
      field: 'windows.hours',
      params: { reason: `≤ ${Math.max(0, latest - earliest)}` },
    });
  }
  const demand = demandOf(
    rush,
    scenario,
    model,
    posts.map(id => placeOf.get(id)!),
  );
  const isNear = windows.some(({ days, from, until }) =>
    days.some(day =>
      hoursFrom(day * 24 + Math.floor(from / 4), day * 24 + Math.ceil(until / 4)).some(hour =>
        scenario.zones.some(
          (_, zone) =>
            demand.rate(zone, hour) > 0 && posts.some((_, post) => demand.reaches(post, zone, hour)),
        ),
      ),
    ),
  );
  if (!isNear)
    return fail({
      code: 'NothingWithin',
      file,
      field: 'withinSeconds',
      params: { within: rush.withinSeconds },
    });
  const duty = scenario.units.map(({ shifts }) => onDutyByQuarter(shifts));
  let calls = 0;
  for (let hour = 0; hour < HOURS_OF_WEEK; hour++)
    for (const zone of scenario.zones.keys()) calls += demand.rate(zone, hour);
  return ok({
    demand,
    posts,
    windows,
    onDuty: Array.from(
      { length: 7 * QUARTERS_OF_DAY },
      (_, quarter) => duty.filter(on => on[quarter]).length,
    ),
    calls,
  });
}

/** In order of their beginning; a day that is named twice counts once. */
function windowsOf({ windows }: Rush): readonly RushWindow[] {
  const { hours, stepMinutes, earliest, latest } = windows;
  const days = [...new Set(windows.days)].sort((a, b) => a - b);
  const found: RushWindow[] = [];
  for (let from = 4 * earliest; from + 4 * hours <= 4 * latest; from += stepMinutes / 15)
    found.push({ from, until: from + 4 * hours, days });
  return found;
}

function demandOf(rush: Rush, scenario: Scenario, model: Model, posts: readonly number[]): RushDemand {
  const zones = scenario.zones.length;
  const turnout = scenario.turnout && new Law(scenario.turnout).meanSeconds;
  const at = (figure: number | readonly number[], hour: number) =>
    typeof figure === 'number' ? figure : figure[hour]!;
  const isThere = (post: number, zone: number, hour: number, turnoutS: number) =>
    turnoutS + model.travelS[post * zones + zone]! * at(scenario.travelFactor, hour) <= rush.withinSeconds;
  const beside = scenario.units.flatMap(({ capabilities, shifts }, unit) => {
    const counts =
      !rush.capabilities || !capabilities || capabilities.some(one => rush.capabilities!.includes(one));
    return counts ? [{ unit, on: onDutyByQuarter(shifts) }] : [];
  });
  // By hour: which of the units are with which zone in time.
  const near = Array.from({ length: HOURS_OF_WEEK }, (_, hour) =>
    scenario.zones.map((_, zone) =>
      beside.filter(({ unit }) =>
        isThere(model.unitPost[unit]!, zone, hour, meanTurnoutS(model, unit, hour)),
      ),
    ),
  );
  return {
    zones,
    posts: posts.length,
    rate: (zone, hour) => at(scenario.zones[zone]!.callsPerHour, hour),
    reaches: (post, zone, hour) =>
      isThere(posts[post]!, zone, hour, (turnout ?? 0) * at(scenario.turnoutFactor, hour)),
    covering: (zone, quarter) => near[Math.floor(quarter / 4)]![zone]!.filter(({ on }) => on[quarter]).length,
  };
}

const hoursFrom = (from: number, until: number): readonly number[] =>
  Array.from({ length: until - from }, (_, i) => from + i);

/** Hours of the week that the windows touch. */
export const hoursOf = (windows: readonly RushWindow[]): readonly number[] =>
  [
    ...new Set(
      windows.flatMap(({ days, from, until }) =>
        days.flatMap(day => hoursFrom(day * 24 + Math.floor(from / 4), day * 24 + Math.ceil(until / 4))),
      ),
    ),
  ].sort((a, b) => a - b);
