import { moveUpSuspension } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { Console } from '../console.ts';
import { advisedNow, SUSPENDED_USUALLY_MIN, untilIn } from '../move-up/advised.ts';
import { type Action, may } from './action.ts';
import { carryOut } from './carry-out.ts';

const firstAdvised = (console: Console) =>
  advisedNow(console.board(), console.picture.moveUps.get(), console.now())[0];

const isSuspended = (console: Console) =>
  moveUpSuspension(console.board(), instant(Math.round(console.now()))) !== undefined;

/** Free units that are moved to posts that others have left. */
export const moveUpActions: readonly Action[] = [
  {
    id: 'acceptMove',
    group: 'unit',
    name: 'action.acceptMove',
    key: { code: 'Digit7', alt: true, shift: true },
    predicate: console => may(console, 'OrderMoveUp') && firstAdvised(console) !== undefined,
    perform: console => sayOfFirst(console, 'OrderMoveUp'),
  },
  {
    id: 'dismissMove',
    group: 'unit',
    name: 'action.dismissMove',
    key: { code: 'Digit8', alt: true, shift: true },
    predicate: console => may(console, 'DismissMoveUp') && firstAdvised(console) !== undefined,
    perform: console => sayOfFirst(console, 'DismissMoveUp'),
  },
  {
    id: 'suspendMoves',
    group: 'view',
    name: 'action.suspendMoves',
    either: { names: ['action.suspendMovesNow', 'action.resumeMovesNow'], second: isSuspended },
    key: { code: 'Digit9', alt: true, shift: true },
    predicate: console => may(console, 'SuspendMoveUps'),
    perform: console => {
      const now = console.now();
      void carryOut(
        console,
        isSuspended(console)
          ? { type: 'ResumeMoveUps' }
          : { type: 'SuspendMoveUps', until: untilIn(now, SUSPENDED_USUALLY_MIN), reason: 'other' },
      );
    },
  },
];

function sayOfFirst(console: Console, type: 'OrderMoveUp' | 'DismissMoveUp'): void {
  const move = firstAdvised(console);
  const adviceId = console.picture.moveUps.get()?.adviceId;
  if (move === undefined || adviceId === undefined) return;
  const { unitId, postId } = move;
  void carryOut(console, { type, unitId, postId, adviceId });
}
