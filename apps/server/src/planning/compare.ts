import { finish, NO_WAY } from '@clarion/coverage';
import { fail, ok, type Result } from '@clarion/measure';
import type { ComparedPair, CompareResult, JobOf, JudgedUnder, PlanToJudge } from '@clarion/protocol';
import {
  type JudgedPlans,
  judgePlans,
  keptRuns,
  type PlanToTry,
  REACHED_STEP_S,
  type TrialRules,
} from '@clarion/simulation';
import type { DemandGround } from './ground.ts';
import type { JobFault, Tell } from './job-fault.ts';
import type { PlanningRoads } from './planning-roads.ts';

const CALLS = 1000;
const WARM_UP = 100;

/** Every two of the plans under the same rules and calls. Demand that one of them does not reach by road is left out of all. */
export function comparePlans(
  roads: PlanningRoads,
  demand: DemandGround,
  { plans, minutes, hourOfWeek, under }: JobOf<'compare'>,
  tell: Tell,
): Result<CompareResult, JobFault> {
  const rows: Map<string, Uint32Array>[] = [];
  for (const plan of plans) {
    const found = rowsOf(roads, plan, hourOfWeek);
    if (!found.ok) return found;
    rows.push(found.value);
  }
  const zones = reachedZones(demand, rows);
  if (zones.length === 0) return fail({ code: 'NothingToCover', params: {} });
  const tried = plans.map((plan, i) => planToTry(plan, rows[i]!, zones));
  const rules = trialRules(demand, zones, under, { calls: CALLS, warmUp: WARM_UP });
  const withinSeconds = Math.round(minutes[Math.floor(minutes.length / 2)]! * 60);
  const areaOf = zones.map(cell => demand.areaOf[cell]!);
  const all = pairsOf(plans.length);
  const judged: JudgedPlans[] = [];
  const kept = keptRuns();
  for (const [a, b] of all) {
    const steps = judgePlans({ a: tried[a]!, b: tried[b]! }, rules, withinSeconds, areaOf, kept);
    const one = finish(steps, share => tell((judged.length + share) / all.length));
    if (!one.ok) {
      const { field, code: reason } = one.error;
      return fail({ code: 'FieldWrong', params: { field, reason } });
    }
    judged.push(one.value);
  }
  const first = judged[0]!;
  // The first of the plans is `a` of the first pairs, each other one is `b` of a pair with it.
  const ofEach = <T>(of: (one: JudgedPlans) => { readonly a: T; readonly b: T }): T[] => [
    of(first).a,
    ...judged.slice(0, plans.length - 1).map(one => of(one).b),
  ];
  return ok({
    pairs: judged.map((one, i) => pairOf(all[i]!, one, demand)),
    reached: ofEach(one => one.reached),
    reachedStepSeconds: REACHED_STEP_S,
    busiest: ofEach(one => one.busiest),
    calls: first.calls,
    replications: under.replications,
    seed: under.seed,
  });
}

/** Those with the first plan come first. */
function pairsOf(count: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) pairs.push([a, b]);
  return pairs;
}

function pairOf(
  of: readonly [number, number],
  { judgements, changes, same, areas }: JudgedPlans,
  demand: DemandGround,
): ComparedPair {
  return {
    of,
    verdicts: judgements,
    changes,
    same,
    areas: areas.map(({ area, ...figures }) => ({ areaId: demand.areas[area]!.areaId, ...figures })),
  };
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
