/** `duty`: hours at once; `rest`: hours between two duties; `week`: hours in any seven days. */
export const dutyLimitKinds = ['duty', 'rest', 'week'] as const;
export type DutyLimitKind = (typeof dutyLimitKinds)[number];

/** At most so many hours of duty, at least so many of rest. It warns, and holds nobody up. */
export interface DutyLimit {
  readonly limit: DutyLimitKind;
  readonly hours: number;
  /** The rule with its edition, or the local one. */
  readonly source: string;
}

/** A time on duty, in ms; `to` of who is on duty still is now. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface DutyWarning extends DutyLimit {
  /** What it is, in hours. */
  readonly actual: number;
  /** The duty by which the limit is passed begins then. */
  readonly at: number;
}

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;

/**
 * Which limits one person's duties pass, each at the duty that passes it. Duties that touch or overlap are one. Of several
 * limits of a kind each is asked by itself.
 */
export function fatigue(duties: readonly Stretch[], limits: readonly DutyLimit[]): readonly DutyWarning[] {
  const merged = mergedDuties(duties);
  return limits.flatMap(limit =>
    merged.flatMap((duty, i): readonly DutyWarning[] => {
      const actual = measured(limit.limit, duty, merged[i - 1], merged) / HOUR_MS;
      const passes = limit.limit === 'rest' ? actual < limit.hours : actual > limit.hours;
      return passes ? [{ ...limit, actual, at: duty.from }] : [];
    }),
  );
}

function measured(
  kind: DutyLimitKind,
  duty: Stretch,
  before: Stretch | undefined,
  all: readonly Stretch[],
): number {
  switch (kind) {
    case 'duty':
      return duty.to - duty.from;
    case 'rest':
      return before === undefined ? Number.POSITIVE_INFINITY : duty.from - before.to;
    case 'week':
      // The most in any seven days that end within this duty: it is reached at its end, or where a duty begins to fall out.
      return Math.max(
        ...[duty.to, ...all.map(({ from }) => from + WEEK_MS)]
          .filter(end => end > duty.from && end <= duty.to)
          .map(end => worked(all, end - WEEK_MS, end)),
      );
  }
}

const worked = (duties: readonly Stretch[], from: number, to: number): number =>
  duties.reduce((sum, one) => sum + Math.max(0, Math.min(one.to, to) - Math.max(one.from, from)), 0);

function mergedDuties(duties: readonly Stretch[]): readonly Stretch[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of duties.filter(one => one.to > one.from).toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}
