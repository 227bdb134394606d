import { distance, type LngLat } from '@clarion/measure';
import type { CoverageQuestion, PlanningGround, PlanToJudge } from '@clarion/protocol';

import type { Division } from './division.ts';

export type GroundPost = PlanningGround['posts'][number];

/** One choice of who stands where. The first of a page is the floor as it is, and is never changed. */
export interface Variant {
  readonly id: string;
  readonly posts: readonly GroundPost[];
  /** By unit. */
  readonly postOf: { readonly [unitId: string]: string };
  /** Response areas of its own; absent: as they are. */
  readonly areas?: Division;
}

export const NOW = 'now';
export const VARIANTS_AT_MOST = 4;

export function variantNow(ground: PlanningGround): Variant {
  const postOf: Record<string, string> = {};
  for (const { unitId, postId } of ground.units) if (postId !== undefined) postOf[unitId] = postId;
  return { id: NOW, posts: ground.posts, postOf };
}

export const movePost = (variant: Variant, postId: string, at: LngLat): Variant => ({
  ...variant,
  posts: variant.posts.map(post => (post.postId === postId ? { ...post, at } : post)),
});

/** A post with a number that no other has. */
export function addPost(variant: Variant, at: LngLat, kind: string): { variant: Variant; postId: string } {
  const taken = new Set(variant.posts.map(post => post.postId));
  let number = 1;
  while (taken.has(`N${number}`)) number++;
  const postId = `N${number}`;
  const names = { en: `New post ${number}`, zh: `新驻点 ${number}` };
  return { variant: { ...variant, posts: [...variant.posts, { postId, names, kind, at }] }, postId };
}

export const sendUnit = (variant: Variant, unitId: string, postId: string): Variant => ({
  ...variant,
  postOf: { ...variant.postOf, [unitId]: postId },
});

/** Its units go to the nearest post that is left; the last post stays. */
export function removePost(variant: Variant, postId: string, among: readonly string[]): Variant {
  const gone = variant.posts.find(post => post.postId === postId);
  const left = variant.posts.filter(post => post.postId !== postId);
  if (gone === undefined || left.length === 0) return variant;
  const used = left.filter(post => among.includes(post.postId));
  const nearest = (used.length > 0 ? used : left).reduce((best, post) =>
    distance(post.at, gone.at) < distance(best.at, gone.at) ? post : best,
  );
  const postOf = Object.fromEntries(
    Object.entries(variant.postOf).map(([unitId, post]) => [unitId, post === postId ? nearest.postId : post]),
  );
  return { ...variant, posts: left, postOf };
}

/** How many units of the plan can do it, and the posts where they stand. */
export function postsHeldFor(variant: Variant, ground: PlanningGround, capability: string) {
  const able = ground.units.filter(unit => unit.capabilities.includes(capability));
  const held = able.flatMap(({ unitId }) => variant.postOf[unitId] ?? []);
  return { units: held.length, posts: variant.posts.filter(post => held.includes(post.postId)) };
}

/** Posts where units of the service stand, and those that are new for it: what if a unit stood there? */
export function postsOfService(
  variant: Variant,
  ground: PlanningGround,
  agency: string,
): readonly GroundPost[] {
  const held = new Set(unitsOfService(variant, ground, agency).map(one => one.post));
  const known = new Set(ground.posts.map(post => post.postId));
  return variant.posts.filter(
    post => held.has(post.postId) || (post.kind === agency && !known.has(post.postId)),
  );
}

/** Posts to choose from: those with units of the service, and those of its kind. */
export function postsToShow(variant: Variant, ground: PlanningGround, agency: string): readonly GroundPost[] {
  const held = new Set(postsOfService(variant, ground, agency).map(post => post.postId));
  return variant.posts.filter(post => held.has(post.postId) || post.kind === agency);
}

export function unitsOfService(
  variant: Variant,
  ground: PlanningGround,
  agency: string,
): readonly { readonly id: string; readonly post: string }[] {
  return ground.units.flatMap(unit => {
    const post = variant.postOf[unit.unitId];
    return unit.agency === agency && post !== undefined ? [{ id: unit.unitId, post }] : [];
  });
}

/** Free units of the service where they are at this moment, as places to start from. */
export const liveUnits = (
  ground: PlanningGround,
  agency: string,
): readonly Pick<GroundPost, 'postId' | 'at'>[] =>
  ground.units.flatMap(unit =>
    unit.agency === agency && unit.at !== undefined ? [{ postId: unit.unitId, at: unit.at }] : [],
  );

export const questionOf = (
  posts: readonly Pick<GroundPost, 'postId' | 'at'>[],
  minutes: readonly number[],
  hourOfWeek: number | undefined,
): CoverageQuestion => ({
  posts: posts.map(({ postId, at }) => ({ id: postId, at })),
  minutes: [...minutes],
  ...(hourOfWeek === undefined ? {} : { hourOfWeek }),
});

export function planOf(variant: Variant, ground: PlanningGround, agency: string): PlanToJudge {
  const units = unitsOfService(variant, ground, agency);
  return {
    posts: variant.posts
      .filter(post => units.some(one => one.post === post.postId))
      .map(({ postId, at }) => ({ id: postId, at })),
    units: units.map(one => ({ ...one })),
  };
}

export interface Changes {
  /** New posts, and those that are elsewhere. */
  readonly posts: readonly GroundPost[];
  readonly removed: readonly GroundPost[];
  /** Units that belong to another post than now. */
  readonly units: readonly {
    readonly unitId: string;
    readonly from: string | undefined;
    readonly to: string;
  }[];
}

/** What the floor would have to do. */
export function changesOf(now: Variant, plan: Variant): Changes {
  const before = new Map(now.posts.map(post => [post.postId, post]));
  const after = new Set(plan.posts.map(post => post.postId));
  return {
    posts: plan.posts.filter(post => {
      const known = before.get(post.postId);
      return known === undefined || known.at[0] !== post.at[0] || known.at[1] !== post.at[1];
    }),
    removed: now.posts.filter(post => !after.has(post.postId)),
    units: Object.entries(plan.postOf).flatMap(([unitId, to]) =>
      now.postOf[unitId] === to ? [] : [{ unitId, from: now.postOf[unitId], to }],
    ),
  };
}

export const isUnchanged = ({ posts, removed, units }: Changes): boolean =>
  posts.length + removed.length + units.length === 0;

const METRES_PER_DEGREE = 111_195;

/** So many metres to the east and north. */
export function shifted([lng, lat]: LngLat, eastM: number, northM: number): LngLat {
  const wide = METRES_PER_DEGREE * Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return [Number((lng + eastM / wide).toFixed(7)), Number((lat + northM / METRES_PER_DEGREE).toFixed(7))];
}
