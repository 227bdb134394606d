import { fail, ok, type Result } from '@clarion/measure';
import type { Board } from '../board.ts';
import { type DeskDescription, desksOf } from '../desk.ts';
import type { DeskId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';

export function knownDesk(board: Board, deskId: DeskId): Result<DeskDescription, Refusal> {
  const desk = desksOf(board).find(one => one.deskId === deskId);
  return desk ? ok(desk) : fail({ code: 'DeskUnknown', deskId });
}
