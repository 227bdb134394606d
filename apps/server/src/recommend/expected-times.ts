import type { Board, Eta, FixNow, Unit } from '@clarion/dispatch';
import { type CalibrationFile, localClock } from '@clarion/files';
import { distance, type Instant, milliseconds } from '@clarion/measure';
import { expectedArrival, type RoadGraph, uncalibratedRange } from '@clarion/roads';
import type { RoadsNow } from '../streets/roads-now.ts';
import type { ReadyTimes } from '../streets/time-set.ts';
import type { TimesElsewhere } from '../streets/times-elsewhere.ts';
import { createBandRoads } from './band-roads.ts';
import type { Travel } from './who-is-asked.ts';

/** A crew whose device reports from so near is at its post. */
const AT_POST_M = 100;
/** What a crew does that has not set out. */
const NOT_SET_OUT: ReadonlySet<string> = new Set(['available', 'dispatched', 'acknowledged']);

export interface Arrivals {
  readonly travel: Travel;
  readonly etas: ReadonlyMap<string, Eta>;
}

/** What drives are expected to take, beside what the roads alone say. */
export interface ExpectedTimes {
  /** The roads as they are driven at this hour; without a calibration, as the map has them. */
  roadsAt(now: Instant): RoadsNow;
  /** ETAs with their ranges, of drives by the roads of this hour; `travel` gets starting and stopping added. */
  expect(
    travel: Travel,
    units: Board['units'],
    fixOf: (unitId: string) => FixNow | undefined,
    now: Instant,
  ): Arrivals;
  etaOf(
    driveMs: number,
    unit: Unit,
    fix: FixNow,
    now: Instant,
  ): { readonly travelTimeMs: number; readonly eta: Eta };
  /** Resolves when the times of the hours that come next are at hand, if they are reckoned ahead. */
  settled(): Promise<void>;
  readonly calibrationHash: string | undefined;
  /** The longest turnout that an ETA may hold, and so the most by which the order of drives and of arrivals can differ. */
  readonly longestTurnoutMs: number;
}

export interface ExpectedTimesMeans {
  readonly graph: RoadGraph;
  /** The roads by the map's own times. */
  readonly roads: RoadsNow;
  /** The same over a graph with other times, reckoned already or not; asked for when the hour brings others. */
  readonly roadsOf: (graph: RoadGraph, ready?: ReadyTimes) => RoadsNow;
  /** Reckons the times of the hours to come ahead of them; absent: each band is reckoned by its first question. */
  readonly elsewhere?: Pick<TimesElsewhere, 'atHour'> | undefined;
  /** Hears that an hour could not be reckoned ahead. Its first question reckons it then. */
  readonly onTrouble?: (error: unknown) => void;
  readonly calibration: CalibrationFile | undefined;
  readonly timeZone: string;
}

export function createExpectedTimes(means: ExpectedTimesMeans): ExpectedTimes {
  const { roads, timeZone } = means;
  const model = means.calibration?.calibration;
  const clock = localClock(timeZone);
  const bands = model === undefined ? undefined : createBandRoads(means, model.profile);

  const etaOf: ExpectedTimes['etaOf'] = (driveMs, unit, fix, now) => {
    if (model === undefined) {
      const { ms, lowMs, highMs } = uncalibratedRange(driveMs);
      return { travelTimeMs: driveMs, eta: etaFrom(ms, lowMs, highMs, undefined, 'uncalibrated') };
    }
    const kind = isAtPost(unit, fix) ? { kind: unit.description.kind } : undefined;
    const found = expectedArrival(model, driveMs, clock(now).hourOfWeek, kind);
    const { travelTimeMs, ms, lowMs, highMs, turnoutMs } = found;
    return { travelTimeMs, eta: etaFrom(ms, lowMs, highMs, turnoutMs, 'calibrated') };
  };

  return {
    calibrationHash: means.calibration?.sha256,
    longestTurnoutMs: Math.max(
      0,
      ...(model?.turnout ?? []).filter(row => row.from === 'post').map(row => row.medianMs),
    ),
    etaOf,
    roadsAt: now => bands?.at(clock(now).hourOfWeek, now) ?? roads,
    settled: async () => bands?.settled(),
    expect(travel, units, fixOf, now) {
      const expected: Travel = new Map();
      const etas = new Map<string, Eta>();
      for (const [unitId, driveMs] of travel) {
        const [unit, fix] = [units.get(unitId), fixOf(unitId)];
        if (driveMs === undefined || unit === undefined || fix === undefined) {
          expected.set(unitId, driveMs);
          continue;
        }
        const { travelTimeMs, eta } = etaOf(driveMs, unit, fix, now);
        expected.set(unitId, milliseconds(travelTimeMs));
        etas.set(unitId, eta);
      }
      return { travel: expected, etas };
    },
  };
}

/** Its crew must first turn out: nothing newer is known than its post, or it reports from there. */
function isAtPost({ status, description: { home } }: Unit, { source, at }: FixNow): boolean {
  if (!NOT_SET_OUT.has(status)) return false;
  return source === 'post' || (home !== undefined && distance(home, at) <= AT_POST_M);
}

const etaFrom = (
  ms: number,
  lowMs: number,
  highMs: number,
  turnoutMs: number | undefined,
  basis: Eta['basis'],
): Eta => ({
  ms: milliseconds(ms),
  lowMs: milliseconds(lowMs),
  highMs: milliseconds(highMs),
  ...(turnoutMs === undefined ? {} : { turnoutMs: milliseconds(turnoutMs) }),
  basis,
});
