import { type Board, checksOnFloor, type Due, type FixTimes } from '@clarion/dispatch';

/** Each state of a check has a sign besides its word and colour. */
export const dueSigns: Readonly<Record<Due['state'], string>> = { fine: '◷', due: '!', overdue: '‼' };

const order: readonly Due['state'][] = ['overdue', 'due', 'fine'];

/** Overdue the longest first, then what is overdue soonest, then what is due soonest. */
export function byUrgency(a: Due, b: Due): number {
  if (a.state !== b.state) return order.indexOf(a.state) - order.indexOf(b.state);
  return a.state === 'fine' ? a.warnAt - b.warnAt : a.overdueAt - b.overdueAt;
}

/** Of each crew with a check running the one that presses most. */
export function pressing(board: Board, now: Board['at'], fixTimes?: FixTimes): ReadonlyMap<string, Due> {
  const most = new Map<string, Due>();
  for (const due of checksOnFloor(board, now, fixTimes)) {
    const known = most.get(due.unitId);
    if (known === undefined || byUrgency(due, known) < 0) most.set(due.unitId, due);
  }
  return most;
}

/** Crews with a check running, the most urgent first; of equals by their number. */
export function unitsByDue(due: ReadonlyMap<string, Due>): readonly string[] {
  return [...due.values()]
    .sort((a, b) => byUrgency(a, b) || a.unitId.localeCompare(b.unitId, 'en', { numeric: true }))
    .map(({ unitId }) => unitId);
}

export const countOf = (due: ReadonlyMap<string, Due>, state: Due['state']): number =>
  [...due.values()].filter(one => one.state === state).length;
