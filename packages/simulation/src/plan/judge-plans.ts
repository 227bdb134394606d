import { ok, type Result } from '@clarion/measure';
import type { Tally } from '../core/tally.ts';
import { type Interval, intervalOf } from '../interval.ts';
import type { Model } from '../model.ts';
import type { ScenarioFault } from '../scenario/fault.ts';
import { replicate } from '../simulate.ts';
import { type PlanToTry, planModel, type TrialRules } from './plan-model.ts';

export const judgedFigures = ['mean', 'p90', 'worstTenth', 'wait', 'within'] as const;
export type JudgedFigure = (typeof judgedFigures)[number];
export const judgedChanges = ['travelMore', 'travelLess', 'demandMore', 'demandLess', 'unitLost'] as const;
export type JudgedChange = (typeof judgedChanges)[number];

export interface Judgement {
  readonly figure: JudgedFigure;
  readonly a: Interval;
  readonly b: Interval;
  /** B minus A, pair by pair of replications. */
  readonly difference: Interval;
  /** `none`: no proven difference. */
  readonly better: 'a' | 'b' | 'none';
  /** Why nothing is proven: the interval holds zero, or the order turns round under this change. */
  readonly because?: 'interval' | JudgedChange;
}

export interface JudgedPlans {
  readonly judgements: readonly Judgement[];
  /** B minus A of the mean response under each change; a change under which some zone is reached by nobody is left out. */
  readonly changes: readonly { readonly change: JudgedChange; readonly mean: Interval }[];
  /** A against A with other chance, mean response: what two runs of one plan differ by. */
  readonly same: Interval;
  /** Share of calls reached within each step of `REACHED_STEP_S` up to 20 minutes. */
  readonly reached: { readonly a: readonly number[]; readonly b: readonly number[] };
  readonly busiest: { readonly a: Busiest; readonly b: Busiest };
  /** By the areas of `areaOf`; areas without a call in any replication are left out. */
  readonly areas: readonly JudgedArea[];
  readonly calls: number;
}
/** Mean response in an area, over the replications that had calls there. */
export interface JudgedArea {
  readonly area: number;
  readonly a: Interval;
  readonly b: Interval;
  /** B minus A, pair by pair of replications. */
  readonly difference: Interval;
}
interface Busiest {
  readonly unit: string;
  readonly share: number;
}

/** By which the assumptions are changed, up and down: travel times and calls are rarely known better. */
const CHANGE = 0.2;
/** Of the shares reached; who draws or writes them is told it with them. */
export const REACHED_STEP_S = 30;
const STEPS = 40;
/** Of the second seed for the same plan. */
const OTHER_CHANCE = 7919;

/**
 * Two plans under the same rules and the same calls. A figure has a winner only if the interval of the difference leaves
 * zero out, and the winner stays the winner with ±20 % travel, ±20 % calls, and each plan's busiest unit lost; otherwise
 * there is no proven difference. `areaOf` says in which area each zone lies; below 0 in none. Yields the share done. Errors:
 * those of `planModel`. Runs of a plan that are in `kept` are not run again: it is for pairs under the very same rules.
 */
export function* judgePlans(
  plans: { readonly a: PlanToTry; readonly b: PlanToTry },
  rules: TrialRules,
  withinSeconds: number,
  areaOf: ArrayLike<number> = [],
  kept: KeptRuns = keptRuns(),
): Generator<number, Result<JudgedPlans, ScenarioFault>> {
  const runs = 2 * (2 + judgedChanges.length) - 1;
  let done = 0;
  function* tried(
    plan: PlanToTry,
    name: RunName,
    more: Partial<TrialRules> = {},
    as: PlanToTry = plan,
  ): Generator<number, Result<Run, ScenarioFault>> {
    const runsOf = kept.get(plan) ?? new Map<RunName, Result<Run, ScenarioFault>>();
    kept.set(plan, runsOf);
    const before = runsOf.get(name);
    if (before !== undefined) {
      if (before.ok) yield ++done / runs;
      return before;
    }
    const run = yield* reckoned(as, more);
    runsOf.set(name, run);
    return run;
  }
  function* reckoned(
    plan: PlanToTry,
    more: Partial<TrialRules>,
  ): Generator<number, Result<Run, ScenarioFault>> {
    const model = planModel(plan, { ...rules, ...more });
    if (!model.ok) return model;
    const tallies: Tally[] = [];
    for (let replication = 0; replication < rules.replications; replication++) {
      tallies.push(replicate(model.value, replication));
      yield (done + (replication + 1) / rules.replications) / runs;
    }
    done++;
    return ok({ model: model.value, tallies });
  }
  const a = yield* tried(plans.a, 'asked');
  if (!a.ok) return a;
  const b = yield* tried(plans.b, 'asked');
  if (!b.ok) return b;
  const busiest = { a: busiestOf(a.value), b: busiestOf(b.value) };
  const again = yield* tried(plans.a, 'otherChance', { seed: rules.seed + OTHER_CHANCE });
  if (!again.ok) return again;

  const changed = new Map<JudgedChange, { readonly a: Run; readonly b: Run } | undefined>();
  for (const change of judgedChanges) {
    const pair: Run[] = [];
    for (const name of ['a', 'b'] as const) {
      const plan = change === 'unitLost' ? without(plans[name], busiest[name].unit) : plans[name];
      const run = plan && (yield* tried(plans[name], change, changesOf(change), plan));
      if (run?.ok) pair.push(run.value);
    }
    changed.set(change, pair.length === 2 ? { a: pair[0]!, b: pair[1]! } : undefined);
  }

  const judgements = judgedFigures.map((figure): Judgement => {
    const of = figureOf(figure, withinSeconds);
    const more = figure === 'within' ? -1 : 1;
    const difference = differenceOf(a.value, b.value, of);
    const base = {
      figure,
      a: intervalOf(a.value.tallies.map(of)),
      b: intervalOf(b.value.tallies.map(of)),
      difference,
    };
    if (difference.low === null || !(difference.low > 0 || difference.high! < 0))
      return { ...base, better: 'none', because: 'interval' };
    for (const [change, pair] of changed) {
      const mean = pair === undefined ? 0 : differenceOf(pair.a, pair.b, of).mean;
      if (mean * difference.mean <= 0) return { ...base, better: 'none', because: change };
    }
    return { ...base, better: difference.mean * more < 0 ? 'b' : 'a' };
  });
  return ok({
    judgements,
    changes: [...changed].flatMap(([change, pair]) =>
      pair === undefined
        ? []
        : [{ change, mean: differenceOf(pair.a, pair.b, figureOf('mean', withinSeconds)) }],
    ),
    same: differenceOf(a.value, again.value, figureOf('mean', withinSeconds)),
    reached: { a: reachedBy(a.value), b: reachedBy(b.value) },
    busiest,
    areas: judgedAreas(a.value, b.value, areaOf),
    calls: a.value.tallies.reduce((sum, tally) => sum + tally.calls, 0),
  });
}

