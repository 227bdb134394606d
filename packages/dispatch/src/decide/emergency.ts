import { ok } from '@clarion/measure';
import { emergency, emergencyCause } from '../alarms/kinds/emergency.ts';
import type { Command } from '../command.ts';
import type { EntryBody } from '../entry.ts';
import { clearedAlarm, raisedAlarm } from './alarms.ts';
import { type Context, type Decision, knownUnit, nothing, plausible, refused, written } from './context.ts';
import { incidentOf } from './heard.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * A crew calls for help. The alarm is raised in the same command, so that it waits for no clock. What was pressed before the
 * unit's newest emergency ended was about that one: it stays in the record and alarms nobody.
 */
export function raiseEmergency(context: Context, command: Of<'RaiseEmergency'>): Decision {
  const { board, envelope } = context;
  const { unitId, fix } = command;
  const unit = knownUnit(board, unitId);
  if (!unit.ok) return unit;
  const said = plausible(command.happenedAt ?? context.at, context.now);
  if (!said.ok) return said;
  const known = board.emergencies.get(unitId);
  if (known && (known.safeAt === undefined || said.value <= known.safeAt)) return nothing;
  const late = (board.emergencyEnds.get(unitId) ?? -1) >= said.value;
  const incidentId = incidentOf(board, unitId);
  const via = envelope.actor.kind === 'operator' ? 'voice' : 'button';
  const data: Extract<EntryBody, { type: 'EmergencyRaised' }>['data'] = {
    unitId,
    ...(incidentId === undefined ? {} : { incidentId }),
    via,
    ...(fix ? { fix: { at: fix.at, fixAt: fix.fixAt } } : {}),
    ...(late ? { late } : {}),
  };
  const raised = written(context, { type: 'EmergencyRaised', data }, said.value);
  if (late) return ok([raised]);
  const cause = emergencyCause({
    unitId,
    ...(incidentId === undefined ? {} : { incidentId }),
    since: said.value,
    toldAt: context.now,
    via,
    by: envelope.actor,
  });
  return ok([raised, ...raisedAlarm(context, emergency, cause)]);
}

/** A claim that ends nothing: who holds a crew's button may hold it against its will. */
export function claimSafe(context: Context, { unitId, happenedAt }: Of<'ClaimSafe'>): Decision {
  const known = context.board.emergencies.get(unitId);
  if (!known) return refused({ code: 'NoEmergency', unitId });
  const said = plausible(happenedAt ?? context.at, context.now);
  if (!said.ok) return said;
  if (known.safeAt !== undefined || said.value < known.since) return nothing;
  const { incidentId } = known;
  const data = { unitId, ...(incidentId === undefined ? {} : { incidentId }) };
  return ok([written(context, { type: 'SafeClaimed', data }, said.value)]);
}

export function endEmergency(context: Context, { unitId }: Of<'EndEmergency'>): Decision {
  const known = context.board.emergencies.get(unitId);
  if (!known) return refused({ code: 'NoEmergency', unitId });
  const { incidentId } = known;
  const data = { unitId, ...(incidentId === undefined ? {} : { incidentId }) };
  return ok([
    written(context, { type: 'EmergencyEnded', data }),
    ...clearedAlarm(context, emergency, unitId),
  ]);
}
