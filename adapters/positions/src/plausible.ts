import { type Instant, instant, isLngLat, type LngLat } from '@clarion/measure';
import type { Report } from './report.ts';

const KMH_PER_KNOT = 1.852;
const KMH_PER_M_S = 3.6;
/** Faster than the schema of positions takes; what a vehicle can do is judged later. */
const FASTEST_KMH = 2000;

export interface Said {
  readonly lng: number;
  readonly lat: number;
  readonly fixAtMs?: number | undefined;
  readonly knots?: number | undefined;
  readonly metresPerSecond?: number | undefined;
  readonly kmh?: number | undefined;
  readonly degrees?: number | undefined;
}

/** A report of what was said; undefined when it is no place on the earth. A speed or heading that is none is left out. */
export function reportOf(said: Said): Report | undefined {
  const at: unknown = [said.lng, said.lat];
  if (!isLngLat(at)) return undefined;
  const fixAt = timeOf(said.fixAtMs);
  const speedKmh =
    said.kmh ??
    (said.knots === undefined ? undefined : said.knots * KMH_PER_KNOT) ??
    (said.metresPerSecond === undefined ? undefined : said.metresPerSecond * KMH_PER_M_S);
  const isSpeed = speedKmh !== undefined && speedKmh >= 0 && speedKmh <= FASTEST_KMH;
  const { degrees } = said;
  const isHeading = degrees !== undefined && degrees >= 0 && degrees <= 360;
  return {
    at: at as LngLat,
    ...(fixAt === undefined ? {} : { fixAt }),
    ...(isSpeed ? { speedKmh } : {}),
    ...(isHeading ? { headingDegrees: degrees % 360 } : {}),
  };
}

function timeOf(ms: number | undefined): Instant | undefined {
  if (ms === undefined || !(ms >= 0 && ms <= 8.64e15)) return undefined;
  return instant(Math.round(ms));
}
