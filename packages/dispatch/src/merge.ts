import type { Instant } from '@clarion/measure';
import type { Board } from './board.ts';
import type { Actor } from './command.ts';
import type { Priority } from './configuration.ts';
import type { AssignmentId, CallId, IncidentId, UnitId } from './ids.ts';

/** What goes from one incident to another when they become one, or are two again. */
export interface Parts {
  readonly callIds: readonly CallId[];
  readonly assignments: readonly { readonly assignmentId: AssignmentId; readonly unitId: UnitId }[];
  /** A unit that was on both has one assignment of them; the other, which it was not on, ends. */
  readonly doubles: readonly {
    readonly assignmentId: AssignmentId;
    readonly unitId: UnitId;
    /** The one that goes on, and where in the unit's list the other stood. */
    readonly beside: AssignmentId;
    readonly index: number;
  }[];
}

/** Of an incident that is part of another. */
export interface Merged extends Parts {
  readonly into: IncidentId;
  readonly by: Actor;
  readonly at: Instant;
}

/** Of the other, which leads: what it took over, being more urgent or higher, and what it had. */
export interface TakenIn {
  readonly incidentId: IncidentId;
  readonly takes: { readonly priority?: Priority; readonly alarm?: number };
  readonly had: { readonly priority: Priority; readonly alarm: number | null };
}

/** The incident that leads, for the number of one that is part of it; the number itself for any other. */
export function leadOf(board: Board, incidentId: IncidentId): IncidentId {
  let lead = incidentId;
  for (let into = board.incidents.get(lead)?.merged?.into; into !== undefined; ) {
    lead = into;
    into = board.incidents.get(lead)?.merged?.into;
  }
  return lead;
}

/** The incident and all that are part of it, however deep. */
export function familyOf(board: Board, incidentId: IncidentId): readonly IncidentId[] {
  const family = [incidentId];
  for (const id of family)
    for (const { incidentId: part } of board.incidents.get(id)?.takenIn ?? []) family.push(part);
  return family;
}
