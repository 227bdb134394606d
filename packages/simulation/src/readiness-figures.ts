import type { Tally } from './core/tally.ts';
import { type Interval, intervalOf } from './interval.ts';
import type { Readiness } from './model.ts';

export interface ReadinessFigures {
  /** Share of the time in which each level was in force in the whole service. */
  readonly levels: Readonly<Record<string, Interval>>;
  /** In the scenario's order. */
  readonly minimums: readonly {
    readonly capability: string;
    readonly count: number;
    /** Share of the time in which it was in force, and of that in which fewer were free. */
    readonly inForce: Interval;
    readonly short: Interval;
  }[];
  /** Share of the calls to which nobody went at once, though somebody was free who could have. */
  readonly heldShare: Interval;
}

export function readinessFigures(
  { levels, minimums }: Readiness,
  tallies: readonly Tally[],
  level = 0.95,
): ReadinessFigures {
  const over = (figure: (tally: Tally) => number): Interval => intervalOf(tallies.map(figure), level);
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  return {
    levels: Object.fromEntries(
      levels.map((id, i) => [id, over(tally => ratio(tally.readiness!.levelS[i]!, tally.windowS))]),
    ),
    minimums: minimums.map(({ capability, count }, i) => ({
      capability,
      count,
      inForce: over(tally => ratio(tally.readiness!.inForceS[i]!, tally.windowS)),
      short: over(({ readiness }) => ratio(readiness!.shortS[i]!, readiness!.inForceS[i]!)),
    })),
    heldShare: over(tally => ratio(tally.readiness!.held, tally.calls)),
  };
}
