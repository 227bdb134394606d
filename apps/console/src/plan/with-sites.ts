import type { LngLat } from '@clarion/measure';
import type { PlanningGround, SiteResult, SuggestResult } from '@clarion/protocol';
import { type GroundPost, postsToShow, sendUnit, unitsOfService, type Variant } from './variant.ts';

type Site = { readonly id: string; readonly at: LngLat };

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
  const { posts, postIdOf } = postsOfSites(plan, ground, agency, sites, new Set());
  const wanted = sites.map(site => postIdOf.get(site.id)!);
  const all = [...new Set(wanted)];
  const waiting = stayingFirst(unitsOfService(plan, ground, agency), wanted);
  let next: Variant = { ...plan, posts };
  for (const [i, unitId] of waiting.entries())
    next = sendUnit(next, unitId, wanted[i] ?? all[(i - wanted.length) % all.length]!);
  return next;
}

/**
 * The plan with units of each kind on the sites found for them; whoever is spare stays where they are. Sites are filled as far
 * as there are units of the kind.
 */
export function withSitedUnits(
  plan: Variant,
  ground: PlanningGround,
  agency: string,
  placed: SiteResult['units'],
): Variant {
  const kindOf = new Map(ground.units.map(unit => [unit.unitId, unit.kind]));
  const mine = unitsOfService(plan, ground, agency);
  const kinds = new Set(placed.map(one => one.kind));
  const moves: { readonly unitId: string; readonly site: string }[] = [];
  const spare = new Set<string>();
  for (const kind of new Set(mine.map(one => kindOf.get(one.id)!))) {
    const units = mine.filter(one => kindOf.get(one.id) === kind);
    const wanted = placed
      .filter(one => one.kind === kind)
      .flatMap(one => Array<string>(one.units).fill(one.id));
    // A kind that was not asked about stays where it is.
    const waiting = kinds.has(kind) ? stayingFirst(units, wanted) : units.map(one => one.id);
    for (const [i, unitId] of waiting.entries()) {
      const site = wanted[i];
      if (site === undefined) spare.add(plan.postOf[unitId]!);
      else moves.push({ unitId, site });
    }
  }
  const sites = [...new Map(placed.map(one => [one.id, one])).values()];
  const { posts, postIdOf } = postsOfSites(plan, ground, agency, sites, spare);
  let next: Variant = { ...plan, posts };
  for (const { unitId, site } of moves) next = sendUnit(next, unitId, postIdOf.get(site)!);
  return next;
}

/** Takes those who stand at a wanted site out of `wanted`; the others come back. Mutates `wanted`. */
function stayingFirst(
  units: readonly { readonly id: string; readonly post: string }[],
  wanted: string[],
): string[] {
  return units.flatMap(({ id, post }) => {
    const at = wanted.indexOf(post);
    if (at < 0) return [id];
    wanted.splice(at, 1);
    return [];
  });
}

/** Posts of a plan whose service stands at these sites alone: theirs and those of others, new ones with numbers of their own. */
function postsOfSites(
  plan: Variant,
  ground: PlanningGround,
  agency: string,
  sites: readonly Site[],
  alsoKept: ReadonlySet<string>,
) {
  const own = new Map(postsToShow(plan, ground, agency).map(post => [post.postId, post]));
  const foreign = new Set(
    ground.units.filter(unit => unit.agency !== agency).map(unit => plan.postOf[unit.unitId]),
  );
  const chosen = new Set(sites.map(site => site.id));
  const kept = plan.posts.filter(
    ({ postId }) => !own.has(postId) || foreign.has(postId) || chosen.has(postId) || alsoKept.has(postId),
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
  return { posts: [...kept, ...added], postIdOf };
}
