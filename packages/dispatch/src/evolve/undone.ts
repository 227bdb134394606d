import type { Board, Incident } from '../board.ts';
import { amended, toldBefore } from '../change.ts';
import type { Entry, RestoreStep } from '../entry.ts';
import { keysOf, touch } from '../undo-keys.ts';
import { moveCall } from './call.ts';
import { changeAssignment, changeIncident, changeUnit, letGo } from './change.ts';
import { withMark, withPlan } from './emergency-plan.ts';
import { reopened } from './incident.ts';
import { join, letGoOf, part, untaken, withLink } from './merge.ts';
import { withoutMove } from './moving.ts';
import { forgetOverride } from './override.ts';
import { tellCrews } from './page.ts';
import { withSchedule } from './schedule.ts';
import { withStaging } from './staging.ts';

type Undone = Extract<Entry, { type: 'EntryUndone' }>;

export function evolveUndone(board: Board, entry: Undone): void {
  for (const step of entry.data.restore.steps) {
    restore(board, entry, step);
    touch(board, entry, keysOf(step));
  }
  for (const unitId of entry.data.restore.unitIds ?? []) letGo(board, unitId);
}

function restore(board: Board, entry: Undone, step: RestoreStep): void {
  const { seq, at } = entry;
  switch (step.kind) {
    case 'assignmentsUndone':
      forgetOverride(
        board,
        step.assignments.map(({ assignmentId }) => assignmentId),
      );
      for (const { assignmentId, unitId, status, statusSince, stacked } of step.assignments) {
        changeAssignment(board, assignmentId, was => ({ ...was, endedAt: at, outcome: 'undone' }));
        changeUnit(board, unitId, seq, unit => ({
          ...unit,
          // What only waited changed nothing of what the unit does.
          ...(stacked ? {} : { status, statusSince }),
          assignmentIds: unit.assignmentIds.filter(id => id !== assignmentId),
        }));
      }
      changeIncident(board, step.incidentId, seq);
      return;
    case 'assignmentReopened': {
      const { assignmentId, unitId, status, statusSince, assignmentIds } = step;
      changeAssignment(board, assignmentId, ({ endedAt: _, outcome: __, ...was }) => was);
      changeUnit(board, unitId, seq, unit => ({ ...unit, status, statusSince, assignmentIds }));
      changeIncident(board, step.incidentId, seq);
      return;
    }
    case 'statusBack': {
      const { unitId, status, statusSince, assignmentIds } = step;
      const reported = step.step;
      if (reported) {
        changeAssignment(board, reported.assignmentId, was => {
          const { [reported.step]: _, ...times } = was.times;
          return { ...was, times };
        });
        const incidentId = board.assignments.get(reported.assignmentId)?.incidentId;
        if (incidentId !== undefined) changeIncident(board, incidentId, seq);
      }
      changeUnit(board, unitId, seq, unit => ({ ...unit, status, statusSince, assignmentIds }));
      return;
    }
    case 'incidentReopened':
      changeIncident(board, step.incidentId, seq, reopened);
      return;
    case 'incidentFields': {
      const was = board.incidents.get(step.incidentId);
      changeIncident(
        board,
        step.incidentId,
        seq,
        ({ typeId: _, place: __, hazardMarks, ...was }): Incident =>
          amended(
            {
              ...was,
              ...marksBack(hazardMarks, step.beside),
              priority: step.priority,
              ...(step.typeId === null ? {} : { typeId: step.typeId }),
              ...(step.place === null ? {} : { place: step.place }),
            },
            step.beside
              ? {
                  hazards: step.beside.hazards ?? [],
                  stage: step.beside.stage,
                  needs: step.beside.needs ?? [],
                }
              : {},
          ),
      );
      const now = board.incidents.get(step.incidentId);
      const told = step.told && was && now ? toldBefore(was, now) : undefined;
      if (told) tellCrews(board, step.incidentId, { seq, at, was: told });
      return;
    }
    case 'alarmBack':
      changeIncident(
        board,
        step.incidentId,
        seq,
        ({ alarm: _, ...was }): Incident => (step.alarm === null ? was : { ...was, alarm: step.alarm }),
      );
      return;
    case 'planBack':
      changeIncident(board, step.incidentId, seq, was =>
        withPlan(was, step.planId, step.active, step.declined),
      );
      return;
    case 'planStepBack':
      changeIncident(board, step.incidentId, seq, was => withMark(was, step.planId, step.stepId, step.mark));
      return;
    case 'linkBack':
      changeIncident(board, step.incidentId, seq, was => withLink(was, step.otherIncidentId, step.linked));
      return;
    case 'mergeBack':
      part(board, step.incidentId, step.merged.into, step.merged, seq);
      return;
    case 'takenBack':
      changeIncident(board, step.incidentId, seq, was => untaken(was, step.taken));
      return;
    case 'splitBack':
      join(board, step.incidentId, step.parts, at, seq, step.merged);
      return;
    case 'letGoBack': {
      const { taken, priority, alarm } = step;
      changeIncident(board, step.incidentId, seq, was => {
        const back = letGoOf(was, taken.incidentId, { priority, alarm });
        return { ...back, takenIn: [...(back.takenIn ?? []), taken] };
      });
      return;
    }
    case 'moveBack':
      changeIncident(board, step.incidentId, seq, was => withoutMove(was, step.sealedId));
      return;
    case 'scheduleBack':
      changeIncident(board, step.incidentId, seq, was => withSchedule(was, step.schedule));
      return;
    case 'stagingBack':
      for (const { assignmentId, staging } of step.assignments)
        changeAssignment(board, assignmentId, was => withStaging(was, staging));
      changeIncident(
        board,
        step.incidentId,
        seq,
        ({ staging: _, ...was }): Incident =>
          step.staging === null ? was : { ...was, staging: step.staging },
      );
      return;
    case 'cordonGone':
      board.cordons.delete(step.cordonId);
      changeIncident(board, step.incidentId, seq);
      return;
    case 'cordonBack':
      board.cordons.set(step.cordon.cordonId, step.cordon);
      changeIncident(board, step.cordon.incidentId, seq);
      return;
    case 'pointBack':
      changeAssignment(board, step.assignmentId, ({ point: _, ...was }) =>
        step.point === null ? was : { ...was, point: step.point },
      );
      changeIncident(board, step.incidentId, seq);
      return;
    case 'callMoved':
      moveCall(board, step.callId, step.from, step.to, seq);
      return;
  }
}

/** An undo that changed no hazard leaves what was entered of them. */
const marksBack = (
  now: Incident['hazardMarks'],
  beside: Extract<RestoreStep, { kind: 'incidentFields' }>['beside'],
): Pick<Incident, 'hazardMarks'> => {
  const hazardMarks = beside === undefined ? now : beside.marks;
  return hazardMarks === undefined ? {} : { hazardMarks };
};
