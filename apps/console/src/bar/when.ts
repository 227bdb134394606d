import { say } from '@clarion/protocol';
import { clockToday } from './paper-time.ts';

const DAY_MS = 86_400_000;

export interface When {
  readonly needAt: number;
  /** How long before it comes into the queue; absent: as long as turnout and drive take. */
  readonly leadSeconds?: number;
}

const spoken = (key: string) => [say('en', key), say('zh-CN', key)].map(word => word.toLowerCase());

/**
 * `14:00`, `tomorrow 9:30`, `2026-12-01 14:00`, `明天 9:30`, each with `lead 40` (`提前 40`) minutes behind it, by the clocks of
 * the place. A time of day alone is the next one. Undefined when it is none, or lies behind.
 */
export function readWhen(text: string, now: number, timeZone: string): When | undefined {
  const words = text.trim().toLowerCase().split(/\s+/);
  let leadSeconds: number | undefined;
  const lead = words.findIndex(word => spoken('bar.lead').includes(word));
  if (lead >= 0) {
    const minutes = Number(/^(\d{1,4})(?:min|m|分钟|分)?$/.exec(words[lead + 1] ?? '')?.[1]);
    if (!(minutes >= 0)) return undefined;
    leadSeconds = minutes * 60;
    words.splice(lead, 2);
  }
  const isTomorrow = spoken('bar.tomorrow').includes(words[0] ?? '');
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words[0] ?? '');
  if (isTomorrow || date !== null) words.shift();
  const clock = words.join(' ');
  const before = clockToday(clock, now, timeZone);
  if (before === undefined) return undefined;
  const withLead = (needAt: number): When | undefined =>
    needAt <= now ? undefined : { needAt, ...(leadSeconds === undefined ? {} : { leadSeconds }) };
  if (date === null) {
    const today = dayOf(before, timeZone) === dayOf(now, timeZone) ? before : before + DAY_MS;
    const next = today <= now ? today + DAY_MS : today;
    return withLead(sameClock(isTomorrow ? today + DAY_MS : next, clock, timeZone));
  }
  const wanted = [date[1]!, date[2]!.padStart(2, '0'), date[3]!.padStart(2, '0')].join('-');
  const days = Math.round((Date.parse(wanted) - Date.parse(dayOf(before, timeZone))) / DAY_MS);
  if (!Number.isFinite(days)) return undefined;
  return withLead(sameClock(before + days * DAY_MS, clock, timeZone));
}

const dayOf = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);

/** Days are not all 24 hours long: the instant near `at` at which the clocks show `clock`. */
function sameClock(at: number, clock: string, timeZone: string): number {
  const before = clockToday(clock, at + DAY_MS / 2, timeZone) ?? at;
  return Math.abs(before - at) <= DAY_MS / 4 ? before : at;
}
