import { instant } from '@clarion/measure';
import { ribbon } from '../../clocks/ribbon.ts';
import { targetOf } from '../../clocks/target.ts';
import { deskOfCall, deskOfIncident } from '../../desk.ts';
import { interpreterNow } from '../../interpreter.ts';
import type { AlarmKind, Cause } from '../alarm.ts';
import { alarmRules } from '../rules.ts';

/** A clock that is shown runs past its target, of the clocks that the centre wants to be told of. */
export const clockOver: AlarmKind = {
  kind: 'clockOver',
  severity: 'low',
  *causes(board, now): Generator<Cause> {
    const { clocks } = alarmRules(board);
    if (clocks.includes('release')) {
      const target = targetOf(board, 'release', {});
      for (const callId of target ? board.openCalls : []) {
        const call = board.calls.get(callId);
        if (call?.state !== 'open' || call.answeredAt === undefined || call.incidentId !== undefined)
          continue;
        const since = instant(call.answeredAt + target!.seconds * 1000);
        if (now >= since) yield { subject: `${callId}/release`, since, about: { callId, clock: 'release' } };
      }
    }
    if (clocks.includes('interpreter')) {
      const target = targetOf(board, 'interpreter', {});
      for (const callId of target ? board.openCalls : []) {
        const call = board.calls.get(callId);
        const turn = call?.incidentId === undefined && call ? interpreterNow(call) : undefined;
        if (turn?.askedAt === undefined || turn.onLineAt !== undefined) continue;
        const since = instant(turn.askedAt + target!.seconds * 1000);
        if (now >= since)
          yield { subject: `${callId}/interpreter`, since, about: { callId, clock: 'interpreter' } };
      }
    }
    for (const incidentId of board.openIncidents) {
      for (const { clock, state, since, target } of ribbon(board, incidentId, now)) {
        if (state !== 'running' || since === undefined || !target || !clocks.includes(clock)) continue;
        const dueAt = instant(since + target.seconds * 1000);
        if (now >= dueAt)
          yield { subject: `${incidentId}/${clock}`, since: dueAt, about: { incidentId, clock } };
      }
    }
  },
  owner(board, { about }) {
    const incident = board.incidents.get(about.incidentId ?? '');
    if (incident) return deskOfIncident(board, incident);
    const call = board.calls.get(about.callId ?? '');
    return call && deskOfCall(board, call);
  },
};
