import { fail, ok, type Result } from '@clarion/measure';
import type { Board } from '../board.ts';
import type { IncidentType, Priority } from '../configuration.ts';
import type { TypeId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';

/** Of an incident whose type nobody knows yet. */
const UNKNOWN_PRIORITY: Priority = 3;

/** The type by its id; undefined stays undefined. */
export function findType(
  board: Board,
  typeId: TypeId | undefined,
): Result<IncidentType | undefined, Refusal> {
  if (typeId === undefined) return ok(undefined);
  if (!board.configuration) return fail({ code: 'NoConfiguration' });
  const type = board.configuration.types.find(candidate => candidate.typeId === typeId);
  return type ? ok(type) : fail({ code: 'TypeUnknown', typeId });
}

/** Priority that a type brings by itself. */
export function usualPriority(board: Board, typeId: TypeId | undefined): Priority {
  const type = board.configuration?.types.find(candidate => candidate.typeId === typeId);
  return type?.priority ?? UNKNOWN_PRIORITY;
}
