import { type Instant, instant } from '@clarion/measure';
import type { Board } from '../../board.ts';
import { deskOfIncident } from '../../desk.ts';
import type { DeskId } from '../../ids.ts';
import { type LongWaiting, waitingLong } from '../../waiting-long.ts';
import type { AlarmKind, Cause } from '../alarm.ts';

/** What an alarm says of those that wait: how many, the most urgent of them, and of these the one that waits longest. */
export function causeOfWaiting(subject: string, waiting: readonly LongWaiting[]): Cause {
  const since = instant(Math.min(...waiting.map(({ dueAt }) => dueAt)));
  const [{ incident }] = waiting as [LongWaiting];
  const { incidentId, priority } = incident;
  return { subject, since, about: { incidentId, priority, waiting: waiting.length } };
}

export function waitingByDesk(board: Board, now: Instant): ReadonlyMap<DeskId, readonly LongWaiting[]> {
  const desks = new Map<DeskId, LongWaiting[]>();
  for (const one of waitingLong(board, 'deskSeconds', now)) {
    const deskId = deskOfIncident(board, one.incident) ?? '';
    desks.set(deskId, [...(desks.get(deskId) ?? []), one]);
  }
  return desks;
}

/**
 * Incidents wait for a first unit longer than the centre wants: one alarm for all of a desk, however many. When a more urgent
 * one than it told of begins to wait, it is raised again.
 */
export const unitAwaited: AlarmKind = {
  kind: 'unitAwaited',
  severity: 'high',
  *causes(board, now) {
    for (const [deskId, waiting] of waitingByDesk(board, now)) yield causeOfWaiting(deskId, waiting);
  },
  owner: (_, { subject }) => (subject === '' ? undefined : subject),
  isWorse: ({ about }, alarm) => (about.priority ?? 4) < (alarm.about.priority ?? 4),
};
