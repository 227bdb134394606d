import type { PlanningGround, SuggestResult } from '@clarion/protocol';
import { type GroundPost, postsToShow, sendUnit, unitsOfService, type Variant } from './variant.ts';

/**
 * The plan with these sites as the posts of the service. Units of a post that stays are dealt to it first, the others to
 * sites that have none yet, then in turn. Posts where others stand remain.
 */
export function withSites(
  plan: Variant,
  ground: PlanningGround,
  agency: string,
  sites: SuggestResult['sites'],
): Variant {
  const own = new Map(postsToShow(plan, ground, agency).map(post => [post.postId, post]));
  const foreign = new Set(
    ground.units.filter(unit => unit.agency !== agency).map(unit => plan.postOf[unit.unitId]),
  );
  const chosen = new Set(sites.map(site => site.id));
  const kept = plan.posts.filter(
    ({ postId }) => !own.has(postId) || foreign.has(postId) || chosen.has(postId),
  );
  const taken = new Set([...kept, ...ground.posts].map(post => post.postId));
  const postIdOf = new Map<string, string>();
  const added: GroundPost[] = [];
  let number = 0;
  for (const { id, at } of sites) {
    if (postIdOf.has(id)) continue;
    if (own.has(id)) {
      postIdOf.set(id, id);
      continue;
    }
    do number++;
    while (taken.has(`N${number}`));
    postIdOf.set(id, `N${number}`);
    const names = { en: `New post ${number}`, zh: `新驻点 ${number}` };
    added.push({ postId: `N${number}`, names, kind: agency, at });
  }
  const wanted = sites.map(site => postIdOf.get(site.id)!);
  const all = [...new Set(wanted)];
  const waiting: string[] = [];
  for (const { id, post } of unitsOfService(plan, ground, agency)) {
    const at = wanted.indexOf(post);
    if (at >= 0) wanted.splice(at, 1);
    else waiting.push(id);
  }
  let next: Variant = { ...plan, posts: [...kept, ...added] };
  for (const [i, unitId] of waiting.entries())
    next = sendUnit(next, unitId, wanted[i] ?? all[(i - wanted.length) % all.length]!);
  return next;
}
