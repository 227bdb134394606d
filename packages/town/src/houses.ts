import { type BuiltGround, type Footprint, footprintAt } from './footprint.ts';
import type { Ground } from './ground.ts';
import type { Line } from './join.ts';
import { numberAt } from './numbering.ts';
import { lengthOf, type Point, placeAlong } from './plane.ts';
import { superblocks, type Use, useAt } from './quarters.ts';
import { type Random, within } from './random.ts';

export interface House {
  readonly print: Footprint;
  readonly kind: string;
  readonly heightM: number;
  readonly door?: { readonly at: Point; readonly street: string; readonly number: number };
}

type Span = readonly [from: number, to: number];
interface Style {
  readonly kind: string;
  readonly front: Span;
  readonly depth: Span;
  readonly gap: Span;
  readonly setback: number;
  readonly height: Span;
}

const styles: Partial<Record<Use, Style>> = {
  old: { kind: 'house', front: [9, 17], depth: [8, 13], gap: [0.6, 2.5], setback: 1.2, height: [5, 12] },
  centre: { kind: 'office', front: [20, 44], depth: [17, 32], gap: [7, 14], setback: 5, height: [18, 110] },
  residential: {
    kind: 'flats',
    front: [22, 46],
    depth: [11, 14],
    gap: [6, 12],
    setback: 4,
    height: [15, 42],
  },
  villas: { kind: 'house', front: [10, 15], depth: [9, 13], gap: [7, 12], setback: 7, height: [6, 9] },
  campus: { kind: 'school', front: [32, 62], depth: [14, 21], gap: [18, 34], setback: 12, height: [12, 26] },
  industry: {
    kind: 'industrial',
    front: [44, 105],
    depth: [28, 60],
    gap: [14, 28],
    setback: 10,
    height: [7, 13],
  },
  sparse: { kind: 'house', front: [10, 18], depth: [8, 13], gap: [12, 46], setback: 6, height: [4, 8] },
};
/** Rows of flats behind the street front. */
const yards: Partial<Record<Use, { readonly front: number; readonly depth: number; readonly apart: Point }>> =
  {
    residential: { front: 42, depth: 12.5, apart: [52, 34] },
    centre: { front: 34, depth: 20, apart: [52, 44] },
  };

/** Houses along the streets, each with its number, then blocks of flats in the yards behind them. */
export function putUpHouses(
  ground: Ground,
  random: Random,
  lines: readonly Line[],
  starts: ReadonlyMap<Line, number>,
  built: BuiltGround,
): House[] {
  const out: House[] = [];
  const taken = new Set<string>();
  for (const line of lines)
    if (line.stretch.houses)
      for (const side of ['left', 'right'] as const)
        out.push(...lineHouses(ground, random, line, starts.get(line)!, side, built, taken));
  return [...out, ...yardHouses(ground, random, built)];
}

function lineHouses(
  ground: Ground,
  random: Random,
  line: Line,
  start: number,
  side: 'left' | 'right',
  built: BuiltGround,
  taken: Set<string>,
): House[] {
  const out: House[] = [];
  const total = lengthOf(line.points);
  const hand = side === 'left' ? 1 : -1;
  let along = 8;
  while (along < total - 8) {
    const { at, dir } = placeAlong(line.points, along);
    const aside: Point = [-dir[1] * hand, dir[0] * hand];
    const behind: Point = [at[0] + aside[0] * 30, at[1] + aside[1] * 30];
    const style = styleAt(ground, behind);
    if (!style) {
      along += 20;
      continue;
    }
    const front = within(random, ...style.front);
    const depth = within(random, ...style.depth);
    const heightM = heightOf(random, style.height);
    const gap = within(random, ...style.gap);
    const middleAlong = along + front / 2;
    if (middleAlong > total) break;
    const { at: door, dir: way } = placeAlong(line.points, middleAlong);
    const out1: Point = [-way[1] * hand, way[0] * hand];
    const away = line.stretch.halfWidthM + style.setback + depth / 2;
    const print = footprintAt([door[0] + out1[0] * away, door[1] + out1[1] * away], way, front, depth);
    const number = numberAt(start + middleAlong, side);
    const key = `${line.stretch.street} ${number}`;
    if (!taken.has(key) && built.build(print, 0.5)) {
      taken.add(key);
      const edge = line.stretch.halfWidthM + style.setback;
      out.push({
        print,
        kind: style.kind,
        heightM,
        door: {
          at: [door[0] + out1[0] * edge, door[1] + out1[1] * edge],
          street: line.stretch.street,
          number,
        },
      });
      along += front + gap;
    } else along += 6;
  }
  return out;
}

function styleAt(ground: Ground, p: Point): Style | undefined {
  const found = ground.find(p);
  return found && styles[useAt(found.bank, Math.floor(found.a), Math.floor(found.b))];
}

function yardHouses(ground: Ground, random: Random, built: BuiltGround): House[] {
  const out: House[] = [];
  for (const { bank, column, row, use } of superblocks()) {
    const yard = yards[use];
    if (!yard) continue;
    const low = ground.at(bank, column, row);
    const high = ground.at(bank, column + 1, row + 1);
    const stepA = yard.apart[0] / Math.abs(high[0] - low[0]);
    const stepB = yard.apart[1] / Math.abs(high[1] - low[1]);
    for (let b = row + stepB; b < row + 1; b += stepB)
      for (let a = column + stepA; a < column + 1; a += stepA) {
        const middle = ground.at(bank, a, b);
        const east = ground.at(bank, Math.min(a + 0.02, column + 1), b);
        const length = Math.hypot(east[0] - middle[0], east[1] - middle[1]);
        if (length === 0) continue;
        const dir: Point = [(east[0] - middle[0]) / length, (east[1] - middle[1]) / length];
        const heightM = heightOf(random, styles[use]!.height);
        const print = footprintAt(middle, dir, yard.front * within(random, 0.8, 1), yard.depth);
        if (built.build(print, 7)) out.push({ print, kind: styles[use]!.kind, heightM });
      }
  }
  return out;
}

/** Most are low; whole metres. */
const heightOf = (random: Random, [from, to]: Span): number => Math.round(from + (to - from) * random() ** 2);
