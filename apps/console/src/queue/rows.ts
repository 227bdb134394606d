import { type Board, clockOfCall, clocksOf, type QueueItem, queue } from '@clarion/dispatch';
import { instant } from '@clarion/measure';

export type QueueRow = QueueItem & { readonly id: string };

const idOf = (item: QueueItem) => (item.kind === 'call' ? item.call.callId : item.incident.incidentId);

/** Calls that have no incident, and incidents that nobody has been sent to. */
export function waitingRows(board: Board): readonly QueueRow[] {
  return queue(board)
    .filter(item => item.kind === 'call' || item.waits === 'firstUnit')
    .map(item => ({ ...item, id: idOf(item) }));
}

/** Open incidents with units on them, or with all units gone and not yet closed. */
export function activeRows(board: Board): readonly (QueueRow & { readonly kind: 'incident' })[] {
  return queue(board).flatMap(item =>
    item.kind === 'incident' && item.waits !== 'firstUnit' ? [{ ...item, id: item.incident.incidentId }] : [],
  );
}

/** How late the row is by the centre's own targets; 0 when in time. */
export function overdueMs(board: Board, row: QueueRow, now: number): number {
  if (row.kind === 'call') return clockOfCall(board, row.call, instant(now))?.overdueMs ?? 0;
  return clocksOf(board, row.incident.incidentId, instant(now)).reduce(
    (most, clock) => Math.max(most, clock.overdueMs),
    0,
  );
}

/** Units of an incident whose own clock has run out. */
export function overdueUnits(board: Board, incidentId: string, now: number): ReadonlySet<string> {
  const late = clocksOf(board, incidentId, instant(now)).filter(clock => clock.overdueMs > 0);
  return new Set(late.flatMap(clock => clock.unitId ?? []));
}
