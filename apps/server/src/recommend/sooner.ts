import { type Board, canFill, capabilitiesNow, type Evidence, openAssignments } from '@clarion/dispatch';
import type { SoonerAnswer } from '@clarion/protocol';
import type { Recommender } from './recommender.ts';

/** A swap for less than this costs more than it brings. */
const WORTH_MS = 60_000;

/**
 * Free units that would be at an incident's place clearly sooner than one that is still on its way there and that they can
 * stand in for; the greatest gain first, each unit once. It is told, and nothing is done.
 */
export function soonerUnits(board: Board, recommender: Recommender, incidentId: string): SoonerAnswer {
  const incident = board.incidents.get(incidentId);
  if (incident?.place === undefined) return { swaps: [] };
  const { at } = incident.place;
  const evidence: Evidence = recommender.whatIf({ incidentId }, { without: [] });
  const free = evidence.candidates.flatMap(({ unitId, status, eta, travelTimeMs }) => {
    const ms = eta?.ms ?? travelTimeMs;
    return status === 'available' && ms !== undefined ? [{ unitId, ms }] : [];
  });
  const swaps: SoonerAnswer['swaps'][number][] = [];
  for (const { unitId, times, stacked } of openAssignments(board, incident)) {
    const unit = board.units.get(unitId);
    if (unit === undefined || stacked || times.onScene !== undefined) continue;
    const way = recommender.wayOf(unitId, at);
    if (!way.ok) continue;
    const outMs = way.value.eta.ms;
    for (const { unitId: inUnitId, ms } of free) {
      const other = board.units.get(inUnitId);
      if (other === undefined || outMs - ms < WORTH_MS) continue;
      const can = capabilitiesNow(board, other);
      const wanted = capabilitiesNow(board, unit);
      if (wanted.every(capability => canFill(can, capability)))
        swaps.push({ outUnitId: unitId, inUnitId, byMs: outMs - ms });
    }
  }
  swaps.sort((a, b) => b.byMs - a.byMs);
  const used = new Set<string>();
  return {
    swaps: swaps.filter(({ outUnitId, inUnitId }) => {
      if (used.has(outUnitId) || used.has(inUnitId)) return false;
      used.add(outUnitId).add(inUnitId);
      return true;
    }),
  };
}
