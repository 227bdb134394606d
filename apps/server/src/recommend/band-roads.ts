import type { Instant } from '@clarion/measure';
import { HOURS_OF_WEEK, type SpeedProfile, timesAtHour, withTimes } from '@clarion/roads';
import type { RoadsNow } from '../streets/roads-now.ts';
import type { ExpectedTimesMeans } from './expected-times.ts';

/** The roads as each band of hours has them. */
export interface BandRoads {
  /** At an hour of the week, which is the one of `now`. */
  at(hourOfWeek: number, now: Instant): RoadsNow;
  settled(): Promise<void>;
}

interface Band {
  readonly band: number;
  readonly roads: RoadsNow;
}

/**
 * Two bands at a time, for a metric of a province is large: the one of now, and the one that comes next, which a thread
 * reckons as soon as a band has begun. When its hour comes it takes the other's place without a pause. A clock that leaps
 * to a band that nobody has reckoned (a drill's) waits for it: an answer by the hour before would be wrong.
 */
export function createBandRoads(
  { graph, roadsOf, elsewhere, onTrouble = () => undefined }: ExpectedTimesMeans,
  profile: SpeedProfile,
): BandRoads {
  let current: Band | undefined;
  let next: Band | undefined;
  let coming: Promise<void> = Promise.resolve();

  async function prepare(hourOfWeek: number, now: Instant): Promise<void> {
    const wanted = bandAfter(profile, hourOfWeek);
    if (elsewhere === undefined || wanted === undefined || wanted.band === next?.band) return;
    const ready = await elsewhere.atHour(profile, wanted.hourOfWeek);
    const roads = roadsOf(withTimes(graph, ready.arcTimeMs.slice()), ready);
    // What is closed and slowed is put on it here, so that its first question finds only what is newer.
    roads.at(now);
    next = { band: wanted.band, roads };
  }

  return {
    at(hourOfWeek, now) {
      const band = profile.bandOfHour[hourOfWeek]!;
      if (current?.band === band) return current.roads;
      const before = current;
      current = next?.band === band ? next : { band, roads: roadsOf(timedAt(hourOfWeek)) };
      // Weeks go to and fro between few bands: what was left is often what comes next.
      next = before;
      coming = coming.then(() => prepare(hourOfWeek, now)).catch(onTrouble);
      return current.roads;
    },
    settled: () => coming,
  };

  function timedAt(hourOfWeek: number) {
    return withTimes(graph, timesAtHour(graph, profile, hourOfWeek));
  }
}

/** The band that follows the one of an hour, and the hour with which it begins; undefined where all hours are of one. */
function bandAfter(
  { bandOfHour }: SpeedProfile,
  hourOfWeek: number,
): { readonly band: number; readonly hourOfWeek: number } | undefined {
  for (let later = 1; later < HOURS_OF_WEEK; later++) {
    const hour = (hourOfWeek + later) % HOURS_OF_WEEK;
    if (bandOfHour[hour] !== bandOfHour[hourOfWeek]) return { band: bandOfHour[hour]!, hourOfWeek: hour };
  }
  return undefined;
}
