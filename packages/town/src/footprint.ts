import type { Line } from './join.ts';
import { createNearby } from './nearby.ts';
import { apart, foot, type Point } from './plane.ts';

/** Four corners of a building, in order. */
export type Footprint = readonly [Point, Point, Point, Point];

/** A rectangle around `middle`: `front` metres along `dir`, `depth` metres across. */
export function footprintAt(middle: Point, dir: Point, front: number, depth: number): Footprint {
  const [ux, uy] = [(dir[0] * front) / 2, (dir[1] * front) / 2];
  const [vx, vy] = [(-dir[1] * depth) / 2, (dir[0] * depth) / 2];
  const [x, y] = middle;
  return [
    [x - ux - vx, y - uy - vy],
    [x + ux - vx, y + uy - vy],
    [x + ux + vx, y + uy + vy],
    [x - ux + vx, y - uy + vy],
  ];
}

/** Which ground is taken: by roadways, and by the buildings put up so far. */
export interface BuiltGround {
  /** True, and the ground is taken, when the footprint grown by `roomM` meets neither street nor building. */
  build(print: Footprint, roomM: number): boolean;
}

export function createBuiltGround(lines: readonly Line[], taken: (p: Point) => boolean): BuiltGround {
  const streets = createNearby<{ a: Point; b: Point; half: number }>(60);
  for (const { points, stretch } of lines)
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1]!, points[i]!];
      const half = stretch.halfWidthM;
      streets.add(
        [Math.min(a[0], b[0]) - half, Math.min(a[1], b[1]) - half],
        [Math.max(a[0], b[0]) + half, Math.max(a[1], b[1]) + half],
        { a, b, half },
      );
    }
  const buildings = createNearby<Footprint>(60);
  return {
    build(print, roomM) {
      const low: Point = [
        Math.min(...print.map(p => p[0])) - roomM,
        Math.min(...print.map(p => p[1])) - roomM,
      ];
      const high: Point = [
        Math.max(...print.map(p => p[0])) + roomM,
        Math.max(...print.map(p => p[1])) + roomM,
      ];
      for (const other of buildings.find(low, high)) if (meet(print, other, roomM)) return false;
      const probes = outline(print);
      if (probes.some(taken)) return false;
      for (const { a, b, half } of streets.find(low, high))
        for (const p of probes) if (foot(p, a, b).away < half + roomM) return false;
      buildings.add(low, high, print);
      return true;
    },
  };
}

/** Corners, middle, and points of the sides no more than 9 m apart: no roadway slips between them. */
function outline(print: Footprint): Point[] {
  const out: Point[] = [[(print[0][0] + print[2][0]) / 2, (print[0][1] + print[2][1]) / 2]];
  print.forEach((p, i) => {
    const q = print[(i + 1) % 4]!;
    const steps = Math.max(1, Math.ceil(apart(p, q) / 9));
    for (let k = 0; k < steps; k++)
      out.push([p[0] + ((q[0] - p[0]) * k) / steps, p[1] + ((q[1] - p[1]) * k) / steps]);
  });
  return out;
}

/** Two rectangles are apart when a line along one of their sides has `roomM` between them (separating axes). */
function meet(a: Footprint, b: Footprint, roomM: number): boolean {
  for (const print of [a, b])
    for (const side of [0, 1] as const) {
      const [p, q] = [print[side], print[side + 1]!];
      const length = apart(p, q) || 1;
      const axis: Point = [(q[0] - p[0]) / length, (q[1] - p[1]) / length];
      const [lowA, highA] = shadow(a, axis);
      const [lowB, highB] = shadow(b, axis);
      if (highA + roomM <= lowB || highB + roomM <= lowA) return false;
    }
  return true;
}

function shadow(print: Footprint, axis: Point): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const p of print) {
    const along = p[0] * axis[0] + p[1] * axis[1];
    low = Math.min(low, along);
    high = Math.max(high, along);
  }
  return [low, high];
}
