import { NO_WAY } from '@clarion/coverage';
import { fail, ok, type Result } from '@clarion/measure';
import type { CompareResult, JobOf, JudgedUnder, PlanToJudge } from '@clarion/protocol';
import { judgePlans, type PlanToTry, type TrialRules } from '@clarion/simulation';
import type { DemandGround } from './ground.ts';
import type { JobFault, Tell } from './job-fault.ts';
import type { PlanningRoads } from './planning-roads.ts';

const CALLS = 1000;
const WARM_UP = 100;

/** Two plans under the same rules and calls. Demand that either of them does not reach by road is left out of both. */
export function comparePlans(
  roads: PlanningRoads,
  demand: DemandGround,
  { a, b, minutes, hourOfWeek, under }: JobOf<'compare'>,
  tell: Tell,
): Result<CompareResult, JobFault> {
  const rows = [rowsOf(roads, a, hourOfWeek), rowsOf(roads, b, hourOfWeek)] as const;
  for (const one of rows) if (!one.ok) return one;
  const both = rows.map(one => (one.ok ? one.value : new Map<string, Uint32Array>()));
  const zones = reachedZones(demand, both);
  if (zones.length === 0) return fail({ code: 'NothingToCover', params: {} });
  const plans = [a, b].map((plan, i) => planToTry(plan, both[i]!, zones));
  const middle = minutes[Math.floor(minutes.length / 2)]!;
  const steps = judgePlans(
    { a: plans[0]!, b: plans[1]! },
    trialRules(demand, zones, under, { calls: CALLS, warmUp: WARM_UP }),
    Math.round(middle * 60),
  );
  for (;;) {
    const step = steps.next();
    if (!step.done) {
      tell(step.value);
      continue;
    }
    if (!step.value.ok)
      return fail({
        code: 'FieldWrong',
        params: { field: step.value.error.field, reason: step.value.error.code },
      });
    const { judgements, ...judged } = step.value.value;
    return ok({ ...judged, verdicts: judgements, replications: under.replications, seed: under.seed });
  }
}

/** Rows of the posts where units stand. Errors: a unit at no post of the plan, a post with no road near. */
export function rowsOf(
  roads: PlanningRoads,
  plan: PlanToJudge,
  hourOfWeek: number | undefined,
): Result<Map<string, Uint32Array>, JobFault> {
  const at = new Map(plan.posts.map(post => [post.id, post.at]));
  const rows = new Map<string, Uint32Array>();
  for (const { id: unit, post } of plan.units) {
    const place = at.get(post);
    if (place === undefined) return fail({ code: 'PlanPostUnknown', params: { unit, post } });
    const row = rows.get(post) ?? roads.row(place, hourOfWeek);
    if (row === undefined) return fail({ code: 'SiteUnreachable', params: { site: post } });
    rows.set(post, row);
  }
  return ok(rows);
}

/** Demand that every one of the plans reaches. */
export function reachedZones(
  demand: DemandGround,
  plans: readonly ReadonlyMap<string, Uint32Array>[],
): number[] {
  const zones: number[] = [];
  for (let cell = 0; cell < demand.at.length; cell++) {
    if (!(demand.weight[cell]! > 0)) continue;
    if (plans.every(rows => [...rows.values()].some(row => row[cell] !== NO_WAY))) zones.push(cell);
  }
  return zones;
}

export function planToTry(
  plan: PlanToJudge,
  rows: ReadonlyMap<string, Uint32Array>,
  zones: readonly number[],
): PlanToTry {
  const travelS = new Map<string, Float64Array>();
  for (const [post, row] of rows) {
    const own = Float64Array.from(zones, cell => (row[cell] === NO_WAY ? Infinity : row[cell]! / 1000));
    travelS.set(post, own);
  }
  return { units: plan.units, travelS };
}

export function trialRules(
  demand: DemandGround,
  zones: readonly number[],
  under: JudgedUnder,
  { calls, warmUp }: { readonly calls: number; readonly warmUp: number },
): TrialRules {
  return {
    zones: Float64Array.from(zones, cell => demand.weight[cell]!),
    callsPerHour: under.callsPerHour,
    sceneMinutes: under.sceneMinutes,
    turnoutSeconds: under.turnoutSeconds,
    replications: under.replications,
    callsPerReplication: calls,
    warmUpCalls: warmUp,
    seed: under.seed,
  };
}
