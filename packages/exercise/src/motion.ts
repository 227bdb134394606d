import { bearing, between, distance, type Instant, instant, type LngLat } from '@clarion/measure';

/** A drive along roads: `atMs[i]` is the time at `points[i]` since the start. What `route` of the roads gives fits. */
export interface Drive {
  readonly points: readonly LngLat[];
  readonly atMs: readonly number[];
  readonly travelTimeMs: number;
}

/** Where a crew is from `since` on: standing, or on a drive at whose end it stands. */
export type Motion =
  | { readonly kind: 'standing'; readonly at: LngLat; readonly since: Instant }
  | { readonly kind: 'driving'; readonly drive: Drive; readonly since: Instant; readonly to: LngLat };

export interface Whereabouts {
  readonly at: LngLat;
  readonly moving: boolean;
  readonly headingDegrees?: number;
  readonly speedMps?: number;
}

/** Where the motion has come to at `t`; before it began, its start. */
export function whereabouts(motion: Motion, t: Instant): Whereabouts {
  if (motion.kind === 'standing') return { at: motion.at, moving: false };
  const { points, atMs, travelTimeMs } = motion.drive;
  const since = t - motion.since;
  if (since >= travelTimeMs) return { at: motion.to, moving: false };
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (atMs[middle]! <= since) low = middle;
    else high = middle;
  }
  const [a, b] = [points[low]!, points[high] ?? points[low]!];
  const [from, to] = [atMs[low]!, atMs[high] ?? atMs[low]!];
  const fraction = to > from ? Math.max(0, Math.min(1, (since - from) / (to - from))) : 0;
  const lengthM = distance(a, b);
  return {
    at: between(a, b, fraction),
    moving: true,
    ...(lengthM > 0 && { headingDegrees: bearing(a, b) }),
    ...(to > from && { speedMps: lengthM / ((to - from) / 1000) }),
  };
}

/** When it stands again; its own beginning when it never moved. */
export const arrivalOf = (motion: Motion): Instant =>
  motion.kind === 'standing' ? motion.since : instant(motion.since + motion.drive.travelTimeMs);

/** Where it ends. */
export const destinationOf = (motion: Motion): LngLat => (motion.kind === 'standing' ? motion.at : motion.to);

/** No road leads there: straight, at 30 km/h, so that an exercise never hangs on a gap in the map. */
export function straightDrive(from: LngLat, to: LngLat): Drive {
  const travelTimeMs = Math.round((distance(from, to) / (30 / 3.6)) * 1000);
  return { points: [from, to], atMs: [0, travelTimeMs], travelTimeMs };
}
