import type { Instant, LngLat } from '@clarion/measure';
import type { Board, PublishedDeployment, Unit } from './board.ts';
import type { Area, Configuration, Minimum, Names } from './configuration.ts';
import type { DeploymentId, PostId, UnitId } from './ids.ts';
import type { MoveUpPolicy } from './move-up.ts';
import { dueAmong, lastBegun } from './publication.ts';

type Post = Configuration['posts'][number];

/** A post that the configuration has not, or has elsewhere. */
export interface PlannedPost {
  readonly postId: PostId;
  readonly names: Names;
  readonly kind: string;
  readonly at: LngLat;
}

/** Money as the planner has set it. A kind that is not here has no cost set, which is not a cost of nothing. */
export interface PlanCosts {
  /** As the centre writes it. */
  readonly currency: string;
  /** Of one post a year, by kind of post. */
  readonly posts: { readonly [kind: string]: number };
  /** Of one hour of a unit, by kind of unit. */
  readonly unitHours: { readonly [kind: string]: number };
}

/** What a planner hands to the floor: who belongs where from a time on, and what must be held. */
export interface DeploymentBody {
  readonly startsAt: Instant;
  readonly posts: readonly PlannedPost[];
  readonly units: readonly { readonly unitId: UnitId; readonly postId: PostId }[];
  /** Beside the configuration's own. */
  readonly minimums: readonly Minimum[];
  /** Response areas, all of them; absent: the configuration's. */
  readonly areas?: readonly Area[];
  /** How free units are moved up; absent: as the configuration says. */
  readonly moveUp?: MoveUpPolicy;
  /** What posts and units cost; absent: nobody has said. */
  readonly costs?: PlanCosts;
  /** SHA-256 of what it was reckoned from. */
  readonly inputs: { readonly graph: string; readonly demand: string };
}

/** The one that counts: the last that began and was not rolled back. Undefined: the configuration as it is. */
export function deploymentInForce(board: Board): PublishedDeployment | undefined {
  return lastBegun(board.deployments.values());
}

/** Approved, and its time has come. */
export function deploymentsDue(board: Board, now: Instant): readonly DeploymentId[] {
  return dueAmong(board.deployments.values(), now).map(one => one.deploymentId);
}

const posts = new WeakMap<
  Configuration,
  { readonly of: PublishedDeployment | undefined; posts: readonly Post[] }
>();

/** The posts as they are now: the configuration's, with those that the deployment in force has added or moved. */
export function postsOf(board: Board): readonly Post[] {
  const { configuration } = board;
  if (configuration === undefined) return [];
  const inForce = deploymentInForce(board);
  const known = posts.get(configuration);
  if (known !== undefined && known.of === inForce) return known.posts;
  const byId = new Map(configuration.posts.map(post => [post.postId, post]));
  for (const post of inForce?.posts ?? []) byId.set(post.postId, post);
  const found = [...byId.values()];
  posts.set(configuration, { of: inForce, posts: found });
  return found;
}

/** The response areas as they are now: those of the deployment in force where it has any, else the configuration's. */
export function areasOf(board: Board): readonly Area[] {
  return deploymentInForce(board)?.areas ?? board.configuration?.areas ?? [];
}

/** What has to be free: the configuration's minimums, and those of the deployment in force. */
export function minimumsOf(board: Board): readonly Minimum[] {
  const own = board.configuration?.readiness?.minimums ?? [];
  const planned = deploymentInForce(board)?.minimums ?? [];
  return planned.length === 0 ? own : [...own, ...planned];
}

/**
 * Gives every unit the post of the deployment in force, or the configuration's where it names none, and ends moves up to posts
 * that are gone. Mutates the board.
 */
export function applyDeployment(board: Board, seq: number): void {
  const planned = new Map(deploymentInForce(board)?.units.map(one => [one.unitId, one.postId]));
  const at = new Map(postsOf(board).map(post => [post.postId, post.at]));
  for (const base of board.configuration?.units ?? []) {
    const unit = board.units.get(base.unitId);
    if (unit === undefined) continue;
    const postId = planned.get(base.unitId);
    const home = postId === undefined ? undefined : at.get(postId);
    let description: Unit['description'] = base;
    if (postId !== undefined && home !== undefined && (postId !== base.postId || !isSame(home, base.home))) {
      const { homeAssumed: _, ...rest } = base;
      description = { ...rest, postId, home };
    }
    const { postId: post, home: now } = unit.description;
    const isGone = unit.moveUp !== undefined && !at.has(unit.moveUp.postId);
    if (!isGone && post === description.postId && isSame(now, description.home)) continue;
    const { moveUp, ...others } = unit;
    const kept = isGone ? others : unit;
    board.units.set(base.unitId, { ...kept, description, changedSeq: seq });
  }
}

const isSame = (a: LngLat | undefined, b: LngLat | undefined): boolean =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1];
