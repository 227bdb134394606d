import { type PlanCosts, same } from '@clarion/dispatch';
import type { PlanningGround } from '@clarion/protocol';
import { noCosts } from './costs.ts';
import { changesOf, isUnchanged, NOW, type Variant, variantNow } from './variant.ts';

const KEPT = 'clarion.plan';

interface Kept {
  readonly graph: string;
  readonly variants: readonly Variant[];
  readonly agency: string;
  readonly costs?: PlanCosts;
}

export function keepPlans(
  storage: Storage,
  ground: PlanningGround,
  { variants, agency, costs }: Pick<Kept, 'variants' | 'agency'> & { readonly costs: PlanCosts },
): void {
  const own = variants.filter(one => one.id !== NOW);
  const kept: Kept = { graph: ground.inputs.graph, variants: own, agency, costs };
  storage.setItem(KEPT, JSON.stringify(kept));
}

/** What this planner has set before, on whatever roads. */
export function keptCosts(storage: Storage): PlanCosts | undefined {
  const costs = readKept(storage)?.costs;
  return costs === undefined || same(costs, noCosts) ? undefined : costs;
}

/** Plans of an earlier visit, when they are of these roads and these units. */
export function keptPlans(storage: Storage, ground: PlanningGround): Kept | undefined {
  const kept = readKept(storage);
  if (kept === undefined || kept.graph !== ground.inputs.graph || kept.variants.length === 0)
    return undefined;
  const units = new Set(ground.units.map(unit => unit.unitId));
  const fits = kept.variants.every(({ postOf }) => Object.keys(postOf).every(unitId => units.has(unitId)));
  const now = variantNow(ground);
  const isChanged = (one: Variant) => one.areas !== undefined || !isUnchanged(changesOf(now, one));
  return fits && kept.variants.some(isChanged) ? kept : undefined;
}

function readKept(storage: Storage): Kept | undefined {
  const text = storage.getItem(KEPT);
  return text === null ? undefined : (JSON.parse(text) as Kept);
}