type RunName = 'asked' | 'otherChance' | JudgedChange;
/** What each plan came to, by what was asked of it. */
export type KeptRuns = Map<PlanToTry, Map<RunName, Result<Run, ScenarioFault>>>;
export const keptRuns = (): KeptRuns => new Map();

interface Run {
  readonly model: Model;
  readonly tallies: readonly Tally[];
}

function changesOf(change: JudgedChange): Partial<TrialRules> {
  switch (change) {
    case 'travelMore':
      return { travelFactor: 1 + CHANGE };
    case 'travelLess':
      return { travelFactor: 1 - CHANGE };
    case 'demandMore':
      return { demandFactor: 1 + CHANGE };
    case 'demandLess':
      return { demandFactor: 1 - CHANGE };
    case 'unitLost':
      return {};
  }
}

function without(plan: PlanToTry, unit: string): PlanToTry | undefined {
  const units = plan.units.filter(one => one.id !== unit);
  return units.length === 0 ? undefined : { ...plan, units };
}

function figureOf(figure: JudgedFigure, withinSeconds: number): (tally: Tally) => number {
  switch (figure) {
    case 'mean':
      return ({ responseS, helped }) => responseS / Math.max(1, helped);
    case 'p90':
      return tally => tally.percentileS(0.9);
    case 'worstTenth':
      return tally => tally.worstTenthS();
    case 'wait':
      return ({ noneFree, calls }) => noneFree / Math.max(1, calls);
    case 'within':
      return tally => tally.within(withinSeconds) / Math.max(1, tally.calls);
  }
}

const differenceOf = (a: Run, b: Run, of: (tally: Tally) => number): Interval =>
  intervalOf(a.tallies.map((tally, i) => of(b.tallies[i]!) - of(tally)));

function judgedAreas(a: Run, b: Run, areaOf: ArrayLike<number>): JudgedArea[] {
  const areas = [...new Set(Array.from(areaOf))].filter(area => area >= 0).sort((x, y) => x - y);
  const meanIn = ({ zoneCalls, zoneResponseS }: Tally, area: number): number => {
    let [calls, seconds] = [0, 0];
    for (let zone = 0; zone < areaOf.length; zone++) {
      if (areaOf[zone] !== area) continue;
      calls += zoneCalls[zone]!;
      seconds += zoneResponseS[zone]!;
    }
    return seconds / calls;
  };
  return areas.flatMap(area => {
    const pairs = a.tallies
      .map((tally, i) => [meanIn(tally, area), meanIn(b.tallies[i]!, area)] as const)
      .filter(([one, other]) => Number.isFinite(one) && Number.isFinite(other));
    if (pairs.length === 0) return [];
    return [
      {
        area,
        a: intervalOf(pairs.map(([one]) => one)),
        b: intervalOf(pairs.map(([, other]) => other)),
        difference: intervalOf(pairs.map(([one, other]) => other - one)),
      },
    ];
  });
}

function busiestOf({ model, tallies }: Run): Busiest {
  const share = model.unitIds.map((_, unit) => {
    let busy = 0;
    let duty = 0;
    for (const { busyS, dutyS } of tallies) {
      busy += busyS[unit]!;
      duty += dutyS[unit]!;
    }
    return duty > 0 ? busy / duty : 0;
  });
  const most = share.indexOf(Math.max(...share));
  return { unit: model.unitIds[most]!, share: share[most]! };
}

function reachedBy({ tallies }: Run): number[] {
  const calls = tallies.reduce((sum, tally) => sum + tally.calls, 0);
  return Array.from({ length: STEPS }, (_, step) => {
    const within = tallies.reduce((sum, tally) => sum + tally.within((step + 1) * REACHED_STEP_S), 0);
    return within / Math.max(1, calls);
  });
}
