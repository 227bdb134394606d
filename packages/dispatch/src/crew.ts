import type { Board, Unit } from './board.ts';
import type { IncidentId, UnitId } from './ids.ts';
import { rosterOf } from './roster.ts';

/** With which of its other vehicles the unit's crew is out; undefined when it is there. */
export function crewAway(
  board: Board,
  unit: Unit,
): { readonly withUnitId: UnitId; readonly incidentId: IncidentId } | undefined {
  const { crewId } = unit.description;
  if (crewId === undefined) return undefined;
  for (const unitId of rosterOf(board).crew(crewId)) {
    if (unitId === unit.unitId) continue;
    const assignment = board.assignments.get(board.units.get(unitId)?.assignmentIds.at(-1) ?? '');
    if (assignment) return { withUnitId: unitId, incidentId: assignment.incidentId };
  }
  return undefined;
}

/** The vehicle that a unit's crew is out with, its own or another; the last one when they are out with several. */
export function crewOut(board: Board, { description: { crewId } }: Unit): UnitId | undefined {
  if (crewId === undefined) return undefined;
  const isOut = (unitId: UnitId) => (board.units.get(unitId)?.assignmentIds.length ?? 0) > 0;
  return rosterOf(board).crew(crewId).findLast(isOut);
}

/** The units of one crew, when there are several of one among those given. */
export function sharingCrew(board: Board, unitIds: readonly UnitId[]): readonly UnitId[] | undefined {
  const byCrew = Map.groupBy(unitIds, unitId => board.units.get(unitId)?.description.crewId);
  for (const [crewId, sharing] of byCrew) if (crewId !== undefined && sharing.length > 1) return sharing;
  return undefined;
}
