import { instant } from '@clarion/measure';
import { deskOfStep, isOverdue, openSteps } from '../../emergency-plan/standing.ts';
import type { AlarmKind, Cause } from '../alarm.ts';

/** Steps of an incident's plan that are open beyond their time: one alarm for all of them that are one desk's. */
export const planStepOverdue: AlarmKind = {
  kind: 'planStepOverdue',
  severity: 'medium',
  *causes(board, now) {
    const desks = new Map<string, Cause>();
    for (const one of openSteps(board)) {
      if (!isOverdue(one, now)) continue;
      const { incidentId } = one.incident;
      const subject = `${incidentId}/${deskOfStep(board, one) ?? ''}`;
      const { since, newest } = desks.get(subject) ?? {};
      desks.set(subject, {
        subject,
        since: instant(Math.min(since ?? one.dueAt!, one.dueAt!)),
        newest: instant(Math.max(newest ?? one.dueAt!, one.dueAt!)),
        about: { incidentId },
      });
    }
    yield* desks.values();
  },
  owner: (_, { subject }) => subject.slice(subject.indexOf('/') + 1) || undefined,
};
