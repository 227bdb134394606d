import { type Board, isDismissed, isFreeToMove, moveUpSuspension, standsAt } from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import type { AdvisedMove, MoveUpAdviceAnswer } from '@clarion/protocol';

/** What is advised and still stands on this board: the server's next answer may be half a second away. */
export function advisedNow(
  board: Board,
  advice: MoveUpAdviceAnswer | undefined,
  now: number,
): readonly AdvisedMove[] {
  if (advice === undefined || moveUpSuspension(board, instant(now)) !== undefined) return [];
  return advice.moves.filter(({ unitId, postId }) => {
    const unit = board.units.get(unitId);
    if (unit === undefined || !isFreeToMove(board, unit) || standsAt(unit) === postId) return false;
    const isUnderWay = unit.moveUp !== undefined && unit.moveUp.reachedAt === undefined;
    return !isUnderWay && !isDismissed(board, unitId, postId, now - SEEN_AGAIN_MS);
  });
}
/** What was dismissed here is gone at once, whatever the policy; the server says when it is advised again. */
const SEEN_AGAIN_MS = 10_000;

/** One key suspends for so long; the command bar says another time and why. */
export const SUSPENDED_USUALLY_MIN = 30;
export const untilIn = (now: number, minutes: number): Instant => instant(Math.round(now + minutes * 60_000));
