import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { type Context, type Decision, nothing, refused, saidAfter, written } from './context.ts';
import { major, majorUnit } from './major.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** An order that is to be acknowledged later than that is none. */
const AT_MOST_MS = 24 * 3_600_000;

/** One unit holds a role at a time, and a unit may hold several. */
export function giveRole(context: Context, { incidentId, role, unitId }: Of<'GiveRole'>): Decision {
  const found = majorUnit(context, incidentId, unitId);
  if (!found.ok) return found;
  if (found.value.major.roles.some(one => one.role === role && one.unitId === unitId)) return nothing;
  return ok([written(context, { type: 'RoleGiven', data: { incidentId, role, unitId } })]);
}

export function endRole(context: Context, { incidentId, role }: Of<'EndRole'>): Decision {
  const found = major(context, incidentId);
  if (!found.ok) return found;
  const held = found.value.major.roles.find(one => one.role === role);
  if (held === undefined) return nothing;
  const { unitId } = held;
  return ok([written(context, { type: 'RoleEnded', data: { incidentId, role, unitId } })]);
}

export function giveOrder(context: Context, command: Of<'GiveOrder'>): Decision {
  const { incidentId, unitId, order, dueAt } = command;
  const found = majorUnit(context, incidentId, unitId);
  if (!found.ok) return found;
  if (!Number.isSafeInteger(dueAt) || dueAt <= context.at || dueAt > context.at + AT_MOST_MS)
    return refused({ code: 'TimeImplausible', at: dueAt });
  const number = found.value.major.orders.length + 1;
  return ok([written(context, { type: 'OrderGiven', data: { incidentId, number, unitId, order, dueAt } })]);
}

/** By the unit that it was given to, at its own time; again, it says nothing new. */
export function acknowledgeOrder(context: Context, command: Of<'AcknowledgeOrder'>): Decision {
  const { incidentId, unitId, number, happenedAt } = command;
  const found = majorUnit(context, incidentId, unitId);
  if (!found.ok) return found;
  const given = found.value.major.orders.find(one => one.number === number);
  if (given === undefined || given.unitId !== unitId || given.withdrawn !== undefined)
    return refused({ code: 'OrderUnknown', incidentId, number });
  if (given.acknowledged !== undefined) return nothing;
  const said = saidAfter(context, happenedAt, given.at);
  if (!said.ok) return said;
  const data = { incidentId, number, unitId, order: given.order };
  return ok([written(context, { type: 'OrderAcknowledged', data }, said.value)]);
}

export function withdrawOrder(context: Context, { incidentId, number }: Of<'WithdrawOrder'>): Decision {
  const found = major(context, incidentId);
  if (!found.ok) return found;
  const given = found.value.major.orders.find(one => one.number === number);
  if (given === undefined) return refused({ code: 'OrderUnknown', incidentId, number });
  if (given.withdrawn !== undefined) return nothing;
  const { unitId, order } = given;
  return ok([written(context, { type: 'OrderWithdrawn', data: { incidentId, number, unitId, order } })]);
}
