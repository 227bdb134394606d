import { instant, minuteOfWeek } from '@clarion/measure';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';

/** The minute of the week on the walls of the centre. */
export function useMinuteOfWeek(): number {
  const console = useConsole();
  const minute = useCell(console.tick, now => Math.floor(now / 60_000));
  const zone = useCell(console.place, place => place?.timeZone ?? 'UTC');
  return minuteOfWeek(instant(minute * 60_000), zone);
}
