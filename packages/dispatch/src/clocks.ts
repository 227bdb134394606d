import { type Instant, instant } from '@clarion/measure';
import type { Assignment, Board, Call } from './board.ts';
import type { IncidentId, UnitId } from './ids.ts';
import { isAhead } from './schedule.ts';
import { wantsHearing } from './staging.ts';
import { waitingSince, waitsForUnit } from './waiting.ts';

/** A target that is running: what is waited for, since when, and until when. It is overdue once `now` passes `dueAt`. */
export interface RunningClock {
  readonly clock: 'release' | 'dispatch' | 'acknowledge' | 'turnout' | 'safe';
  readonly since: Instant;
  readonly dueAt: Instant;
  readonly overdueMs: number;
  readonly unitId?: UnitId;
}

/**
 * Of an open incident: its first unit, and for each unit its acknowledgement, its turnout, and whether it has heard that it
 * is safe. The most overdue first.
 */
export function clocksOf(board: Board, incidentId: IncidentId, now: Instant): readonly RunningClock[] {
  const incident = board.incidents.get(incidentId);
  const clocks = board.configuration?.clocks;
  if (!incident || !clocks || incident.state !== 'open') return [];
  const running: RunningClock[] = [];
  if (waitsForUnit(board, incident) && !isAhead(incident)) {
    const target = clocks.dispatchSeconds ?? clocks.releaseSeconds;
    running.push(clock('dispatch', waitingSince(board, incident), target, now));
  }
  for (const assignmentId of incident.assignmentIds) {
    const assignment = board.assignments.get(assignmentId);
    if (!assignment || assignment.endedAt !== undefined) continue;
    const { times, unitId, staging } = assignment;
    if (staging?.safe && wantsHearing(assignment))
      running.push({ ...clock('safe', staging.safe.at, clocks.acknowledgeSeconds, now), unitId });
    const since = beganAt(board, assignment);
    if (since === undefined || movedOn(times)) continue;
    if (times.acknowledged === undefined) {
      running.push({ ...clock('acknowledge', since, clocks.acknowledgeSeconds, now), unitId });
    }
    running.push({ ...clock('turnout', since, clocks.turnoutSeconds, now), unitId });
  }
  return running.sort((a, b) => a.dueAt - b.dueAt);
}

/** Of an answered call that dispatch cannot see yet. */
export function clockOfCall(board: Board, call: Call, now: Instant): RunningClock | undefined {
  const clocks = board.configuration?.clocks;
  if (!clocks || call.state !== 'open' || call.answeredAt === undefined || call.incidentId !== undefined) {
    return undefined;
  }
  return clock('release', call.answeredAt, clocks.releaseSeconds, now);
}

/** What waited in the stack begins when the unit comes to it; undefined while it waits. */
export function beganAt(
  board: Board,
  { assignmentId, unitId, stacked, times }: Assignment,
): Instant | undefined {
  if (!stacked) return times.dispatched;
  const unit = board.units.get(unitId);
  return unit?.assignmentIds.at(-1) === assignmentId ? unit.statusSince : undefined;
}

function movedOn(times: { readonly [step: string]: Instant }): boolean {
  return Object.keys(times).some(step => step !== 'dispatched' && step !== 'acknowledged');
}

function clock(name: RunningClock['clock'], since: Instant, seconds: number, now: Instant): RunningClock {
  const dueAt = instant(since + seconds * 1000);
  return { clock: name, since, dueAt, overdueMs: Math.max(0, now - dueAt) };
}
