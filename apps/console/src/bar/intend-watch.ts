import { desksOf, desksOfOperator, mayGive } from '@clarion/dispatch';
import type { WireCommand } from '@clarion/protocol';
import { firstUnacknowledged } from '../alarms/here.ts';
import type { Intention, Situation } from './intention.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

/** What the verbs about desks, alarms and crews that are heard or in need mean; undefined for any other. */
export function watchIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  const { board, role, operatorId } = situation;
  const { unitIds } = parsed;
  const incidentId = parsed.incidentId ?? situation.incidentId;
  const act = (command: WireCommand, more: Partial<Extract<Intention, { kind: 'act' }>> = {}): Intention =>
    mayGive(role, command.type, board)
      ? { kind: 'act', verb, commands: [command], unitIds: [], doubts: [], ...more }
      : problem('notYourRole');
  const [unitId] = unitIds;
  switch (verb) {
    case 'heard':
      return unitId === undefined
        ? problem('unitMissing')
        : act({ type: 'HearUnits', unitIds: [...unitIds], via: 'voice' }, { unitIds });
    case 'accounted': {
      if (unitIds.length > 0)
        return act({ type: 'HearUnits', unitIds: [...unitIds], via: 'voice', accounted: true }, { unitIds });
      const incident = board.incidents.get(incidentId ?? '');
      if (incident === undefined) return problem('incidentMissing');
      const there = incident.assignmentIds.flatMap(id => {
        const unit = board.units.get(board.assignments.get(id)?.unitId ?? '');
        return unit?.status === 'onScene' && unit.assignmentIds.at(-1) === id ? [unit.unitId] : [];
      });
      if (there.length === 0) return problem('noCrews', { incident: incident.incidentId });
      return act({ type: 'HearUnits', unitIds: there, via: 'voice', accounted: true }, { unitIds: there });
    }
    case 'mayday':
      return unitId === undefined
        ? problem('unitMissing')
        : act({ type: 'RaiseEmergency', unitId }, { unitIds: [unitId] });
    case 'endEmergency':
      return unitId === undefined
        ? problem('unitMissing')
        : act({ type: 'EndEmergency', unitId }, { unitIds: [unitId] });
    case 'desk':
    case 'give': {
      const wanted = (parsed.rest || unitId || '').trim().toUpperCase();
      const desk = desksOf(board).find(one => one.deskId.toUpperCase() === wanted);
      if (desk === undefined)
        return problem('deskForm', {
          list: desksOf(board)
            .map(one => one.deskId)
            .join(', '),
        });
      if (verb === 'desk') return act({ type: 'TakeDesk', deskId: desk.deskId }, { detail: desk.deskId });
      if (incidentId === undefined) return problem('incidentMissing');
      return act(
        { type: 'GiveIncident', incidentId, deskId: desk.deskId },
        { incidentId, detail: desk.deskId },
      );
    }
    case 'leaveDesk': {
      const deskId = parsed.rest.trim().toUpperCase() || unitId || desksOfOperator(board, operatorId)[0];
      return deskId === undefined
        ? problem('deskMissing')
        : act({ type: 'LeaveDesk', deskId }, { detail: deskId });
    }
    case 'ackAlarm': {
      const alarm = firstUnacknowledged(board, operatorId);
      return alarm === undefined
        ? problem('noAlarm')
        : act({ type: 'AcknowledgeAlarm', key: alarm.key }, { detail: alarm.key });
    }
    default:
      return undefined;
  }
}
