import { type Board, desksOfOperator, type FloorAlarm, isHeardBy } from '@clarion/dispatch';

const order = ['emergency', 'high', 'medium', 'low'];

/** Alarms that stand where this person sits: those not acknowledged first, the most severe first, then the oldest. */
export function alarmsHere(board: Board, operatorId: string): readonly FloorAlarm[] {
  return [...board.alarms.values()]
    .filter(alarm => isHeardBy(board, alarm, operatorId))
    .sort(
      (a, b) =>
        Number(a.acknowledged !== undefined) - Number(b.acknowledged !== undefined) ||
        order.indexOf(a.severity) - order.indexOf(b.severity) ||
        a.raisedAt - b.raisedAt,
    );
}

/** The one that a key acknowledges. */
export const firstUnacknowledged = (board: Board, operatorId: string): FloorAlarm | undefined =>
  alarmsHere(board, operatorId).find(alarm => alarm.acknowledged === undefined);

/** Which alarms this page has yet to sound: by key and round, each once. */
export function toSound(
  board: Board,
  operatorId: string,
  done: ReadonlySet<string>,
): readonly { readonly alarm: FloorAlarm; readonly id: string }[] {
  return alarmsHere(board, operatorId).flatMap(alarm => {
    if (alarm.acknowledged !== undefined) return [];
    const id = `${alarm.key} ${alarm.raisedAt} ${alarm.repeats}`;
    const told = alarm.sounded.some(
      one => one.by.id === operatorId && one.round === alarm.repeats && one.how !== 'blocked',
    );
    return done.has(id) || told ? [] : [{ alarm, id }];
  });
}

export const deskHere = (board: Board, operatorId: string): string | undefined =>
  desksOfOperator(board, operatorId)[0];
