import {
  type Board,
  type Capability,
  capabilitiesNow,
  isDismissed,
  isFreeToMove,
  type MoveUpPolicy,
  movingUp,
  postsOf,
  restsUntil,
  standsAt,
} from '@clarion/dispatch';
import type { Instant, LngLat } from '@clarion/measure';
import type { AskedUnit, MoveUpQuestion } from './ground.ts';

/**
 * Who is free, where they stand and who may be asked to move, under the policy. Of units that share a crew one counts. Units
 * that belong to no post, and those that nobody knows the place of, are left alone.
 */
export function moveUpQuestion(
  board: Board,
  policy: MoveUpPolicy,
  placeOf: (unitId: string) => LngLat | undefined,
  now: Instant,
): MoveUpQuestion {
  const posts = postsOf(board).map(({ postId, at }) => ({ postId, at }));
  const indexOf = new Map(posts.map(({ postId }, i) => [postId, i]));
  const units = new Map<Capability, AskedUnit[]>(policy.capabilities.map(one => [one, []]));
  const crews = new Set<string>();
  const dismissedSince = now - policy.dismissedMinutes * 60_000;
  for (const unit of board.units.values()) {
    if (!isFreeToMove(board, unit)) continue;
    const { unitId, moveUp } = unit;
    const able = capabilitiesNow(board, unit);
    const group = units.get(policy.capabilities.find(one => able.includes(one)) ?? '');
    const post = indexOf.get(standsAt(unit) ?? '');
    const { crewId } = unit.description;
    if (group === undefined || post === undefined || (crewId !== undefined && crews.has(crewId))) continue;
    const at = placeOf(unitId);
    if (at === undefined) continue;
    if (crewId !== undefined) crews.add(crewId);
    const isUnderWay = moveUp !== undefined && moveUp.reachedAt === undefined;
    group.push({
      unitId,
      at,
      post,
      mayMove: !isUnderWay && restsUntil(unit, policy) <= now,
      dismissed: posts.flatMap(({ postId }, i) =>
        isDismissed(board, unitId, postId, dismissedSince) ? [i] : [],
      ),
    });
  }
  return {
    posts,
    groups: [...units].map(([capability, group]) => {
      const rows = policy.rule === 'table' ? (policy.tables?.[capability] ?? []) : [];
      const row = rows[Math.min(group.length, rows.length) - 1] ?? [];
      const held = row.flatMap(postId => indexOf.get(postId) ?? []);
      return { capability, units: group, ...(policy.rule === 'table' ? { held } : {}) };
    }),
    policy,
    mostMoves: Math.max(0, policy.movesAtOnce - movingUp(board)),
  };
}
