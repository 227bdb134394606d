import { fail, type LngLat, ok, type Result } from '@clarion/measure';
import type { DayDrive, DayResult, JobOf } from '@clarion/protocol';
import { type JobTimes, planModel, type Recorder, Replication } from '@clarion/simulation';
import { planToTry, reachedZones, rowsOf, trialRules } from './compare.ts';
import type { DemandGround } from './ground.ts';
import type { JobFault, Tell } from './job-fault.ts';
import type { PlanningRoads } from './planning-roads.ts';

const DAY_S = 24 * 3600;
/** A page draws no more of them. */
const CALLS_AT_MOST = 2000;

interface Went {
  readonly call: number;
  readonly unit: number;
  readonly times: JobTimes;
}

/** One simulated day of a plan, with the drives along the roads, to be looked at: a single draw, no figure of it. */
export function playDay(
  roads: PlanningRoads,
  demand: DemandGround,
  { plan, hourOfWeek, under }: JobOf<'day'>,
  tell: Tell,
): Result<DayResult, JobFault> {
  const rows = rowsOf(roads, plan, hourOfWeek);
  if (!rows.ok) return rows;
  const zones = reachedZones(demand, [rows.value]);
  if (zones.length === 0) return fail({ code: 'NothingToCover', params: {} });
  const calls = Math.min(CALLS_AT_MOST, Math.ceil(under.callsPerHour * 24 * 1.5 + 20));
  const rules = trialRules(demand, zones, under, { calls, warmUp: 0 });
  const model = planModel(planToTry(plan, rows.value, zones), rules);
  if (!model.ok)
    return fail({ code: 'FieldWrong', params: { field: model.error.field, reason: model.error.code } });
  const called: { readonly atS: number; readonly zone: number }[] = [];
  const went: Went[] = [];
  const recorder: Recorder = {
    called: (atS, call, zone) => {
      called[call] = { atS, zone };
    },
    lost: () => undefined,
    assigned: (_atS, call, units, times) =>
      units.forEach((unit, i) => void went.push({ call, unit, times: times[i]! })),
    freed: () => undefined,
    inService: () => undefined,
    levels: () => undefined,
    moved: () => undefined,
    settled: () => undefined,
  };
  new Replication(model.value, 0, recorder).run();

  const place = new Map(plan.posts.map(post => [post.id, post.at]));
  const postOf = plan.units.map(unit => place.get(unit.post)!);
  const today = called.filter(one => one !== undefined && one.atS < DAY_S);
  const first = new Map(went.toReversed().map(one => [one.call, one]));
  const inDay = went.filter(({ times }) => times.enRouteS < DAY_S);
  const drives: DayDrive[] = [];
  const scene: LngLat[] = [...postOf];
  const homeAt = new Float64Array(postOf.length);
  for (const [i, { call, unit, times }] of inDay.entries()) {
    tell((i + 1) / inDay.length);
    const at = demand.at[zones[called[call]!.zone]!]!;
    const from = homeAt[unit]! <= times.enRouteS ? postOf[unit]! : scene[unit]!;
    const out = driven(roads, from, at, times.enRouteS, times.onSceneS, hourOfWeek);
    if (out) drives.push({ unit: plan.units[unit]!.id, call, ...out });
    const back = roads.drive(at, postOf[unit]!, hourOfWeek);
    const backS = (back?.travelTimeMs ?? 0) / 1000;
    const next = went.find(one => one.unit === unit && one.times.enRouteS > times.enRouteS);
    homeAt[unit] = times.freeS + backS;
    scene[unit] = at;
    if (back && (next === undefined || next.times.enRouteS >= homeAt[unit]!))
      drives.push({ unit: plan.units[unit]!.id, call: null, ...timed(back, times.freeS, homeAt[unit]!) });
  }
  return ok({
    seconds: DAY_S,
    calls: today.map(({ atS, zone }, call) => {
      const sent = first.get(call);
      return {
        at: demand.at[zones[zone]!]!,
        callS: Math.round(atS),
        sceneS: sent ? Math.round(sent.times.onSceneS) : null,
        freeS: sent ? Math.round(sent.times.freeS) : null,
      };
    }),
    drives,
    units: plan.units.map((unit, i) => ({ id: unit.id, at: postOf[i]! })),
    seed: under.seed,
  });
}

function driven(
  roads: PlanningRoads,
  from: LngLat,
  to: LngLat,
  startS: number,
  endS: number,
  hourOfWeek: number | undefined,
) {
  const found = roads.drive(from, to, hourOfWeek);
  return found && timed(found, startS, endS);
}

/** The way with its times stretched to how long the simulation says that it took. */
function timed(
  found: NonNullable<ReturnType<PlanningRoads['drive']>>,
  startS: number,
  endS: number,
): Pick<DayDrive, 'atS' | 'points'> {
  const whole = Math.max(1, found.travelTimeMs);
  return {
    points: found.points,
    atS: found.atMs.map(ms => Math.round(startS + ((endS - startS) * ms) / whole)),
  };
}
