import type { PlanCosts } from '@clarion/dispatch';
import type { JobOf, PlanningGround } from '@clarion/protocol';
import { HOURS_A_YEAR } from './costs.ts';
import { postsToShow, type Variant } from './variant.ts';

/** What a planner asks of several kinds of units, as it stands on the page. Costs are a year's; absent: none is set. */
export interface SitingForm {
  readonly kinds: readonly {
    readonly kind: string;
    readonly units: number;
    readonly perSite: number;
    readonly cost: number | undefined;
  }[];
  readonly sites: {
    readonly [postId: string]: {
      readonly forbidden: boolean;
      readonly room: number | undefined;
      readonly cost: number | undefined;
      readonly fixed: { readonly [kind: string]: number };
    };
  };
  /** Places all over the map too, and what a post there costs. */
  readonly anywhere: boolean;
  readonly newCost: number | undefined;
  readonly budget: number | undefined;
  readonly goals: readonly Goal[];
  readonly minimums: readonly Least[];
  readonly seconds: number;
}
export interface Goal {
  readonly kinds: readonly string[];
  readonly minutes: number;
  readonly counts: 'once' | 'twice' | 'busy';
  readonly importance: number;
}
export interface Least {
  readonly kinds: readonly string[];
  readonly minutes: number;
  readonly percent: number;
  readonly times: number;
  /** In every area by itself, not in all of them together. */
  readonly each: boolean;
}

/** Share of its time that a unit is busy where that counts. */
const BUSY = 0.3;

/** The units that there are, at the posts that there are, as near to as many people as can be. */
export function firstForm(
  variant: Variant,
  ground: PlanningGround,
  agency: string,
  costs: PlanCosts,
  minutes: number,
): SitingForm {
  const counts = new Map<string, number>();
  for (const { unitId, kind, agency: own } of ground.units)
    if (own === agency && variant.postOf[unitId] !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].map(([kind, units]) => {
    const hour = costs.unitHours[kind];
    return {
      kind,
      units,
      perSite: Math.min(2, units),
      cost: hour === undefined ? undefined : hour * HOURS_A_YEAR,
    };
  });
  return {
    kinds,
    sites: Object.fromEntries(
      postsToShow(variant, ground, agency).map(post => [
        post.postId,
        { forbidden: false, room: undefined, cost: costs.posts[post.kind], fixed: {} },
      ]),
    ),
    anywhere: true,
    newCost: costs.posts[agency],
    budget: undefined,
    goals: kinds.map(({ kind }) => ({ kinds: [kind], minutes, counts: 'once', importance: 1 })),
    minimums: [],
    seconds: 10,
  };
}

/** A post that nobody has said anything of, also one that came after the form was opened. */
export const siteOf = ({ sites, newCost }: Pick<SitingForm, 'sites' | 'newCost'>, postId: string) =>
  sites[postId] ?? { forbidden: false, room: undefined, cost: newCost, fixed: {} };

/** What has no cost set, in the codes of kinds and posts; `+`: a new post. With a budget each of them must have one. */
export function withoutCost({ kinds, sites, anywhere, newCost }: SitingForm): string[] {
  return [
    ...kinds.filter(one => one.cost === undefined).map(one => one.kind),
    ...Object.entries(sites).flatMap(([postId, { cost, forbidden }]) =>
      cost === undefined && !forbidden ? [postId] : [],
    ),
    ...(anywhere && newCost === undefined ? ['+'] : []),
  ];
}

export function sitingJob(
  form: SitingForm,
  variant: Variant,
  ground: PlanningGround,
  agency: string,
  hourOfWeek: number | undefined,
): JobOf<'site'> {
  const posts = postsToShow(variant, ground, agency);
  return {
    kind: 'site',
    kinds: form.kinds.map(({ kind, units, perSite, cost }) => ({
      id: kind,
      units,
      perSite,
      cost: cost ?? 0,
    })),
    sites: posts.map(({ postId, at }) => {
      const { forbidden, room, cost, fixed } = siteOf(form, postId);
      return {
        id: postId,
        at,
        ...(room === undefined ? {} : { room }),
        cost: cost ?? 0,
        forbidden,
        fixed: forbidden ? {} : Object.fromEntries(Object.entries(fixed).filter(([, count]) => count > 0)),
      };
    }),
    anywhere: form.anywhere,
    newSite: { cost: form.newCost ?? 0 },
    ...(form.budget === undefined ? {} : { budget: form.budget }),
    goals: form.goals.map(({ kinds, minutes, counts, importance }) => ({
      kinds: [...kinds],
      withinSeconds: minutes * 60,
      counts: counts === 'busy' ? { busy: BUSY } : counts,
      importance,
    })),
    minimums: form.minimums.map(({ kinds, minutes, percent, times, each }) => ({
      kinds: [...kinds],
      withinSeconds: minutes * 60,
      share: percent / 100,
      times,
      ...(each ? { areas: 'each' as const } : {}),
      // People whom no site reaches in time are not a reason to refuse every choice.
      of: 'coverable',
    })),
    ...(hourOfWeek === undefined ? {} : { hourOfWeek }),
    seconds: form.seconds,
    seed: 1,
  };
}
