import { ok } from '@clarion/measure';
import type { Staffing } from '../board.ts';
import type { Command } from '../command.ts';
import { present } from '../present.ts';
import { same } from '../same.ts';
import { type Context, type Decision, knownUnit, nothing, refused, written } from './context.ts';

/** The server has counted who signed on; the same numbers again are nothing new. */
export function countCrew(context: Context, command: Extract<Command, { type: 'CountCrew' }>): Decision {
  const { unitId, people, holds } = command;
  const unit = knownUnit(context.board, unitId);
  if (!unit.ok) return unit;
  const counted = {
    people,
    holds: holds.map(({ qualificationId, valid, expired }) => ({ qualificationId, valid, expired })),
  };
  if (same(counted, unit.value.crew)) return nothing;
  return ok([written(context, { type: 'CrewCounted', data: { unitId, ...counted } })]);
}

const asUsual: Staffing = { without: [] };

/** Who is aboard, and what does not work; said empty, the configuration counts again. */
export function staffUnit(context: Context, command: Extract<Command, { type: 'StaffUnit' }>): Decision {
  const { unitId, people } = command;
  const unit = knownUnit(context.board, unitId);
  if (!unit.ok) return unit;
  const own = unit.value.description.capabilities;
  const unknown = command.without.find(capability => !own.includes(capability));
  if (unknown !== undefined) return refused({ code: 'CapabilityUnknown', unitId, capability: unknown });
  const without = own.filter(capability => command.without.includes(capability));
  const staffing = present<Staffing>({ people, without });
  if (same(staffing, unit.value.staffing ?? asUsual)) return nothing;
  return ok([written(context, { type: 'UnitStaffed', data: { unitId, ...staffing } })]);
}
