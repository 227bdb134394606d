import {
  type Board,
  costsAtStake,
  type Evidence,
  leavesSomebody,
  postsOf,
  type TravelToPosts,
} from '@clarion/dispatch';
import { type Milliseconds, milliseconds } from '@clarion/measure';
import type { MetricNow } from '../streets/time-set.ts';
import { type Abilities, FREE } from './abilities.ts';
import type { UnitsOnRoad } from './units-on-road.ts';
import { roadsAround } from './way.ts';

/** Beside those who are sent: whoever else may go, and one who is left. More are asked about where these share crews. */
const BESIDE_THOSE_SENT = 2;

/**
 * By road to each post that a choice would leave, from the nearest free units that can do what it loses: as many as it takes
 * that one is left, whoever goes.
 */
export function travelToPosts(
  board: Board,
  evidence: Evidence,
  metric: MetricNow,
  units: UnitsOnRoad,
  abilities: Abilities,
): TravelToPosts {
  const stakes = costsAtStake(board, evidence);
  const travel = new Map<string, ReadonlyMap<string, Milliseconds>>();
  const sent = evidence.candidates.filter(one => one.recommended).map(one => one.unitId);
  for (const { postId, at } of postsOf(board)) {
    const times = new Map<string, Milliseconds>();
    const [end] = stakes.has(postId) ? roadsAround(metric.streets, at, metric.shut) : [];
    if (end === undefined) continue;
    for (const capability of stakes.get(postId) ?? []) {
      const bit = abilities.bitOf(capability) ?? 0;
      const having = abilities.having(capability);
      const filter = bit === 0 ? { filter: (unitId: string) => having.has(unitId) } : {};
      const sentWith = sent.filter(unitId => having.has(unitId)).length;
      for (let many = sentWith + BESIDE_THOSE_SENT; ; many *= 4) {
        const near = units.nearest(end, many, { capabilities: FREE | bit, ...filter });
        const nearIds = near.map(({ unit }) => unit);
        if (near.length === many && !leavesSomebody(board, evidence, capability, nearIds)) continue;
        for (const { unit, travelTimeMs } of near) times.set(unit, milliseconds(travelTimeMs));
        break;
      }
    }
    travel.set(postId, times);
  }
  return travel;
}
