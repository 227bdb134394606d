import { type Instant, instant } from '@clarion/measure';
import type { Board, Unit } from '../../board.ts';
import { deskOfArea } from '../../desk.ts';
import { type Deployment, shortages } from '../../readiness.ts';
import type { AlarmKind } from '../alarm.ts';

/** Fewer crews are free than the readiness level asks for. */
export const lowCover: AlarmKind = {
  kind: 'lowCover',
  severity: 'low',
  seldom: true,
  *causes(board, now, { minuteOfWeek }) {
    for (const short of shortages(board, now, minuteOfWeek)) {
      const { areaId, minimum } = short;
      const { capability } = minimum;
      const about = { capability, ...(areaId === undefined ? {} : { areaId }) };
      yield { subject: `${areaId ?? ''}/${capability}`, since: shortSince(board, short), about };
    }
  },
  owner: (board, { about }) => (about.areaId === undefined ? undefined : deskOfArea(board, about.areaId)),
};

/** When so many were gone that the minimum was no longer met; the newest entry's time where nobody is gone. */
function shortSince(board: Board, { minimum, free }: Deployment): Instant {
  const gone: number[] = [];
  for (const unit of board.units.values())
    if (unit.status !== 'available' && unit.description.capabilities.includes(minimum.capability))
      gone.push(goneSince(board, unit));
  gone.sort((a, b) => b - a);
  return instant(gone[Math.min(gone.length, Math.max(1, minimum.count - free)) - 1] ?? board.at);
}

function goneSince(board: Board, { assignmentIds, statusSince }: Unit): number {
  const first = board.assignments.get(assignmentIds[0] ?? '')?.times.dispatched;
  return Math.min(first ?? statusSince, statusSince);
}
