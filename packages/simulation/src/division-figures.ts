import { countWithin, percentileOf, worstTenthOf } from './core/response-bins.ts';
import type { Tally } from './core/tally.ts';
import { type Interval, intervalOf } from './interval.ts';
import type { Model } from './model.ts';

/** What a division into areas makes of a scenario. */
export interface DivisionFigures {
  /** Share of the calls, of those that lie in an area, to which a unit of another area went. */
  readonly crossedShare: Interval;
  /** Farthest distance of an area's unit hours from the mean of all areas, as a share of it. */
  readonly imbalance: Interval;
  readonly areas: Readonly<Record<string, OneArea>>;
}

export interface OneArea {
  /** Units that belong to it, and their busy share. */
  readonly units: number;
  readonly workload: Interval;
  /** Units that its calls keep busy on average, whosever they are; were all areas alike, it would be `balanced`. */
  readonly unitsBusy: Interval;
  readonly balanced: Interval;
  readonly crossedShare: Interval;
  readonly response: {
    readonly meanSeconds: Interval;
    readonly p50Seconds: Interval;
    readonly p90Seconds: Interval;
    readonly p95Seconds: Interval;
    readonly worstTenthSeconds: Interval;
    readonly within: Readonly<Record<string, Interval>>;
  };
}

/** Undefined: no zone lies in an area. */
export function divisionFigures(
  { areas, standardsS }: Model,
  tallies: readonly Tally[],
  level = 0.95,
): DivisionFigures | undefined {
  if (areas === undefined) return undefined;
  const over = (figure: (tally: Tally) => number): Interval => intervalOf(tallies.map(figure), level);
  const one = (area: number): OneArea => {
    const mine = [...areas.ofUnit.keys()].filter(unit => areas.ofUnit[unit] === area);
    const sumOf = (values: Float64Array) => mine.reduce((sum, unit) => sum + values[unit]!, 0);
    const bins = (tally: Tally) => tally.areas!.responses[area]!;
    const helped = (tally: Tally) => tally.areas!.helped[area]!;
    return {
      units: mine.length,
      workload: over(({ busyS, dutyS }) => ratio(sumOf(busyS), sumOf(dutyS))),
      unitsBusy: over(tally => ratio(tally.areas!.workS[area]!, tally.windowS)),
      balanced: over(tally => ratio(mean(tally.areas!.workS), tally.windowS)),
      crossedShare: over(tally => ratio(tally.areas!.crossed[area]!, helped(tally))),
      response: {
        meanSeconds: over(tally => ratio(tally.areas!.responseS[area]!, helped(tally))),
        p50Seconds: over(tally => percentileOf(bins(tally), helped(tally), 0.5)),
        p90Seconds: over(tally => percentileOf(bins(tally), helped(tally), 0.9)),
        p95Seconds: over(tally => percentileOf(bins(tally), helped(tally), 0.95)),
        worstTenthSeconds: over(tally => worstTenthOf(bins(tally), helped(tally))),
        within: Object.fromEntries(
          standardsS.map(seconds => [
            String(seconds),
            over(tally => ratio(countWithin(bins(tally), seconds), tally.areas!.calls[area]!)),
          ]),
        ),
      },
    };
  };
  return {
    crossedShare: over(crossedShareOf),
    imbalance: over(imbalanceOf),
    areas: Object.fromEntries(areas.ids.map((id, area) => [id, one(area)])),
  };
}

export const crossedShareOf = ({ areas }: Tally): number => ratio(sum(areas!.crossed), sum(areas!.helped));

export function imbalanceOf({ areas }: Tally): number {
  const balanced = mean(areas!.workS);
  return ratio(
    areas!.workS.reduce((most, one) => Math.max(most, Math.abs(one - balanced)), 0),
    balanced,
  );
}

const sum = (values: Float64Array): number => values.reduce((all, one) => all + one, 0);
const mean = (values: Float64Array): number => sum(values) / values.length;
const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
