/**
 * The instant of `clock` (14:05 or 14:05:30, in the centre's time zone) nearest before `now`: a card written at 23:58 and
 * entered at 00:10 is yesterday's. Undefined when it is not a time of day.
 */
export function clockToday(clock: string, now: number, timeZone: string): number | undefined {
  const said = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(clock);
  if (said === null) return undefined;
  const wanted = [Number(said[1]), Number(said[2]), Number(said[3] ?? 0)] as const;
  if (wanted[0] > 23 || wanted[1] > 59 || wanted[2] > 59) return undefined;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string) => Number(parts.find(one => one.type === type)?.value ?? 0);
  const sinceMidnight = (part('hour') * 60 + part('minute')) * 60 + part('second');
  const wantedSince = (wanted[0] * 60 + wanted[1]) * 60 + wanted[2];
  const back = (sinceMidnight - wantedSince + 86_400) % 86_400;
  return Math.floor(now / 1000) * 1000 - back * 1000;
}
