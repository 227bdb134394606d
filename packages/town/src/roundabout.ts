import type { Ground } from './ground.ts';
import { ROUNDABOUTS } from './motorway.ts';
import { apart, mix, type Point } from './plane.ts';
import { type Stretch, stretchOf } from './street.ts';

/** Cuts the streets open where a roundabout lies and puts it there, driven anticlockwise. */
export function layRoundabouts(ground: Ground, stretches: readonly Stretch[]): Stretch[] {
  let out = [...stretches];
  for (const { street, bank, a, b, radiusM } of ROUNDABOUTS) {
    const middle = ground.at(bank, a, b);
    out = out.flatMap(stretch =>
      stretch.level === 'ground'
        ? outside(stretch.points, middle, radiusM).map(points => ({ ...stretch, points }))
        : [stretch],
    );
    const ring: Point[] = Array.from({ length: 25 }, (_, i) => [
      middle[0] + radiusM * Math.cos((i * Math.PI) / 12),
      middle[1] + radiusM * Math.sin((i * Math.PI) / 12),
    ]);
    // Two halves, so that no line begins where it ends.
    for (const points of [ring.slice(0, 13), ring.slice(12)])
      out.push(
        stretchOf('arterial', street, points, {
          oneWay: true,
          roundabout: true,
          houses: false,
          speedKmh: 30,
        }),
      );
  }
  return out;
}

/** The parts of a line outside of a circle. */
function outside(line: readonly Point[], middle: Point, radiusM: number): Point[][] {
  const parts: Point[][] = [];
  let part: Point[] = [];
  const isOut = (p: Point) => apart(p, middle) >= radiusM;
  const edge = (p: Point, q: Point): Point => {
    let [low, high] = [0, 1];
    for (let i = 0; i < 30; i++) {
      const f = (low + high) / 2;
      if (isOut(mix(p, q, f)) === isOut(p)) low = f;
      else high = f;
    }
    return mix(p, q, (low + high) / 2);
  };
  line.forEach((p, i) => {
    const before = line[i - 1];
    if (before && isOut(before) !== isOut(p)) {
      part.push(edge(before, p));
      if (!isOut(p)) {
        parts.push(part);
        part = [];
      }
    }
    if (isOut(p)) part.push(p);
  });
  if (part.length > 1) parts.push(part);
  return parts.filter(points => points.length > 1);
}
