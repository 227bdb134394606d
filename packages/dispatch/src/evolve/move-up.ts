import type { Instant } from '@clarion/measure';
import type { Board, Unit } from '../board.ts';
import type { Entry } from '../entry.ts';
import { changeUnit } from './change.ts';
import { hear } from './heard.ts';

type MoveUpEntry = Extract<Entry, { type: `MoveUp${string}` }>;

/** Moves are counted for the longest shift there is; a dismissal is remembered as long. */
const KEPT_MS = 24 * 3_600_000;

export function evolveMoveUp(board: Board, entry: MoveUpEntry): void {
  switch (entry.type) {
    case 'MoveUpOrdered': {
      const { unitId, postId, home } = entry.data;
      const { at, actor } = entry;
      changeUnit(board, unitId, entry.seq, unit => ({
        ...unit,
        moveUp: { postId, by: actor, orderedAt: at },
        ...(home ? {} : { movedUpAt: [...recent(unit.movedUpAt ?? [], at), at] }),
      }));
      return;
    }
    case 'MoveUpAcknowledged':
    case 'MoveUpReached': {
      const { unitId, postId } = entry.data;
      const { at } = entry;
      changeUnit(board, unitId, entry.seq, unit => {
        if (unit.moveUp?.postId !== postId) return unit;
        const acknowledgedAt = unit.moveUp.acknowledgedAt ?? at;
        if (entry.type === 'MoveUpAcknowledged')
          return { ...unit, moveUp: { ...unit.moveUp, acknowledgedAt } };
        // At home the order has done its work.
        if (postId === unit.description.postId) return withoutMoveUp(unit);
        return { ...unit, moveUp: { ...unit.moveUp, acknowledgedAt, reachedAt: at } };
      });
      if (entry.actor.kind === 'unit') hear(board, unitId, at, 'message', entry.seq);
      return;
    }
    case 'MoveUpDismissed': {
      const { unitId, postId } = entry.data;
      const kept = board.dismissedMoves.filter(one => one.at > entry.at - KEPT_MS);
      board.dismissedMoves = [...kept, { unitId, postId, at: entry.at }];
      return;
    }
    case 'MoveUpsSuspended':
      board.moveUpSuspended = { ...entry.data, by: entry.actor, since: entry.at };
      return;
    case 'MoveUpsResumed':
      board.moveUpSuspended = undefined;
      return;
  }
}

const recent = (moves: readonly Instant[], at: Instant) => moves.filter(one => one > at - KEPT_MS);

export const withoutMoveUp = ({ moveUp: _, ...unit }: Unit): Unit => unit;
