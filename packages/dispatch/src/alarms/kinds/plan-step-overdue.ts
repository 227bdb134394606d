import { type Instant, instant } from '@clarion/measure';
import { deskOfStep, isOverdue, openSteps } from '../../emergency-plan/standing.ts';
import type { AlarmKind } from '../alarm.ts';

/** Steps of an incident's plan that are open beyond their time: one alarm for all of them that are one desk's. */
export const planStepOverdue: AlarmKind = {
  kind: 'planStepOverdue',
  severity: 'medium',
  *causes(board, now) {
    const since = new Map<string, { readonly incidentId: string; readonly at: Instant }>();
    for (const one of openSteps(board)) {
      if (!isOverdue(one, now)) continue;
      const { incidentId } = one.incident;
      const subject = `${incidentId}/${deskOfStep(board, one) ?? ''}`;
      const known = since.get(subject)?.at ?? one.dueAt!;
      since.set(subject, { incidentId, at: instant(Math.min(known, one.dueAt!)) });
    }
    for (const [subject, { incidentId, at }] of since) yield { subject, since: at, about: { incidentId } };
  },
  owner: (_, { subject }) => subject.slice(subject.indexOf('/') + 1) || undefined,
};
