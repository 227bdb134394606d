import { type Instant, instant } from '@clarion/measure';
import { alarmRules } from './alarms/rules.ts';
import { usualWaiting, type WaitingRule } from './alarms/waiting-rules.ts';
import type { Board, Incident } from './board.ts';
import type { Priority } from './configuration.ts';
import { isAhead } from './schedule.ts';
import { waitingSince, waitsForUnit } from './waiting.ts';

/** Who is told next of an incident that waits. */
export type WaitingStep = Exclude<keyof WaitingRule, 'priority'>;

export interface LongWaiting {
  readonly incident: Incident;
  /** Since when it waits. */
  readonly since: Instant;
  /** When the step was due. */
  readonly dueAt: Instant;
}

/** Open incidents that have waited for a first unit as long as the centre's rule says for the step, the most urgent first, then the longest. */
export function waitingLong(board: Board, step: WaitingStep, now: Instant): readonly LongWaiting[] {
  const found: LongWaiting[] = [];
  for (const incidentId of board.openIncidents) {
    const incident = board.incidents.get(incidentId);
    const rule = incident && waitingRule(board, incident.priority);
    if (incident === undefined || rule === undefined || isAhead(incident)) continue;
    const since = waitingSince(board, incident);
    const dueAt = instant(since + rule[step] * 1000);
    if (now >= dueAt && waitsForUnit(board, incident)) found.push({ incident, since, dueAt });
  }
  return found.sort((a, b) => a.incident.priority - b.incident.priority || a.since - b.since);
}

/** A priority without a rule is not watched. */
const waitingRule = (board: Board, priority: Priority): WaitingRule | undefined =>
  (alarmRules(board).waiting ?? usualWaiting).find(one => one.priority === priority);
