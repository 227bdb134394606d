import { type Metres, metres } from './units.ts';

/** [longitude, latitude] in WGS84 degrees: GeoJSON's order, everywhere. */
export type LngLat = readonly [lng: number, lat: number];
/** [west, south, east, north] in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Mean radius of the WGS84 ellipsoid (IUGG R1). */
const EARTH_RADIUS_M = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Great-circle distance by the haversine formula; within 0.6 % of the ellipsoid's. */
export function distance(a: LngLat, b: LngLat): Metres {
  const sinLat = Math.sin(((b[1] - a[1]) * RADIANS) / 2);
  const sinLng = Math.sin(((b[0] - a[0]) * RADIANS) / 2);
  const h = sinLat * sinLat + Math.cos(a[1] * RADIANS) * Math.cos(b[1] * RADIANS) * sinLng * sinLng;
  return metres(2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** Initial bearing from `a` to `b` in degrees clockwise from north, 0 ≤ bearing < 360. */
export function bearing(a: LngLat, b: LngLat): number {
  const dLng = (b[0] - a[0]) * RADIANS;
  const lat1 = a[1] * RADIANS;
  const lat2 = b[1] * RADIANS;
  const y = Math.sin(dLng) * Math.cos(lat2);
  const x = Math.cos(lat1) * Math.sin(lat2) - Math.sin(lat1) * Math.cos(lat2) * Math.cos(dLng);
  return (Math.atan2(y, x) / RADIANS + 360) % 360;
}

/** The point at `fraction` (0–1) of the straight way from `a` to `b`; for ways of town size. */
export function between(a: LngLat, b: LngLat, fraction: number): LngLat {
  return [a[0] + (b[0] - a[0]) * fraction, a[1] + (b[1] - a[1]) * fraction];
}

/** Length of a line through `points`. */
export function lineLength(points: readonly LngLat[]): Metres {
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += distance(points[i - 1]!, points[i]!);
  return metres(sum);
}

/** The point `along` metres from the start of the line; its ends when `along` lies outside. */
export function pointAlong(points: readonly LngLat[], along: Metres): LngLat {
  if (points.length === 0) throw new Error('pointAlong: a line has at least one point');
  let left: number = along;
  if (left <= 0) return points[0]!;
  for (let i = 1; i < points.length; i++) {
    const step = distance(points[i - 1]!, points[i]!);
    if (left <= step && step > 0) return between(points[i - 1]!, points[i]!, left / step);
    left -= step;
  }
  return points[points.length - 1]!;
}

export function isLngLat(value: unknown): value is LngLat {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    Number.isFinite(value[0]) &&
    Number.isFinite(value[1]) &&
    Math.abs(value[0]) <= 180 &&
    Math.abs(value[1]) <= 90
  );
}

/** Smallest bounds that hold all points; undefined when there are none. */
export function boundsOf(points: Iterable<LngLat>): Bounds | undefined {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const [lng, lat] of points) {
    if (lng < west) west = lng;
    if (lng > east) east = lng;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return west <= east ? [west, south, east, north] : undefined;
}

/** Even–odd test of a point against a ring (closed or open). */
export function ringContains(ring: readonly LngLat[], [lng, lat]: LngLat): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
