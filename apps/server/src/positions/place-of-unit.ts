import type { Unit } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { Fix, UnitPosition } from '@clarion/protocol';

/** A doubtful unit stands where it last was for sure; after this its post is the better guess. */
const REMEMBERED_MS = 30 * 60_000;

/**
 * Where a unit is taken to be, best first: placed by hand and not expired; its newest good fix; when that is doubtful,
 * the last good one for half an hour, then its post. `fixAt` tells the age of what is shown.
 */
export function placeOfUnit(unit: Unit, latest: Fix | undefined, now: Instant): UnitPosition | undefined {
  const { unitId, placed } = unit;
  if (placed !== undefined && placed.expiresAt > now)
    return { unitId, at: placed.at, fixAt: placed.placedAt, source: 'hand' };
  const doubtful = unit.doubt !== undefined;
  const home = unit.description.home;
  if (latest !== undefined && !doubtful) return { ...latest, source: 'device' };
  if (latest !== undefined && (home === undefined || now - latest.fixAt < REMEMBERED_MS))
    return { unitId, at: latest.at, fixAt: latest.fixAt, source: 'lastReported' };
  if (home !== undefined) return { unitId, at: home, fixAt: unit.statusSince, source: 'post' };
  return undefined;
}

/** When `placeOfUnit` may say something else without any news; undefined: not by time alone. */
export function placeHoldsUntil(unit: Unit, latest: Fix | undefined, now: Instant): number | undefined {
  if (unit.placed !== undefined && unit.placed.expiresAt > now) return unit.placed.expiresAt;
  if (unit.doubt === undefined || latest === undefined) return undefined;
  const forgottenAt = latest.fixAt + REMEMBERED_MS;
  return forgottenAt > now ? forgottenAt : undefined;
}
