import type { Instant } from './units.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Minutes since Monday 00:00 by the clocks of `timeZone` (IANA name), 0–10,079. In the hour that a change of clocks
 * repeats, the same minutes come twice.
 */
export function minuteOfWeek(at: Instant, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = DAYS.indexOf(parts.get('weekday') ?? '');
  return (day * 24 + Number(parts.get('hour'))) * 60 + Number(parts.get('minute'));
}
