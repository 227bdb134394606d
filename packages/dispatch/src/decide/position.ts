import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { present } from '../present.ts';
import { type Context, type Decision, knownUnit, nothing, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function placeUnit(context: Context, command: Of<'PlaceUnit'>): Decision {
  const { unitId, at, label, expiresAt } = command;
  const unit = knownUnit(context.board, unitId);
  if (!unit.ok) return unit;
  if (expiresAt <= context.now) return refused({ code: 'TimeImplausible', at: expiresAt });
  const data = present<Omit<Of<'PlaceUnit'>, 'type'>>({ unitId, at, label, expiresAt });
  return ok([written(context, { type: 'UnitPlaced', data })]);
}

export function doubtPosition(context: Context, { unitId, reason }: Of<'DoubtPosition'>): Decision {
  const unit = knownUnit(context.board, unitId);
  if (!unit.ok) return unit;
  if (unit.value.doubt?.reason === reason) return nothing;
  return ok([written(context, { type: 'PositionDoubted', data: { unitId, reason } })]);
}

export function trustPosition(context: Context, { unitId }: Of<'TrustPosition'>): Decision {
  const unit = knownUnit(context.board, unitId);
  if (!unit.ok) return unit;
  if (!unit.value.doubt) return nothing;
  return ok([written(context, { type: 'PositionTrusted', data: { unitId } })]);
}
