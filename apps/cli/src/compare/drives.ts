import type { CrewFix, Drive } from '@clarion/exercise';
import { type Calibration, localClock, type Pack } from '@clarion/files';
import { type Instant, type LngLat, type Milliseconds, milliseconds } from '@clarion/measure';
import {
  createMetric,
  type Metric,
  pathBetween,
  routeAlong,
  type Snap,
  snap,
  sweepMatrix,
  timesAtHour,
  UNREACHABLE,
  withTimes,
} from '@clarion/roads';

/** Drives by the pack's roads: by the map's own times, and as a calibration expects them at an hour. */
export interface Drives {
  travelTo(place: LngLat, fixes: readonly CrewFix[]): ReadonlyMap<string, Milliseconds | undefined>;
  routeTo(from: LngLat, to: LngLat): Drive | undefined;
  /** Seconds by the map; undefined: no way. */
  freeSeconds(from: LngLat, to: LngLat): number | undefined;
  /** Seconds with starting and stopping, as driven at that hour. */
  expectedSeconds(from: LngLat, to: LngLat, at: Instant): number | undefined;
}

export function drivesOf(pack: Pack, calibration: Calibration): Drives {
  const { roads, hierarchy } = pack;
  const free = createMetric(hierarchy, roads);
  const { profile } = calibration;
  const clock = localClock(pack.manifest.timeZone);
  const bands = new Map<number, Metric>();
  const metricAt = (at: Instant): Metric => {
    const { hourOfWeek } = clock(at);
    const band = profile.bandOfHour[hourOfWeek]!;
    const known = bands.get(band);
    if (known !== undefined) return known;
    const made = createMetric(hierarchy, withTimes(roads, timesAtHour(roads, profile, hourOfWeek)));
    bands.set(band, made);
    return made;
  };

  const snapped = new Map<string, Snap | undefined>();
  const onRoad = (at: LngLat): Snap | undefined => {
    const key = at.join();
    if (snapped.size > 50_000) snapped.clear();
    if (!snapped.has(key)) snapped.set(key, snap(roads, at));
    return snapped.get(key);
  };
  const seconds = (metric: Metric, from: LngLat, to: LngLat): number | undefined => {
    const [start, end] = [onRoad(from), onRoad(to)];
    if (start === undefined || end === undefined) return undefined;
    const [timeMs] = sweepMatrix(metric, [start], [end]);
    return timeMs === undefined || timeMs === UNREACHABLE ? undefined : timeMs / 1000;
  };

  return {
    travelTo(place, fixes) {
      const travel = new Map<string, Milliseconds | undefined>();
      const end = onRoad(place);
      const here = fixes.flatMap(fix => {
        const start = onRoad(fix.at);
        if (start === undefined || end === undefined) travel.set(fix.unitId, undefined);
        return start === undefined ? [] : [{ unitId: fix.unitId, start }];
      });
      if (end === undefined) return travel;
      const times = sweepMatrix(
        free,
        here.map(({ start }) => start),
        [end],
      );
      here.forEach(({ unitId }, i) => {
        travel.set(unitId, times[i] === UNREACHABLE ? undefined : milliseconds(times[i]!));
      });
      return travel;
    },
    routeTo(from, to) {
      const [start, end] = [onRoad(from), onRoad(to)];
      if (start === undefined || end === undefined) return undefined;
      const path = pathBetween(free, start, end);
      return path === undefined ? undefined : routeAlong(roads, start, path);
    },
    freeSeconds: (from, to) => seconds(free, from, to),
    expectedSeconds: (from, to, at) => {
      const drive = seconds(metricAt(at), from, to);
      return drive === undefined ? undefined : drive + profile.overheadMs / 1000;
    },
  };
}
