import type { PlanCosts } from '@clarion/dispatch';
import type { PlanningGround } from '@clarion/protocol';
import { postsOfService, type Variant } from './variant.ts';

/** A unit that is on duty around the clock. */
export const HOURS_A_YEAR = 8760;

/** Beside the kinds: nobody has said what the amounts are in. */
export const CURRENCY = 'currency';

/** What a plan costs a year, or what nobody has said of it, kinds and the currency: then there is no sum. */
export type YearlyCost =
  | { readonly posts: number; readonly units: number; readonly total: number; readonly currency: string }
  | { readonly missing: readonly string[] };

/** Of the service: its posts, and its units around the clock. */
export function yearlyCost(
  variant: Variant,
  ground: PlanningGround,
  agency: string,
  costs: PlanCosts | undefined,
): YearlyCost {
  const postKinds = postsOfService(variant, ground, agency).map(post => post.kind);
  const unitKinds = unitKindsOf(variant, ground, agency);
  const missing = new Set([
    ...postKinds.filter(kind => costs?.posts[kind] === undefined),
    ...unitKinds.filter(kind => costs?.unitHours[kind] === undefined),
  ]);
  if (missing.size === 0 && costs?.currency.trim() === '') missing.add(CURRENCY);
  if (costs === undefined || missing.size > 0) return { missing: [...missing] };
  const posts = postKinds.reduce((sum, kind) => sum + costs.posts[kind]!, 0);
  const units = unitKinds.reduce((sum, kind) => sum + costs.unitHours[kind]! * HOURS_A_YEAR, 0);
  return { posts, units, total: posts + units, currency: costs.currency };
}

/** Kinds that a planner may set a cost for. */
export function kindsToPrice(variants: readonly Variant[], ground: PlanningGround, agency: string) {
  const posts = variants.flatMap(one => postsOfService(one, ground, agency).map(post => post.kind));
  const units = variants.flatMap(one => unitKindsOf(one, ground, agency));
  return { posts: [...new Set(posts)], units: [...new Set(units)] };
}

/** The costs with one amount set, or taken back. */
export function withAmount(
  costs: PlanCosts,
  of: 'posts' | 'unitHours',
  kind: string,
  amount: number | undefined,
): PlanCosts {
  const { [kind]: _, ...rest } = costs[of];
  return { ...costs, [of]: amount === undefined ? rest : { ...rest, [kind]: amount } };
}

/** Nothing is handed to the floor that says nothing. */
export const saidCosts = (costs: PlanCosts): PlanCosts | undefined =>
  costs.currency.trim() === '' || Object.keys({ ...costs.posts, ...costs.unitHours }).length === 0
    ? undefined
    : { ...costs, currency: costs.currency.trim() };

export const noCosts: PlanCosts = { currency: '', posts: {}, unitHours: {} };

const unitKindsOf = (variant: Variant, ground: PlanningGround, agency: string): string[] =>
  ground.units
    .filter(unit => unit.agency === agency && variant.postOf[unit.unitId] !== undefined)
    .map(unit => unit.kind);
