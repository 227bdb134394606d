import type { Footprint } from './footprint.ts';
import { EXTENT, type Ground, LAST_COLUMN } from './ground.ts';
import type { Landmark } from './landmarks.ts';
import type { Point } from './plane.ts';
import { superblocks, type Use } from './quarters.ts';
import { type Random, within } from './random.ts';

export interface Patch {
  readonly kind: string;
  readonly ring: readonly Point[];
  readonly names?: { readonly zh?: string; readonly en?: string };
}

const landuseOf: Record<Use, string> = {
  old: 'residential',
  centre: 'commercial',
  residential: 'residential',
  villas: 'residential',
  campus: 'university',
  industry: 'industrial',
  sparse: 'residential',
  park: 'park',
  stadium: 'recreation',
  belt: 'forest',
  farmland: 'farmland',
};
const groundOf: Record<string, string> = {
  hospital: 'hospital',
  school: 'school',
  university: 'school',
  kindergarten: 'school',
};

/** The ring of a piece of the grid, its sides as bent as the streets along it. */
export function gridRing(ground: Ground, bank: 1 | -1, [a0, b0]: Point, [a1, b1]: Point): Point[] {
  const steps = Math.max(6, Math.ceil(Math.max(a1 - a0, b1 - b0) * 14));
  const side = (from: Point, to: Point) =>
    Array.from({ length: steps }, (_, i) =>
      ground.at(bank, from[0] + ((to[0] - from[0]) * i) / steps, from[1] + ((to[1] - from[1]) * i) / steps),
    );
  const ring = [
    ...side([a0, b0], [a1, b0]),
    ...side([a1, b0], [a1, b1]),
    ...side([a1, b1], [a0, b1]),
    ...side([a0, b1], [a0, b0]),
  ];
  return [...ring, ring[0]!];
}

export function layLanduse(ground: Ground, random: Random, landmarks: readonly Landmark[]): Patch[] {
  const out: Patch[] = countryside(ground, random);
  for (const { bank, column, row, use } of superblocks())
    out.push({
      kind: landuseOf[use],
      ring: gridRing(ground, bank, [column, row], [column + 1, row + 1]),
    });
  for (const bank of [1, -1] as const) out.push({ kind: 'park', ring: strip(ground, bank) });
  for (const { kind, print, names } of landmarks) {
    const use = groundOf[kind];
    if (print && use) out.push({ kind: use, ring: grown(print, 22), names });
  }
  out.push({
    kind: 'pedestrian',
    names: { zh: '人民广场', en: "People's Square" },
    ring: gridRing(ground, 1, [3.4, 1.04], [3.6, 1.17]),
  });
  return out;
}

export function layWater(ground: Ground): Patch[] {
  const north: Point[] = [];
  const south: Point[] = [];
  for (let x = -EXTENT[0]; x <= EXTENT[0]; x += 25) {
    const { y, half } = ground.river(x);
    north.push([x, y + half]);
    south.push([x, y - half]);
  }
  const river = [...north, ...south.reverse()];
  const middle = ground.at(1, 2.5, 1.56);
  const lake: Point[] = Array.from({ length: 49 }, (_, i) => {
    const turn = (i / 24) * Math.PI;
    const r = 1 + 0.16 * Math.sin(2 * turn + 1) + 0.1 * Math.sin(3 * turn) + 0.04 * Math.sin(7 * turn);
    return [middle[0] + 225 * r * Math.cos(turn), middle[1] + 150 * r * Math.sin(turn)];
  });
  return [
    { kind: 'river', names: { zh: '云河', en: 'Yun River' }, ring: [...river, river[0]!] },
    { kind: 'lake', names: { zh: '镜湖', en: 'Jinghu Lake' }, ring: [...lake.slice(0, -1), lake[0]!] },
  ];
}

/** Railway north of the ring road, and the paths of the park. */
export function layLines(ground: Ground): Patch[] {
  const rail: Point[] = [];
  for (let a = 0; a <= LAST_COLUMN; a += 0.125) {
    const [x, y] = ground.at(1, a, 3);
    rail.push([x, y + 78 + 10 * Math.sin(a)]);
  }
  const [first, last] = [rail[0]!, rail.at(-1)!];
  const middle = ground.at(1, 2.5, 1.56);
  const around: Point[] = Array.from({ length: 41 }, (_, i) => {
    const turn = (i / 20) * Math.PI;
    const r = 1.16 + 0.12 * Math.sin(2 * turn + 1);
    return [middle[0] + 240 * r * Math.cos(turn), middle[1] + 165 * r * Math.sin(turn)];
  });
  const path = (from: Point, to: Point): Patch => ({
    kind: 'path',
    ring: [
      ground.at(1, ...from),
      ground.at(1, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2 - 0.03),
      ground.at(1, ...to),
    ],
  });
  return [
    { kind: 'rail', ring: [[-EXTENT[0], first[1] - 30], ...rail, [EXTENT[0], last[1] - 20]] },
    { kind: 'path', ring: around },
    path([2, 1.5], [2.16, 1.55]),
    path([3, 1.45], [2.84, 1.5]),
    path([2.4, 1], [2.44, 1.3]),
    path([2.62, 2], [2.6, 1.84]),
  ];
}

/** The green between river and embankment. */
function strip(ground: Ground, bank: 1 | -1): Point[] {
  const near: Point[] = [];
  const far: Point[] = [];
  for (let x = -2900; x <= 2950; x += 50) {
    const { y, half } = ground.river(x);
    near.push([x, y + bank * half]);
    far.push([x, y + bank * (half + 36)]);
  }
  const ring = [...near, ...far.reverse()];
  return [...ring, ring[0]!];
}

function grown(print: Footprint, by: number): Point[] {
  const middle: Point = [(print[0][0] + print[2][0]) / 2, (print[0][1] + print[2][1]) / 2];
  const ring = print.map((p): Point => {
    const d = Math.hypot(p[0] - middle[0], p[1] - middle[1]);
    return [middle[0] + ((p[0] - middle[0]) * (d + by)) / d, middle[1] + ((p[1] - middle[1]) * (d + by)) / d];
  });
  return [...ring, ring[0]!];
}

/** Woods and fields outside of the ring road. */
function countryside(ground: Ground, random: Random): Patch[] {
  const out: Patch[] = [];
  for (let i = 0; i < 130; i++) {
    const middle: Point = [within(random, -1, 1) * EXTENT[0], within(random, -1, 1) * EXTENT[1]];
    const { y, half } = ground.river(middle[0]);
    const size = within(random, 70, 190);
    if (ground.find(middle) || Math.abs(middle[1] - y) < half + size) continue;
    const phase = within(random, 0, 6);
    const ring: Point[] = Array.from({ length: 18 }, (_, k) => {
      const turn = (k / 9) * Math.PI;
      const r = size * (1 + 0.25 * Math.sin(2 * turn + phase) + 0.14 * Math.sin(3 * turn + 2 * phase));
      return [middle[0] + r * Math.cos(turn), middle[1] + 0.7 * r * Math.sin(turn)];
    });
    out.push({ kind: random() < 0.4 ? 'forest' : 'farmland', ring: [...ring, ring[0]!] });
  }
  return out;
}
