import { fail, ok, type Result } from '@clarion/measure';
import type { Incident } from '../board.ts';
import type { Command } from '../command.ts';
import type { IncidentId, UnitId } from '../ids.ts';
import {
  allocated,
  COLLECTING_PLACES,
  COUNT_AT_MOST,
  carriedCategories,
  casualties,
  hospitalRoom,
  hospitalsOf,
  isMajor,
  isOn,
  type Major,
} from '../major.ts';
import type { Refusal } from '../refusal.ts';
import { type Context, type Decision, nothing, openIncident, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function declareMajor(context: Context, { incidentId, reason }: Of<'DeclareMajor'>): Decision {
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  const { major } = incident.value;
  if (major !== undefined && major.stoodDown === undefined)
    return major.reason === reason
      ? nothing
      : refused({ code: 'MajorDeclaredAlready', incidentId, by: major.by, at: major.since });
  return ok([written(context, { type: 'MajorDeclared', data: { incidentId, reason } })]);
}

export function standDownMajor(context: Context, { incidentId, reason }: Of<'StandDownMajor'>): Decision {
  const found = major(context, incidentId);
  if (!found.ok) return found;
  return ok([written(context, { type: 'MajorStoodDown', data: { incidentId, reason } })]);
}

/** Said again, a figure is newer: it is written again. It is not below what has a hospital already. */
export function countCasualties(context: Context, command: Of<'CountCasualties'>): Decision {
  const { incidentId, place, counts, told } = command;
  const found = major(context, incidentId);
  if (!found.ok) return found;
  // Each by its name: what else came along is not written.
  const { immediate, delayed, minor, deceased } = counts;
  const plain = { immediate, delayed, minor, deceased };
  if (!isCount(place, COLLECTING_PLACES) || place === 0 || !Object.values(plain).every(one => isCount(one)))
    return refused({ code: 'CountImplausible' });
  const others = found.value.major.counts.filter(one => one.place !== place);
  const after = casualties({ counts: [...others, { counts: plain }] as Major['counts'] });
  const given = allocated(found.value.major);
  const category = carriedCategories.find(one => given[one] > after[one]);
  if (category !== undefined)
    return refused({
      code: 'CountBelowAllocated',
      incidentId,
      category,
      counted: after[category],
      allocated: given[category],
    });
  return ok([
    written(context, { type: 'CasualtiesCounted', data: { incidentId, place, counts: plain, told } }),
  ]);
}

export function tellCapacity(context: Context, { postId, capacity, told }: Of<'TellCapacity'>): Decision {
  if (!isHospital(context, postId)) return refused({ code: 'HospitalUnknown', postId });
  const { immediate, delayed, minor } = capacity;
  if (![immediate, delayed, minor].every(one => isCount(one))) return refused({ code: 'CountImplausible' });
  const data = { postId, capacity: { immediate, delayed, minor }, told };
  return ok([written(context, { type: 'CapacityTold', data })]);
}

/** More than the hospital has told is said in the entry and holds nobody up: who stands at the scene decides. */
export function allocateCasualties(context: Context, command: Of<'AllocateCasualties'>): Decision {
  const { board } = context;
  const { incidentId, postId, category, count } = command;
  const unitIds = [...new Set(command.unitIds ?? [])];
  const found = major(context, incidentId);
  if (!found.ok) return found;
  if (!isHospital(context, postId)) return refused({ code: 'HospitalUnknown', postId });
  if (!isCount(count) || count === 0) return refused({ code: 'CountImplausible' });
  const missing = unitIds.find(unitId => !isOn(board, found.value, unitId));
  if (missing !== undefined) return refused({ code: 'UnitNotAssigned', unitId: missing, incidentId });
  const counted = casualties(found.value.major)[category];
  const given = allocated(found.value.major)[category];
  if (given + count > counted)
    return refused({ code: 'AllocatedOverCount', incidentId, category, counted, allocated: given });
  const { left } = hospitalRoom(board, postId);
  const over = left === undefined ? 0 : Math.min(count, count - left[category]);
  const number = found.value.major.allocations.length + 1;
  const data = { incidentId, number, postId, category, count, unitIds, ...(over > 0 ? { over } : {}) };
  return ok([written(context, { type: 'CasualtiesAllocated', data })]);
}

export function withdrawAllocation(
  context: Context,
  { incidentId, number }: Of<'WithdrawAllocation'>,
): Decision {
  const found = major(context, incidentId);
  if (!found.ok) return found;
  const allocation = found.value.major.allocations.find(one => one.number === number);
  if (allocation === undefined) return refused({ code: 'AllocationUnknown', incidentId, number });
  if (allocation.withdrawn !== undefined) return nothing;
  return ok([written(context, { type: 'AllocationWithdrawn', data: { incidentId, number } })]);
}

type MajorOne = Incident & { readonly major: Major };

/** The open incident, if it is a major one. */
export function major({ board }: Context, incidentId: IncidentId): Result<MajorOne, Refusal> {
  const incident = openIncident(board, incidentId);
  if (!incident.ok) return incident;
  const { major: standing } = incident.value;
  return standing !== undefined && isMajor(incident.value)
    ? ok({ ...incident.value, major: standing })
    : fail({ code: 'NotMajor', incidentId });
}

/** The unit, on the major incident. */
export function majorUnit(
  context: Context,
  incidentId: IncidentId,
  unitId: UnitId,
): Result<MajorOne, Refusal> {
  const found = major(context, incidentId);
  if (!found.ok) return found;
  return isOn(context.board, found.value, unitId)
    ? found
    : fail({ code: 'UnitNotAssigned', unitId, incidentId });
}

const isHospital = ({ board }: Context, postId: string) =>
  hospitalsOf(board).some(one => one.postId === postId);

const isCount = (count: number, most = COUNT_AT_MOST) =>
  Number.isSafeInteger(count) && count >= 0 && count <= most;
