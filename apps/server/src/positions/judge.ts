import type { Place, PositionDoubt, Unit } from '@clarion/dispatch';
import { type Bounds, distance, type Instant } from '@clarion/measure';
import type { Fix } from '@clarion/protocol';

/** A fix older than this on arrival says where the unit was, not where it is. */
const LATE_AFTER_MS = 120_000;
/** Clocks of devices differ a little; more than this lies in the future. */
const AHEAD_MS = 30_000;
/** Faster than any vehicle on a road; with a floor on the distance, since two fixes close in time jitter. */
const FASTEST_M_PER_S = 70;
const JITTER_M = 300;
/** Degrees around the place's bounds within which a unit may be, e.g. on a transfer to the next city. */
const AROUND_DEGREES = 1.5;
/** A unit on scene stands within this of the incident, its uncertainty added. */
const SCENE_M = 1500;
const STANDING_KMH = 40;
/** A status and a fix sent at the same time may cross. */
const CROSSING_MS = 60_000;

export interface Surroundings {
  readonly unit: Unit;
  /** The newest good fix of the unit. */
  readonly last: Fix | undefined;
  /** Where the incident is that the unit's status speaks of. */
  readonly scene: Place | undefined;
  readonly bounds: Bounds;
  readonly now: Instant;
}

/** Why a fix cannot be trusted; undefined when it can. */
export function judgeFix(
  fix: Fix,
  { unit, last, scene, bounds, now }: Surroundings,
): PositionDoubt | undefined {
  if (now - fix.fixAt > LATE_AFTER_MS) return 'late';
  if (fix.fixAt - now > AHEAD_MS) return 'clockAhead';
  if (!isAround(fix.at, bounds) || (fix.speedKmh ?? 0) > FASTEST_M_PER_S * 3.6) return 'absurd';
  if (last !== undefined) {
    const movedM = distance(last.at, fix.at);
    const seconds = Math.abs(fix.fixAt - last.fixAt) / 1000;
    if (movedM > JITTER_M && movedM > seconds * FASTEST_M_PER_S) return 'absurd';
  }
  if (fix.fixAt - unit.statusSince < CROSSING_MS) return undefined;
  const stands = unit.status === 'onScene' || unit.status === 'atDestination';
  if (stands && (fix.speedKmh ?? 0) > STANDING_KMH) return 'againstStatus';
  if (unit.status === 'onScene' && scene !== undefined) {
    if (distance(scene.at, fix.at) > SCENE_M + scene.uncertaintyM) return 'againstStatus';
  }
  return undefined;
}

function isAround(at: Fix['at'], [west, south, east, north]: Bounds): boolean {
  return (
    at[0] >= west - AROUND_DEGREES &&
    at[0] <= east + AROUND_DEGREES &&
    at[1] >= south - AROUND_DEGREES &&
    at[1] <= north + AROUND_DEGREES
  );
}
