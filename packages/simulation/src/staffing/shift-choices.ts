import type { ShiftChoice } from './cover-hours.ts';
import type { ShiftDescription } from './schema.ts';

const DAY = 24;
const WEEK = 168;

/** Each shift on each day on which it can be begun; what one person or unit costs on it. */
export const shiftChoices = (
  shifts: readonly ShiftDescription[],
): readonly (ShiftChoice & { readonly shift: ShiftDescription; readonly day: number })[] =>
  shifts.flatMap(shift =>
    (shift.days ?? [0, 1, 2, 3, 4, 5, 6]).map(day => ({
      shift,
      day,
      cost: shift.cost ?? shift.hours,
      hours: Array.from({ length: shift.hours }, (_, i) => (day * DAY + shift.startHour + i) % WEEK),
    })),
  );
