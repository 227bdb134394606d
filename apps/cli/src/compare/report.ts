import { type FirstUnits, type Spread, spreadOf } from '@clarion/exercise';
import { type Calibration, localClock } from '@clarion/files';
import { instant } from '@clarion/measure';
import type { Drives } from './drives.ts';

/** A group with fewer calls says nothing. */
const LEAST_CALLS = 20;
const DAY_MS = 86_400_000;

export interface Share {
  readonly n: number;
  readonly of: number;
}

export interface GroupRow {
  readonly key: string;
  readonly n: number;
  readonly sameStation: number;
  readonly recordedMedian: number;
  readonly ourMedian: number;
  /** Ours less the record's, call by call. */
  readonly medianDifference: number;
}

/** Every figure in seconds, with its n. A difference is ours less the record's. */
export interface CompareReport {
  readonly travel: { readonly ours: Spread; readonly recorded: Spread; readonly difference: Spread };
  readonly sameUnit: Share;
  readonly sameStation: Share;
  /** By whether ours came from the station of the recorded one. */
  readonly differenceBy: { readonly sameStation: Spread; readonly otherStation: Spread };
  /**
   * The recorded unit's own drive, from its station, beside what the record says it took: what the roads alone are wrong by.
   * `calibrated` is over the days that the calibration has not seen.
   */
  readonly theirDrive: {
    readonly free: Spread;
    readonly calibrated: Spread;
    readonly freeSameCalls: Spread;
  };
  /** Our unit's drive against the recorded unit's from its station, both by the map: what the choice is worth. */
  readonly choice: Spread;
  readonly byHour: readonly GroupRow[];
  readonly byGroup: readonly GroupRow[];
  readonly byArea: readonly GroupRow[];
}

export function reportOn(
  compared: readonly FirstUnits[],
  drives: Drives,
  calibration: Calibration,
): CompareReport {
  const clock = localClock(calibration.timeZone);
  const difference = (one: FirstUnits) => one.ourSeconds - one.recordedSeconds;
  const where = (isIn: (one: FirstUnits) => boolean) => spreadOf(compared.filter(isIn).map(difference));
  const begins = Math.min(...compared.map(one => one.receivedAt));
  const unseenFrom = begins + calibration.method.trainDays * DAY_MS;
  const unseen = compared.filter(one => one.receivedAt >= unseenFrom);
  const wrongBy = (of: readonly FirstUnits[], said: (one: FirstUnits) => number | undefined) =>
    spreadOf(
      of.flatMap(one => {
        const seconds = said(one);
        return seconds === undefined ? [] : [seconds - one.recordedSeconds];
      }),
    );
  const free = (one: FirstUnits) => drives.freeSeconds(one.recordedHome, one.at);
  return {
    travel: {
      ours: spreadOf(compared.map(one => one.ourSeconds)),
      recorded: spreadOf(compared.map(one => one.recordedSeconds)),
      difference: spreadOf(compared.map(difference)),
    },
    sameUnit: { n: compared.filter(one => one.sameUnit).length, of: compared.length },
    sameStation: { n: compared.filter(one => one.sameStation).length, of: compared.length },
    differenceBy: {
      sameStation: where(one => one.sameStation),
      otherStation: where(one => !one.sameStation),
    },
    theirDrive: {
      free: wrongBy(compared, free),
      calibrated: wrongBy(unseen, one =>
        drives.expectedSeconds(one.recordedHome, one.at, instant(one.receivedAt)),
      ),
      freeSameCalls: wrongBy(unseen, free),
    },
    choice: spreadOf(
      compared.flatMap(one => {
        const ours = one.ourFrom === undefined ? undefined : drives.freeSeconds(one.ourFrom, one.at);
        const theirs = free(one);
        return ours === undefined || theirs === undefined ? [] : [ours - theirs];
      }),
    ),
    byHour: grouped(compared, one => {
      const hour = clock(instant(one.receivedAt)).hourOfWeek % 24;
      const from = Math.floor(hour / 6) * 6;
      return `${String(from).padStart(2, '0')}–${String(from + 6).padStart(2, '0')}`;
    }).sort((a, b) => (a.key < b.key ? -1 : 1)),
    byGroup: grouped(compared, one => one.group),
    byArea: grouped(compared, one => one.area),
  };
}

/** The most frequent first. */
function grouped(compared: readonly FirstUnits[], keyOf: (one: FirstUnits) => string): GroupRow[] {
  return [...Map.groupBy(compared, keyOf)]
    .filter(([key, calls]) => key !== '' && calls.length >= LEAST_CALLS)
    .map(([key, calls]) => ({
      key,
      n: calls.length,
      sameStation: calls.filter(one => one.sameStation).length,
      recordedMedian: spreadOf(calls.map(one => one.recordedSeconds)).median!,
      ourMedian: spreadOf(calls.map(one => one.ourSeconds)).median!,
      medianDifference: spreadOf(calls.map(one => one.ourSeconds - one.recordedSeconds)).median!,
    }))
    .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1));
}
