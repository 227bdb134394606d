import { type Instant, instant } from '@clarion/measure';

/** A wall-clock time without a zone, as milliseconds as if it were UTC. */
export type NaiveTime = number;

export interface LocalTime {
  readonly at: Instant;
  /** `twice`: the clock showed this time twice (the earlier is taken); `never`: the clock jumped over it. */
  readonly doubt?: 'twice' | 'never';
}

const HOUR_MS = 3_600_000;

/** Whether the time zone is known to this machine's zone database. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Turns wall-clock times of one zone into instants, minding summer time. */
export function localTimes(timeZone: string): (naive: NaiveTime) => LocalTime {
  const format = zoneFormat(timeZone);
  const offsets = new Map<number, number>();
  const offsetAt = (utc: number): number => {
    // Offsets change on whole quarters of an hour.
    const quarter = Math.floor(utc / (HOUR_MS / 4));
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = shownAt(format, quarter * (HOUR_MS / 4)) - quarter * (HOUR_MS / 4);
      offsets.set(quarter, offset);
    }
    return offset;
  };
  return naive => {
    const candidates = [...new Set([offsetAt(naive - 24 * HOUR_MS), offsetAt(naive + 24 * HOUR_MS)])]
      .map(offset => naive - offset)
      .filter(utc => utc + offsetAt(utc) === naive)
      .sort((a, b) => a - b);
    const first = candidates[0];
    if (first === undefined) return { at: instant(naive - offsetAt(naive - 24 * HOUR_MS)), doubt: 'never' };
    return candidates.length > 1 ? { at: instant(first), doubt: 'twice' } : { at: instant(first) };
  };
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

/** What the clock of a zone shows: whole days since 1970 there, and the hour of the week (0: Monday 00:00 to 01:00). */
export interface LocalHour {
  readonly day: number;
  readonly hourOfWeek: number;
}

export function localClock(timeZone: string): (at: Instant) => LocalHour {
  const format = zoneFormat(timeZone);
  const quarters = new Map<number, LocalHour>();
  return at => {
    const quarter = Math.floor(at / (HOUR_MS / 4));
    let shown = quarters.get(quarter);
    if (shown === undefined) {
      shown = localHourOf(shownAt(format, quarter * (HOUR_MS / 4)));
      if (quarters.size > 10_000) quarters.clear();
      quarters.set(quarter, shown);
    }
    return shown;
  };
}

/** Of a wall-clock time. */
export function localHourOf(naive: NaiveTime): LocalHour {
  const hours = Math.floor(naive / HOUR_MS);
  const day = Math.floor(hours / 24);
  // 1 January 1970 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7;
  return { day, hourOfWeek: weekday * 24 + hours - day * 24 };
}

function shownAt(format: Intl.DateTimeFormat, utc: number): NaiveTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(utc)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Forms of written times that are read; shown in faults. */
export const TIME_FORMS = ['MM/DD/YYYY hh:mm:ss AM', 'YYYY-MM-DD hh:mm:ss'] as const;
export type TimeForm = (typeof TIME_FORMS)[number];

/** Reads a written time; undefined when it does not have the form or is no date. */
export function parseNaive(text: string, form: TimeForm): NaiveTime | undefined {
  const match =
    form === 'MM/DD/YYYY hh:mm:ss AM'
      ? /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}) (?<hour>\d{1,2}):(?<minute>\d{2}):(?<second>\d{2}) (?<half>[AP]M)$/i.exec(
          text,
        )
      : /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2}))?$/.exec(
          text,
        );
  if (match?.groups === undefined) return undefined;
  const part = (name: string) => Number(match.groups?.[name] ?? 0);
  const half = match.groups['half']?.toUpperCase();
  let hour = part('hour');
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'PM' ? 12 : 0);
  }
  const naive = Date.UTC(part('year'), part('month') - 1, part('day'), hour, part('minute'), part('second'));
  const back = new Date(naive);
  const same = back.getUTCMonth() === part('month') - 1 && back.getUTCDate() === part('day');
  return same && hour < 24 && part('minute') < 60 && part('second') < 60 ? naive : undefined;
}
