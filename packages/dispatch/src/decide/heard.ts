import { ok } from '@clarion/measure';
import type { Board } from '../board.ts';
import type { Command } from '../command.ts';
import type { NewEntry } from '../entry.ts';
import type { IncidentId, UnitId } from '../ids.ts';
import { type Context, type Decision, knownUnit, plausible, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** A crew was heard; with `accounted` all its people were counted. Each time is an entry: it proves the check. */
export function hearUnits(context: Context, command: Of<'HearUnits'>): Decision {
  const { via, accounted, happenedAt } = command;
  const said = plausible(happenedAt ?? context.at, context.now);
  if (!said.ok) return said;
  const entries: NewEntry[] = [];
  for (const unitId of new Set(command.unitIds)) {
    const unit = knownUnit(context.board, unitId);
    if (!unit.ok) return unit;
    const incidentId = incidentOf(context.board, unitId);
    const data = {
      unitId,
      ...(incidentId === undefined ? {} : { incidentId }),
      via,
      ...(accounted ? ({ accounted } as const) : {}),
    };
    entries.push(written(context, { type: 'UnitHeard', data }, said.value));
  }
  return ok(entries);
}

/** The incident of what a unit is on now. */
export function incidentOf(board: Board, unitId: UnitId): IncidentId | undefined {
  const assignmentId = board.units.get(unitId)?.assignmentIds.at(-1);
  return board.assignments.get(assignmentId ?? '')?.incidentId;
}
