import { type Calibration, type Pack, type RecordedCall, recordedDrives } from '@clarion/files';
import {
  HOURS_OF_WEEK,
  matrix,
  type RoadGraph,
  type Snap,
  timesAtHour,
  UNREACHABLE,
  withTimes,
} from '@clarion/roads';
import type { CityRecord } from './city-record.ts';
import { type KindTurnout, median, turnoutByKind } from './kind-turnout.ts';

/** How long things take in a city, learnt from the days that teach. Seconds. */
export interface CityTimes {
  /** Row site, column zone, at the band with most calls; Infinity where there is no way. */
  readonly travelS: Float64Array;
  /** By hour of the week: median over stations and zones of the drive then ÷ the drive above. */
  readonly factor: readonly number[];
  /** Drives took ÷ were expected to take. */
  readonly variation: readonly number[];
  /** By kind of unit; of crews at their posts. */
  readonly turnout: ReadonlyMap<string, KindTurnout>;
}

/**
 * Travel from every site to every zone as the calibration expects it, how it changes by the hour, and how far single drives
 * of the days that teach lay from what was expected of them. `calls`: the whole record, of which the first `teachDays` days teach,
 * with every call of theirs, whoever came to it: a unit's turnouts, and since when it was free, are in all of them.
 */
export function cityTimes(
  pack: Pack,
  calibration: Calibration,
  record: CityRecord,
  sites: readonly Snap[],
  calls: readonly RecordedCall[],
  teachDays: number,
): CityTimes {
  const teach = calls.filter(({ receivedAt }) => record.dayOf(receivedAt) < teachDays);
  const { profile } = calibration;
  const graphs = new Map<number, RoadGraph>();
  const graphAt = (hour: number): RoadGraph => {
    const band = profile.bandOfHour[hour]!;
    let graph = graphs.get(band);
    if (graph === undefined) {
      graph = withTimes(pack.roads, timesAtHour(pack.roads, profile, hour));
      graphs.set(band, graph);
    }
    return graph;
  };
  const zones = record.zones.map(zone => zone.snap);
  const secondsFrom = (from: readonly Snap[], hour: number) =>
    Float64Array.from(matrix(graphAt(hour), from, zones), ms =>
      ms === UNREACHABLE ? Infinity : (ms + profile.overheadMs) / 1000,
    );
  const base = busiestHour(record, profile.bandOfHour);
  const posts = record.posts.map(post => post.snap);
  const usual = secondsFrom(posts, base);
  const ofBand = new Map<number, number>();
  const factor = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => {
    const band = profile.bandOfHour[hour]!;
    if (!ofBand.has(band)) ofBand.set(band, medianRatio(secondsFrom(posts, hour), usual));
    return ofBand.get(band)!;
  });
  const learnt = recordedDrives(pack.roads, { ...pack, calls: teach, timeZone: pack.manifest.timeZone });
  const variation = learnt.drives.flatMap(({ from, to, hourOfWeek, travelMs }) => {
    const [ms] = matrix(graphAt(hourOfWeek), [from], [to]);
    return ms === UNREACHABLE ? [] : [travelMs / (ms! + profile.overheadMs)];
  });
  return {
    travelS: secondsFrom(sites, base),
    factor,
    variation,
    turnout: turnoutByKind(
      new Set(record.units.map(({ kind }) => kind)),
      learnt.turnouts.filter(({ from }) => from === 'post'),
    ),
  };
}

/** An hour of the band of the week in which most calls come. */
function busiestHour({ calls }: CityRecord, bandOfHour: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const { hourOfWeek } of calls) {
    const band = bandOfHour[hourOfWeek]!;
    counts.set(band, (counts.get(band) ?? 0) + 1);
  }
  const band = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
  return bandOfHour.indexOf(band);
}

function medianRatio(then: Float64Array, usual: Float64Array): number {
  const ratios = [...then].flatMap((s, i) => (s < Infinity && usual[i]! > 0 ? [s / usual[i]!] : []));
  return median(ratios);
}
