import type { Instant } from '@clarion/measure';
import type { Assignment } from './board.ts';
import { type AssignmentStep, assignmentSteps, type UnitStatus } from './status.ts';

type Times = Assignment['times'];

export function isStep(status: UnitStatus): status is AssignmentStep {
  return status !== 'available' && status !== 'outOfService';
}

/** Whether `at` for `step` keeps the steps in the order of time. The step's own present time does not count. */
export function fits(times: Times, step: AssignmentStep, at: Instant): boolean {
  const place = assignmentSteps.indexOf(step);
  return assignmentSteps.every((other, i) => {
    const time = times[other];
    return time === undefined || i === place || (i < place ? time <= at : time >= at);
  });
}

/** The farthest step that has a time. */
export function reached(times: Times): AssignmentStep {
  return assignmentSteps.findLast(step => times[step] !== undefined) ?? 'dispatched';
}

/** The latest time in the record; an assignment cannot end before it. */
export function latest(times: Times): Instant | undefined {
  let newest: Instant | undefined;
  for (const step of assignmentSteps) {
    const time = times[step];
    if (time !== undefined && (newest === undefined || time > newest)) newest = time;
  }
  return newest;
}
