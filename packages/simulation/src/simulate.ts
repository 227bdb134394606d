import { Replication } from './core/replication.ts';
import type { Tally } from './core/tally.ts';
import { type DivisionFigures, divisionFigures } from './division-figures.ts';
import { type Interval, intervalOf } from './interval.ts';
import type { Model } from './model.ts';
import { type ReadinessFigures, readinessFigures } from './readiness-figures.ts';

/** Figures of a scenario: each with the mean over replications and its 95 % interval. */
export interface SimulationResult {
  /** Share of its time on duty in which each unit is busy; dispatches an hour of it. */
  readonly units: Readonly<
    Record<string, { readonly workload: Interval; readonly dispatchesPerHour: Interval }>
  >;
  /** Share of calls that found nobody free (with queue `none`: that were lost). */
  readonly probabilityOfWait: Interval;
  /** From the call to the sending, over all calls that were helped, those that did not wait included. */
  readonly meanWaitSeconds: Interval;
  /** From the call to the first unit's arrival. */
  readonly response: {
    readonly meanSeconds: Interval;
    /** The least whole seconds within which this share of the calls was reached. */
    readonly p50Seconds: Interval;
    readonly p90Seconds: Interval;
    readonly p95Seconds: Interval;
    /** Mean of the slowest tenth of the calls. */
    readonly worstTenthSeconds: Interval;
    /** Share of all calls (lost ones too) reached within each of the scenario's standards. */
    readonly within: Readonly<Record<string, Interval>>;
  };
  /** Share of dispatches in which the first choice of the zone was not sent. */
  readonly interdispatchShare: Interval;
  /** Share of calls that were lost, or that nobody had helped at the end. */
  readonly unhelpedShare: Interval;
  /** Share of calls to which fewer units than the run card asks for could be sent at once. */
  readonly shortShare: Interval;
  /** Moves to another post, for each call. */
  readonly movesPerCall: Interval;
  readonly priorities?: Readonly<
    Record<string, { readonly probabilityOfWait: Interval; readonly meanWaitSeconds: Interval }>
  >;
  readonly zones?: Readonly<Record<string, { readonly meanResponseSeconds: Interval }>>;
  readonly readiness?: ReadinessFigures;
  /** By area, where zones lie in areas. */
  readonly division?: DivisionFigures;
  readonly replications: number;
  readonly calls: number;
  readonly warmUpCalls: number;
  readonly seed: number;
}

/** All replications at once. For a caller with other things to do there are `replicate` and `summarise`. */
export function simulate(model: Model): SimulationResult {
  return summarise(
    model,
    Array.from({ length: model.replications }, (_, replication) => replicate(model, replication)),
  );
}

/** One replication: the same model and number always give the same tally. */
export const replicate = (model: Model, replication: number): Tally =>
  new Replication(model, replication).run();

/** Figures from the tallies of the replications done so far. */
export function summarise(model: Model, tallies: readonly Tally[], level = 0.95): SimulationResult {
  const over = (figure: (tally: Tally) => number): Interval => intervalOf(tallies.map(figure), level);
  const perCall = (count: (tally: Tally) => number): Interval =>
    over(tally => count(tally) / Math.max(1, tally.calls));
  const division = divisionFigures(model, tallies, level);
  const priorities = [...new Set(model.types.map(({ priority }) => priority))].sort();
  return {
    units: Object.fromEntries(
      model.unitIds.map((id, unit) => [
        id,
        {
          workload: over(({ busyS, dutyS }) => ratio(busyS[unit]!, dutyS[unit]!)),
          dispatchesPerHour: over(({ unitDispatches, windowS }) =>
            ratio(unitDispatches[unit]! * 3600, windowS),
          ),
        },
      ]),
    ),
    probabilityOfWait: perCall(({ noneFree }) => noneFree),
    meanWaitSeconds: over(({ waitS, helped }) => ratio(waitS, helped)),
    response: {
      meanSeconds: over(({ responseS, helped }) => ratio(responseS, helped)),
      p50Seconds: over(tally => tally.percentileS(0.5)),
      p90Seconds: over(tally => tally.percentileS(0.9)),
      p95Seconds: over(tally => tally.percentileS(0.95)),
      worstTenthSeconds: over(tally => tally.worstTenthS()),
      within: Object.fromEntries(
        model.standardsS.map(seconds => [String(seconds), perCall(tally => tally.within(seconds))]),
      ),
    },
    interdispatchShare: over(({ notFirst, dispatches }) => ratio(notFirst, dispatches)),
    unhelpedShare: perCall(({ calls, helped }) => calls - helped),
    shortShare: perCall(({ short }) => short),
    movesPerCall: perCall(({ moves }) => moves),
    ...(priorities.length > 1 && {
      priorities: Object.fromEntries(
        priorities.map(p => [
          String(p),
          {
            probabilityOfWait: over(t => ratio(t.priorityNoneFree[p]!, t.priorityCalls[p]!)),
            meanWaitSeconds: over(t => ratio(t.priorityWaitS[p]!, t.priorityHelped[p]!)),
          },
        ]),
      ),
    }),
    ...(model.zoneFigures && {
      zones: Object.fromEntries(
        model.zoneIds.map((id, zone) => [
          id,
          { meanResponseSeconds: over(t => ratio(t.zoneResponseS[zone]!, t.zoneCalls[zone]!)) },
        ]),
      ),
    }),
    ...(model.readiness && { readiness: readinessFigures(model.readiness, tallies, level) }),
    ...(division && { division }),
    replications: tallies.length,
    calls: tallies.reduce((sum, { calls }) => sum + calls, 0),
    warmUpCalls: model.warmUp,
    seed: model.seed,
  };
}

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
