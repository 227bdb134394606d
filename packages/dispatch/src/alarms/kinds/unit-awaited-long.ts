import type { Instant } from '@clarion/measure';
import type { Board } from '../../board.ts';
import { type LongWaiting, waitingLong } from '../../waiting-long.ts';
import type { AlarmKind, FloorAlarm } from '../alarm.ts';
import { causeOfWaiting, unitAwaited, waitingByDesk } from './unit-awaited.ts';

/** They wait longer still: the supervisor is told, whoever has acknowledged what. */
export const unitAwaitedLong: AlarmKind = {
  kind: 'unitAwaitedLong',
  severity: 'high',
  *causes(board, now) {
    const waiting = waitingLong(board, 'supervisorSeconds', now);
    if (waiting.length > 0) yield causeOfWaiting('all', waiting);
  },
  owner: () => undefined,
  isWorse: unitAwaited.isWorse!,
};

/** Which incidents an alarm about waiting names now, the most urgent first. */
export function waitingOfAlarm(
  board: Board,
  { kind, key }: FloorAlarm,
  now: Instant,
): readonly LongWaiting[] {
  if (kind === 'unitAwaitedLong') return waitingLong(board, 'supervisorSeconds', now);
  if (kind !== 'unitAwaited') return [];
  return waitingByDesk(board, now).get(key.slice(kind.length + 1)) ?? [];
}
