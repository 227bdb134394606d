import type { Area, DeploymentBody, MoveUpPolicy, PlanCosts } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { PlanningGround, WireCommand } from '@clarion/protocol';
import { changesOf, type Variant, variantNow } from './variant.ts';

type Wire = Extract<WireCommand, { type: 'DraftDeployment' }>['deployment'];

/** The plan as the floor gets it: posts that are new or elsewhere, every unit's post, and what must be held. */
export function deploymentOf(
  plan: Variant,
  ground: PlanningGround,
  how: {
    readonly startsAt: Instant;
    readonly agency: string;
    /** Posts that may not be without a free unit. */
    readonly held: ReadonlySet<string>;
    readonly levelId?: string;
    /** How units are moved up from then on; absent: as it is. */
    readonly moveUp?: MoveUpPolicy | undefined;
    /** Response areas of the plan; absent: as they are. */
    readonly areas?: readonly Area[] | undefined;
    /** What posts and units cost, where it was said. */
    readonly costs?: PlanCosts | undefined;
  },
): Wire {
  const now = variantNow(ground);
  const { graph, demand } = ground.inputs;
  const used = new Set(Object.values(plan.postOf));
  return {
    startsAt: how.startsAt,
    posts: changesOf(now, plan)
      .posts.filter(post => used.has(post.postId) || now.posts.some(one => one.postId === post.postId))
      .map(post => ({ ...post, names: { ...post.names } })),
    units: Object.entries(plan.postOf).map(([unitId, postId]) => ({ unitId, postId })),
    minimums: minimumsOf(plan, ground, how).map(one => ({ ...one }) as Wire['minimums'][number]),
    ...(how.moveUp === undefined ? {} : { moveUp: wireOf(how.moveUp) }),
    ...(how.areas === undefined ? {} : { areas: how.areas.map(areaOfWire) }),
    ...(how.costs === undefined
      ? {}
      : {
          costs: {
            ...how.costs,
            posts: { ...how.costs.posts },
            unitHours: { ...how.costs.unitHours },
          },
        }),
    inputs: { graph, demand },
  };
}

const areaOfWire = ({ areaId, names, rings }: Area) => ({
  areaId,
  names: { ...names },
  rings: rings.map(ring => ring.map(([lng, lat]): [number, number] => [lng, lat])),
});

/** Lists of its own, as the wire has them. */
function wireOf({ tables, ...policy }: MoveUpPolicy): NonNullable<Wire['moveUp']> {
  const own = Object.entries(tables ?? {}).map(([capability, rows]) => [
    capability,
    rows.map(row => [...row]),
  ]);
  return {
    ...policy,
    capabilities: [...policy.capabilities],
    ...(tables === undefined ? {} : { tables: Object.fromEntries(own) }),
  };
}

/** Posts that are held, by what the first of their units can do first. */
function minimumsOf(
  plan: Variant,
  ground: PlanningGround,
  {
    held,
    agency,
    levelId,
  }: { readonly held: ReadonlySet<string>; readonly agency: string; readonly levelId?: string },
): DeploymentBody['minimums'] {
  const byCapability = new Map<string, string[]>();
  for (const postId of held) {
    const unit = ground.units.find(one => one.agency === agency && plan.postOf[one.unitId] === postId);
    const capability = unit?.capabilities[0];
    if (capability === undefined) continue;
    byCapability.set(capability, [...(byCapability.get(capability) ?? []), postId]);
  }
  return [...byCapability].map(([capability, postIds]) => ({
    capability,
    count: postIds.length,
    postIds,
    ...(levelId === undefined ? {} : { levelIds: [levelId] }),
  }));
}
