import type { CompareResult, PlanningGround } from '@clarion/protocol';
import { type GroundPost, NOW, type Variant } from './variant.ts';

/** What plans are called side by side. */
export const letters = ['A', 'B', 'C'] as const;

type Published = {
  readonly deploymentId: string;
  readonly posts: readonly GroundPost[];
  readonly units: readonly { readonly unitId: string; readonly postId: string }[];
};

/** A deployment that was laid before the floor, to be looked at beside others: what it does not name stays as it is now. */
export function variantOfPublished(one: Published, ground: PlanningGround): Variant {
  const byId = new Map(ground.posts.map(post => [post.postId, post]));
  for (const post of one.posts) byId.set(post.postId, post);
  const postOf: Record<string, string> = {};
  for (const { unitId, postId } of ground.units)
    if (postId !== undefined && byId.has(postId)) postOf[unitId] = postId;
  for (const { unitId, postId } of one.units) if (byId.has(postId)) postOf[unitId] = postId;
  return { id: one.deploymentId, posts: [...byId.values()], postOf };
}

/** Plans of this page that are gone give way to the first there is, or to the floor as it is; published ones stay. */
export const stillThere = (compared: readonly string[], own: readonly Variant[]): readonly string[] =>
  compared.map((id, place) =>
    id.startsWith('plan-') && !own.some(one => one.id === id) ? (place > 0 && own[0]?.id) || NOW : id,
  );

/** Which of the plans is better, as a letter; undefined: no proven difference. */
export function winnerOf(
  { of }: CompareResult['pairs'][number],
  { better }: CompareResult['pairs'][number]['verdicts'][number],
): string | undefined {
  return better === 'none' ? undefined : letters[of[better === 'a' ? 0 : 1]];
}
