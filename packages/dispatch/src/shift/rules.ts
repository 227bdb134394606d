import type { Board } from '../board.ts';

/** What a centre says of its shifts. */
export interface ShiftRules {
  /** No sign of life from who sits at a desk for so long: the desk is lost to them. */
  readonly lostSeconds: number;
}

/** A browser that is put aside answers every ten seconds still; nine missed answers are no stumble of the network. */
export const usualShifts: ShiftRules = { lostSeconds: 90 };

export const shiftRules = (board: Board): ShiftRules => board.configuration?.shifts ?? usualShifts;
