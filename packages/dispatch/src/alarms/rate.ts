import { type Instant, instant } from '@clarion/measure';
import type { Board } from '../board.ts';
import { desksOf, supervisorDesk } from '../desk.ts';
import type { DeskId } from '../ids.ts';
import { alarmRules } from './rules.ts';

const HOUR_MS = 3_600_000;
/** Longer ago than any shift. */
export const RAISES_KEPT_MS = 24 * HOUR_MS;

export interface AlarmRate {
  readonly deskId: DeskId;
  /** Raised for this desk in the last hour; repeats count. */
  readonly lastHour: number;
  /** The mean of the hours since its first alarm, at most a day. */
  readonly perHour: number;
  readonly budget: number;
  readonly isOver: boolean;
}

/** Alarms per desk and hour against the budget, in the order of the configuration. Those without a desk are the supervisor's. */
export function alarmRates(board: Board, now: Instant): readonly AlarmRate[] {
  const budget = alarmRules(board).budgetPerHour;
  const supervisor = supervisorDesk(board);
  return desksOf(board).map(({ deskId }) => {
    const own = board.alarmRaises.filter(
      raise => (raise.deskId ?? supervisor) === deskId && raise.at <= now && raise.at > now - RAISES_KEPT_MS,
    );
    const lastHour = own.filter(({ at }) => at > now - HOUR_MS).length;
    const first = own[0]?.at ?? instant(now);
    const hours = Math.max(1, (now - first) / HOUR_MS);
    return { deskId, lastHour, perHour: own.length / hours, budget, isOver: lastHour > budget };
  });
}
