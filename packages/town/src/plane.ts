import type { LngLat } from '@clarion/measure';

/** Metres east and north of the middle of the town. The town is drawn on this plane and projected once, at the end. */
export type Point = readonly [x: number, y: number];

/** Middle of the town. Nothing real is drawn there: the basemap is the town's own. */
const MIDDLE: LngLat = [113.9, 30.4];
const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;
const METRES_PER_DEGREE_LNG = METRES_PER_DEGREE * Math.cos((MIDDLE[1] * Math.PI) / 180);

/** Rounded to 7 decimals (1 cm), as source data is. */
export const toLngLat = ([x, y]: Point): LngLat => [
  Math.round((MIDDLE[0] + x / METRES_PER_DEGREE_LNG) * 1e7) / 1e7,
  Math.round((MIDDLE[1] + y / METRES_PER_DEGREE) * 1e7) / 1e7,
];

export const apart = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

export const mix = (a: Point, b: Point, f: number): Point => [
  a[0] + (b[0] - a[0]) * f,
  a[1] + (b[1] - a[1]) * f,
];

export function lengthOf(points: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += apart(points[i - 1]!, points[i]!);
  return sum;
}

/** Where two pieces cross, as fractions of each; undefined when they do not, or run parallel. */
export function crossing(
  a: Point,
  b: Point,
  c: Point,
  d: Point,
): { readonly f: number; readonly g: number } | undefined {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const det = rx * sy - ry * sx;
  if (Math.abs(det) < 1e-9) return undefined;
  const qx = c[0] - a[0];
  const qy = c[1] - a[1];
  const f = (qx * sy - qy * sx) / det;
  const g = (qx * ry - qy * rx) / det;
  return f >= 0 && f <= 1 && g >= 0 && g <= 1 ? { f, g } : undefined;
}

/** The foot of `p` on the piece a–b. */
export function foot(p: Point, a: Point, b: Point): { readonly f: number; readonly away: number } {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const square = dx * dx + dy * dy;
  const f = square === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square));
  return { f, away: apart(p, mix(a, b, f)) };
}

/** The line moved `by` metres to the left of its direction (right when negative). */
export function beside(line: readonly Point[], by: number): Point[] {
  return line.map((p, i) => {
    const before = line[Math.max(0, i - 1)]!;
    const after = line[Math.min(line.length - 1, i + 1)]!;
    const length = apart(before, after) || 1;
    return [p[0] - ((after[1] - before[1]) / length) * by, p[1] + ((after[0] - before[0]) / length) * by];
  });
}

/** The stretch of a line between two distances from its start. */
export function stretch(line: readonly Point[], from: number, to: number): Point[] {
  const out: Point[] = [];
  let at = 0;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!;
    const b = line[i]!;
    const step = apart(a, b);
    if (at + step >= from && at <= to && step > 0) {
      if (out.length === 0) out.push(mix(a, b, Math.max(0, (from - at) / step)));
      out.push(at + step <= to ? b : mix(a, b, (to - at) / step));
    }
    at += step;
  }
  return out;
}

/** Point and direction `along` metres from the start. */
export function placeAlong(
  line: readonly Point[],
  along: number,
): { readonly at: Point; readonly dir: Point } {
  let left = along;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!;
    const b = line[i]!;
    const step = apart(a, b);
    if (step > 0 && (left <= step || i === line.length - 1)) {
      const f = Math.max(0, Math.min(1, left / step));
      return { at: mix(a, b, f), dir: [(b[0] - a[0]) / step, (b[1] - a[1]) / step] };
    }
    left -= step;
  }
  throw new Error('placeAlong: a line has two different points');
}
