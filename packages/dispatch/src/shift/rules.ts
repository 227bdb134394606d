import type { Board } from '../board.ts';
import type { Names } from '../configuration.ts';
import type { Capability } from '../ids.ts';
import type { CrewNeed, QualificationId } from './crew.ts';
import type { DutyLimit } from './fatigue.ts';

/** What a centre says of its shifts. */
export interface ShiftRules {
  /** No sign of life from who sits at a desk for so long: the desk is lost to them. */
  readonly lostSeconds: number;
  /** Those that a shift plan may name. */
  readonly qualifications: readonly { readonly qualificationId: QualificationId; readonly names: Names }[];
  /** What a unit's crew must hold before it can do this, beside their number (`minimumPeople`). */
  readonly crewing: { readonly [capability: Capability]: readonly CrewNeed[] };
  readonly limits: readonly DutyLimit[];
  /** Days after their end at which shifts and duties are erased. */
  readonly keepDays: number;
}

/**
 * What a centre starts from. A browser that is put aside answers every ten seconds still; nine missed answers are no stumble of
 * the network. Limits: Directive 2003/88/EC; 13 hours are what its 11 of rest leave of a day, and its weekly hours are an average there and are counted here over any seven days.
 */
export const usualShifts: ShiftRules = {
  lostSeconds: 90,
  qualifications: [],
  crewing: {},
  limits: [
    { limit: 'duty', hours: 13, source: 'Directive 2003/88/EC, art. 3' },
    { limit: 'rest', hours: 11, source: 'Directive 2003/88/EC, art. 3' },
    { limit: 'week', hours: 48, source: 'Directive 2003/88/EC, art. 6' },
  ],
  keepDays: 35,
};

/** A configuration of before may lack the newer ones. */
export const shiftRules = (board: Board): ShiftRules => ({ ...usualShifts, ...board.configuration?.shifts });
