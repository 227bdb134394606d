import { HOURS_OF_WEEK } from '@clarion/roads';

/** What turnouts of a kind of unit are like: at an hour of the week, one of `valuesS` × `factor[hour]`. */
export interface KindTurnout {
  /** Seconds, the hour's part taken out. */
  readonly valuesS: readonly number[];
  /** By hour of the week: the median turnout about that hour of the day ÷ that of all hours. */
  readonly factor: readonly number[];
}

/** Fewer turnouts say nothing by themselves: the hour looks farther about it, the kind takes those of all kinds. */
const LEAST = 30;
const HOURS_OF_DAY = 24;

/** Turnouts by kind and hour of the day. `seen`: turnouts of units of any kind, in milliseconds. A kind is left out where nothing at all was seen. */
export function turnoutByKind(
  kinds: ReadonlySet<string>,
  seen: readonly { readonly kind: string; readonly hourOfWeek: number; readonly turnoutMs: number }[],
): ReadonlyMap<string, KindTurnout> {
  const known = seen.filter(({ kind }) => kinds.has(kind));
  if (known.length === 0) return new Map();
  return new Map(
    [...kinds].map(kind => {
      const own = known.filter(one => one.kind === kind);
      return [kind, byHour(own.length < LEAST ? known : own)];
    }),
  );
}

function byHour(seen: readonly { readonly hourOfWeek: number; readonly turnoutMs: number }[]): KindTurnout {
  const all = median(seen.map(({ turnoutMs }) => turnoutMs));
  const ofDay = Array.from({ length: HOURS_OF_DAY }, (_, hour) => {
    for (let reach = 1; reach < HOURS_OF_DAY / 2; reach++) {
      const near = seen.filter(({ hourOfWeek }) => hoursApart(hourOfWeek, hour) <= reach);
      if (near.length >= LEAST) return median(near.map(({ turnoutMs }) => turnoutMs)) / all;
    }
    return 1;
  });
  return {
    valuesS: seen.map(({ hourOfWeek, turnoutMs }) => turnoutMs / 1000 / ofDay[hourOfWeek % HOURS_OF_DAY]!),
    factor: Array.from({ length: HOURS_OF_WEEK }, (_, hour) => ofDay[hour % HOURS_OF_DAY]!),
  };
}

/** Round the clock. */
function hoursApart(a: number, b: number): number {
  const apart = Math.abs(a - b) % HOURS_OF_DAY;
  return Math.min(apart, HOURS_OF_DAY - apart);
}

/** 1 where there is nothing. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1;
