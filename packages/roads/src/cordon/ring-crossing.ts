import type { LngLat } from '@clarion/measure';

/** Where a polygon's rings meet as they must not. */
export interface RingCrossing {
  readonly ring: number;
  /** a ring touches itself; otherwise it crosses another ring of the polygon */
  readonly isSelf: boolean;
  readonly at: LngLat;
}

interface Side {
  readonly ring: number;
  /** place among the sides of its ring */
  readonly index: number;
  readonly count: number;
  readonly a: LngLat;
  readonly b: LngLat;
}

/**
 * The first place where a ring touches itself, or properly crosses another ring (rings may touch each other).
 * Sides are compared in the order of their western ends, each with those that begin before it ends.
 */
export function findCrossing(rings: readonly (readonly LngLat[])[]): RingCrossing | undefined {
  const sides: Side[] = rings.flatMap((points, ring) =>
    points.slice(1).map((b, index) => ({ ring, index, count: points.length - 1, a: points[index]!, b })),
  );
  sides.sort((s, t) => west(s) - west(t));
  for (let i = 0; i < sides.length; i++) {
    const side = sides[i]!;
    const east = Math.max(side.a[0], side.b[0]);
    for (let j = i + 1; j < sides.length && west(sides[j]!) <= east; j++) {
      const other = sides[j]!;
      const at = side.ring === other.ring ? selfTouch(side, other) : properCrossing(side, other);
      if (at)
        return {
          ring: Math.max(side.ring, other.ring),
          isSelf: side.ring === other.ring,
          at: [at[0], at[1]],
        };
    }
  }
  return undefined;
}

function west({ a, b }: Side): number {
  return Math.min(a[0], b[0]);
}

function selfTouch(s: Side, t: Side): LngLat | undefined {
  const [first, second] = s.index < t.index ? [s, t] : [t, s];
  const next = second.index === first.index + 1;
  const around = first.index === 0 && second.index === first.count - 1;
  if (!next && !around) return touch(first, second);
  // Neighbours share a corner; they touch only when the ring turns back on itself.
  const [corner, before, after] = next ? [first.b, first.a, second.b] : [first.a, second.a, first.b];
  if (turn(before, corner, after) !== 0) return undefined;
  const [dx, dy] = [before[0] - corner[0], before[1] - corner[1]];
  return dx * (after[0] - corner[0]) + dy * (after[1] - corner[1]) > 0 ? corner : undefined;
}

function touch(s: Side, t: Side): LngLat | undefined {
  for (const corner of [t.a, t.b]) if (isOn(corner, s)) return corner;
  for (const corner of [s.a, s.b]) if (isOn(corner, t)) return corner;
  return properCrossing(s, t);
}

function properCrossing(s: Side, t: Side): LngLat | undefined {
  const [c, d] = [turn(s.a, s.b, t.a), turn(s.a, s.b, t.b)];
  const [a, b] = [turn(t.a, t.b, s.a), turn(t.a, t.b, s.b)];
  if (Math.sign(c) * Math.sign(d) >= 0 || Math.sign(a) * Math.sign(b) >= 0) return undefined;
  const share = c / (c - d);
  return [t.a[0] + (t.b[0] - t.a[0]) * share, t.a[1] + (t.b[1] - t.a[1]) * share];
}

function isOn(point: LngLat, { a, b }: Side): boolean {
  return (
    turn(a, b, point) === 0 &&
    Math.min(a[0], b[0]) <= point[0] &&
    point[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= point[1] &&
    point[1] <= Math.max(a[1], b[1])
  );
}

/** Positive where c lies to the left of a → b, zero on the line. */
function turn(a: LngLat, b: LngLat, c: LngLat): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
