import type { Instant } from '@clarion/measure';
import type { Board } from './board.ts';
import type { Actor } from './command.ts';
import type { IncidentId } from './ids.ts';

/** What endangers who goes there. Codes alone: what a caller says of it in words is sealed. */
export const hazards = [
  'fire',
  'smoke',
  'gas',
  'electricity',
  'chemical',
  'explosive',
  'collapse',
  'traffic',
  'water',
  'height',
  'violence',
  'weapon',
  'animal',
] as const;
export type Hazard = (typeof hazards)[number];

/** Those that are there, each once, in the order of the list; undefined when there is none. */
export function hazardsInOrder(found: Iterable<Hazard>): readonly Hazard[] {
  const all = new Set(found);
  return hazards.filter(one => all.has(one));
}

/** By what a hazard that somebody enters is known. */
export const hazardReasons = ['caller', 'crew', 'service', 'sensor', 'forecast', 'other'] as const;
export type HazardReason = (typeof hazardReasons)[number];

/** A hazard that somebody has entered by hand: it is ended by hand, or at its expiry. */
export interface HazardMark {
  readonly hazard: Hazard;
  readonly reason: HazardReason;
  readonly expiresAt: Instant;
  readonly by: Actor;
  readonly since: Instant;
}

/** Marks of hazards that are still among the incident's, the new one in the place of an older one of the same hazard. */
export function marksWith(
  marks: readonly HazardMark[] | undefined,
  left: readonly Hazard[],
  marked?: HazardMark,
): readonly HazardMark[] | undefined {
  const kept = (marks ?? []).filter(({ hazard }) => left.includes(hazard) && hazard !== marked?.hazard);
  const all = marked === undefined ? kept : [...kept, marked];
  return all.length === 0 ? undefined : all;
}

/** What was entered by hand and has expired by `now`, of open incidents. */
export function expiredHazards(
  board: Board,
  now: Instant,
): readonly { readonly incidentId: IncidentId; readonly hazard: Hazard }[] {
  const expired = [];
  for (const incidentId of board.openIncidents)
    for (const { hazard, expiresAt } of board.incidents.get(incidentId)?.hazardMarks ?? [])
      if (expiresAt <= now) expired.push({ incidentId, hazard });
  return expired;
}
