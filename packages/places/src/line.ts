import { between, distance, type LngLat } from '@clarion/measure';
import { NONE } from './layout.ts';
import { type Inside, pairAt } from './placeIndex.ts';

export function segmentPoints(inside: Inside, segment: number): LngLat[] {
  const { pointStart, points } = inside.columns;
  const line: LngLat[] = [];
  for (let i = pointStart[segment]!; i < pointStart[segment + 1]!; i++) line.push(pairAt(points, i));
  return line;
}

/** All segments of a street, as numbers. */
export function segmentsOf(inside: Inside, street: number): number[] {
  const { segmentStart } = inside.columns;
  const first = segmentStart[street]!;
  return Array.from({ length: segmentStart[street + 1]! - first }, (_, i) => first + i);
}

export const nodePoint = (inside: Inside, node: number): LngLat => pairAt(inside.columns.nodeAt, node);

/** The part of a line between two fractions of its length. */
export function partOfLine(line: readonly LngLat[], from: number, to: number): LngLat[] {
  const lengths: number[] = line.map((p, i) => (i === 0 ? 0 : distance(line[i - 1]!, p)));
  const total = lengths.reduce((a, b) => a + b, 0);
  if (total === 0 || (from <= 0 && to >= 1)) return [...line];
  const out: LngLat[] = [];
  let done = 0;
  for (let i = 1; i < line.length; i++) {
    const begin = done / total;
    const end = (done + lengths[i]!) / total;
    done += lengths[i]!;
    if (end < from || begin > to || end === begin) continue;
    const at = (fraction: number): LngLat =>
      between(line[i - 1]!, line[i]!, (fraction - begin) / (end - begin));
    if (out.length === 0) out.push(at(Math.max(begin, from)));
    out.push(at(Math.min(end, to)));
  }
  return out;
}

/** The nearest point of a line, planar around `at`; distance in metres. */
export function nearestOnLine(line: readonly LngLat[], at: LngLat): { point: LngLat; distanceM: number } {
  let point = line[0]!;
  let distanceM: number = distance(point, at);
  const squeeze = Math.cos((at[1] * Math.PI) / 180);
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const dx = (b[0] - a[0]) * squeeze;
    const dy = b[1] - a[1];
    const square = dx * dx + dy * dy;
    if (square === 0) continue;
    const t = ((at[0] - a[0]) * squeeze * dx + (at[1] - a[1]) * dy) / square;
    const candidate = between(a, b, Math.min(1, Math.max(0, t)));
    const d = distance(candidate, at);
    if (d < distanceM) {
      distanceM = d;
      point = candidate;
    }
  }
  return { point, distanceM };
}

/** Radius around `at` that holds all lines, at least `leastM`. */
export function radius(at: LngLat, lines: readonly (readonly LngLat[])[], leastM: number): number {
  let far = leastM;
  for (const line of lines) for (const p of line) far = Math.max(far, distance(at, p));
  return Math.ceil(far);
}

export const known = (n: number): number | undefined => (n === NONE ? undefined : n);
