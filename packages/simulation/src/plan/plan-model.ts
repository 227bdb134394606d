import type { Result } from '@clarion/measure';
import type { Model } from '../model.ts';
import { compile } from '../scenario/compile.ts';
import type { ScenarioFault } from '../scenario/fault.ts';
import { scenarioSchema } from '../scenario/schema.ts';

/** Who stands where, to be tried under rules that are the same for every plan. */
export interface PlanToTry {
  readonly units: readonly { readonly id: string; readonly post: string }[];
  /** Seconds from each post to each zone, in the order of `zones`; Infinity: no way. */
  readonly travelS: ReadonlyMap<string, ArrayLike<number>>;
}

/** The rules: demand, how long things take, and the length of the trial. */
export interface TrialRules {
  /** Weight of demand by zone; calls come in proportion. */
  readonly zones: ArrayLike<number>;
  readonly callsPerHour: number;
  readonly sceneMinutes: number;
  readonly turnoutSeconds: number;
  readonly replications: number;
  readonly callsPerReplication: number;
  readonly warmUpCalls: number;
  readonly seed: number;
  /** On drives, and on calls an hour. */
  readonly travelFactor?: number;
  readonly demandFactor?: number;
}

/** On scene and turnout differ from call to call: lognormal with these spreads, as measured in most services. */
const SCENE_SPREAD = 0.7;
const TURNOUT_SPREAD = 0.4;

/**
 * The plan as a model: the unit that is there first goes, calls that find nobody free wait in their order, and units are
 * sent from where they are on the way home. Chance follows from seed, replication and call alone, so two plans under the
 * same rules meet the same calls. Errors: those of `compile`, such as a zone that no unit reaches.
 */
export function planModel(plan: PlanToTry, rules: TrialRules): Result<Model, ScenarioFault> {
  const { zones, demandFactor = 1, travelFactor = 1 } = rules;
  let total = 0;
  for (let zone = 0; zone < zones.length; zone++) total += zones[zone]!;
  const perWeight = (rules.callsPerHour * demandFactor) / total;
  const travelSeconds: Record<string, Record<string, number>> = {};
  for (const [post, row] of plan.travelS) {
    const own: Record<string, number> = {};
    for (let zone = 0; zone < zones.length; zone++) if (row[zone]! < Infinity) own[`z${zone}`] = row[zone]!;
    travelSeconds[post] = own;
  }
  const lognormal = (meanSeconds: number, coefficientOfVariation: number) =>
    ({ distribution: 'lognormal', meanSeconds, coefficientOfVariation }) as const;
  return compile(
    scenarioSchema.parse({
      seed: rules.seed,
      replications: rules.replications,
      callsPerReplication: rules.callsPerReplication,
      warmUpCalls: rules.warmUpCalls,
      zones: Array.from({ length: zones.length }, (_, zone) => ({
        id: `z${zone}`,
        callsPerHour: perWeight * zones[zone]!,
      })),
      units: plan.units,
      travelSeconds,
      travelFactor,
      ...(rules.turnoutSeconds > 0 ? { turnout: lognormal(rules.turnoutSeconds, TURNOUT_SPREAD) } : {}),
      service: lognormal(rules.sceneMinutes * 60, SCENE_SPREAD),
      dispatch: { rule: 'closest' },
      queue: 'first-come',
      returning: 'drive',
    }),
  );
}
