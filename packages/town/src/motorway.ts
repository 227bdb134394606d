import type { Bank, Ground } from './ground.ts';
import { apart, beside, lengthOf, mix, type Point, placeAlong, stretch } from './plane.ts';
import { drawn, type Stretch, stretchOf } from './street.ts';

/** The motorway's middle in grid columns. */
export const MOTORWAY_COLUMN = 6.5;
/** Roundabouts: the heart of the town, and both ends of the motorway on the ring road. */
export const ROUNDABOUTS = [
  { street: 'roundabout-centre', bank: 1, a: 4, b: 1, radiusM: 44 },
  { street: 'roundabout-north', bank: 1, a: MOTORWAY_COLUMN, b: 3, radiusM: 38 },
  { street: 'roundabout-south', bank: -1, a: MOTORWAY_COLUMN, b: 2, radiusM: 38 },
] as const satisfies readonly { street: string; bank: Bank; a: number; b: number; radiusM: number }[];

const HALF_GAP_M = 13;
const RAMP_M = 330;
/** How far from the motorway's middle its ramps reach the street. */
const RAMP_OFF_M = 95;

/** Two carriageways over the river, and a diamond of ramps on each bank. Traffic keeps to the right. */
export function layMotorway(ground: Ground): Stretch[] {
  const middle = [
    ...drawn(ground, -1, [MOTORWAY_COLUMN, 2], [MOTORWAY_COLUMN, 0]),
    ...drawn(ground, 1, [MOTORWAY_COLUMN, 0], [MOTORWAY_COLUMN, 3]),
  ];
  const total = lengthOf(middle);
  const open = stretch(middle, 36, total - 36);
  // Banks stand about 130 m either side of the river's middle: the bridge is what lies between the embankments.
  const onBridge = bridgeOf(ground, open);
  const out: Stretch[] = [];
  for (const [street, side] of [
    ['motorway-north', -1],
    ['motorway-south', 1],
  ] as const) {
    const parts: [number, number, boolean][] = [
      [0, onBridge[0], false],
      [onBridge[0], onBridge[1], true],
      [onBridge[1], lengthOf(open), false],
    ];
    for (const [from, to, bridge] of parts) {
      const line = beside(stretch(open, from, to), side * HALF_GAP_M);
      if (side === 1) line.reverse();
      out.push(stretchOf('motorway', street, line, { level: 'motorway', oneWay: true, bridge }));
    }
  }
  for (const [bank, row] of [
    [1, 1],
    [-1, 1],
  ] as const)
    out.push(...layDiamond(ground, middle, bank, row));
  return out;
}

function bridgeOf(ground: Ground, line: readonly Point[]): readonly [number, number] {
  let along = 0;
  let from = 0;
  let to = 0;
  for (let i = 1; i < line.length; i++) {
    const p = line[i]!;
    const river = ground.river(p[0]);
    along += apart(line[i - 1]!, p);
    if (p[1] < river.y - river.half) from = along;
    if (to === 0 && p[1] > river.y + river.half) to = along;
  }
  return [from, to];
}

function layDiamond(ground: Ground, middle: readonly Point[], bank: Bank, row: number): Stretch[] {
  const under = ground.at(bank, MOTORWAY_COLUMN, row);
  let along = 0;
  let best = Infinity;
  let at = 0;
  for (let i = 1; i < middle.length; i++) {
    at += apart(middle[i - 1]!, middle[i]!);
    const d = apart(middle[i]!, under);
    if (d < best) {
      best = d;
      along = at;
    }
  }
  const ring = drawn(ground, bank, [6, row], [7, row]);
  const out: Stretch[] = [];
  for (const [street, side] of [
    ['motorway-north', -1],
    ['motorway-south', 1],
  ] as const) {
    const end = onStreet(ring, under, side === -1 ? RAMP_OFF_M : -RAMP_OFF_M);
    for (const [off, leaving] of [
      [-RAMP_M, side === -1],
      [RAMP_M, side === 1],
    ] as const) {
      const { at: p, dir } = placeAlong(middle, along + off);
      const on: Point = [p[0] - dir[1] * HALF_GAP_M * side, p[1] + dir[0] * HALF_GAP_M * side];
      const { at: q, dir: dirQ } = placeAlong(middle, along + off * 0.45);
      const bend: Point = [q[0] - dirQ[1] * 62 * side, q[1] + dirQ[0] * 62 * side];
      const curve = Array.from({ length: 13 }, (_, i) => {
        const f = i / 12;
        return mix(mix(on, bend, f), mix(bend, end, f), f);
      });
      if (!leaving) curve.reverse();
      out.push(
        stretchOf('ramp', `${street}-${leaving ? 'exit' : 'entry'}-${bank}`, curve, {
          level: 'ramp',
          oneWay: true,
        }),
      );
    }
  }
  return out;
}

/** The point of the street about `byM` east (west when negative) of `from`. */
function onStreet(street: readonly Point[], from: Point, byM: number): Point {
  let best = street[0]!;
  for (let along = 0; along < lengthOf(street); along += 2) {
    const { at } = placeAlong(street, along);
    if (Math.abs(at[0] - from[0] - byM) < Math.abs(best[0] - from[0] - byM)) best = at;
  }
  return best;
}
