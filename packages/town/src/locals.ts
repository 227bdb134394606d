import { cutsOf } from './arterials.ts';
import type { Ground } from './ground.ts';
import { apart, type Point } from './plane.ts';
import { type Superblock, superblocks, usesOfLand } from './quarters.ts';
import { type Random, within } from './random.ts';
import { drawn, type Stretch, stretchOf } from './street.ts';

/** How far a local street is laid past its end, so that it surely meets what it ends on. */
const OVERSHOOT_M = 16;

/** The small streets within each superblock: bent, sometimes broken off, so that no two blocks are alike. */
export function layLocals(ground: Ground, random: Random): Stretch[] {
  return superblocks()
    .filter(block => usesOfLand[block.use].spacingM > 0)
    .flatMap(block => layBlock(ground, random, block));
}

function layBlock(ground: Ground, random: Random, block: Superblock): Stretch[] {
  const cuts = cutsOf(block.bank, block.column, block.row);
  const out: Stretch[] = [];
  for (let i = 1; i < cuts.a.length; i++)
    for (let j = 1; j < cuts.b.length; j++)
      out.push(
        ...layQuarter(ground, random, block, [cuts.a[i - 1]!, cuts.b[j - 1]!], [cuts.a[i]!, cuts.b[j]!]),
      );
  return out;
}

/** The ground between collectors: two families of lines, across and up. */
function layQuarter(
  ground: Ground,
  random: Random,
  { bank, column, row, use }: Superblock,
  low: Point,
  high: Point,
): Stretch[] {
  const land = usesOfLand[use];
  const corner = (f: number, g: number) =>
    ground.at(bank, column + low[0] + (high[0] - low[0]) * f, row + low[1] + (high[1] - low[1]) * g);
  const size: Point = [apart(corner(0, 0.5), corner(1, 0.5)), apart(corner(0.5, 0), corner(0.5, 1))];
  const across = positions(random, size[1], land.spacingM);
  const up = positions(random, size[0], land.spacingM);
  const out: Stretch[] = [];
  const lay = (vertical: boolean, index: number) => {
    const own = vertical ? up[index]! : across[index]!;
    const others = vertical ? across : up;
    const lengthM = vertical ? size[1] : size[0];
    const over = OVERSHOOT_M / lengthM;
    let [from, to] = span(random, others, land.broken);
    from = from === 0 ? -over / 2 : from - over;
    to = to === 1 ? 1 + over / 2 : to + over;
    const swing = within(random, -1, 1) * land.bendM;
    const second = within(random, -0.5, 0.5) * land.bendM;
    const bend = (f: number) => {
      const t = Math.max(0, Math.min(1, from + (to - from) * f));
      return swing * Math.sin(Math.PI * t) + second * Math.sin(2 * Math.PI * t);
    };
    const point = (t: number): Point => {
      const f = vertical ? own : t;
      const g = vertical ? t : own;
      return [column + low[0] + (high[0] - low[0]) * f, row + low[1] + (high[1] - low[1]) * g];
    };
    const lane = use === 'old' ? random() < 0.5 : use === 'campus' || (use === 'villas' && random() < 0.4);
    const oneWay = (use === 'old' || use === 'centre') && random() < 0.16;
    const street = `local-${bank}-${column}-${row}-${low.join('-')}-${vertical ? 'v' : 'h'}${index}`;
    const points = drawn(ground, bank, point(from), point(to), bend);
    if (oneWay && random() < 0.5) points.reverse();
    out.push(stretchOf(lane ? 'lane' : 'local', street, points, { oneWay, overshoots: true }));
  };
  for (let i = 0; i < across.length; i++) lay(false, i);
  for (let i = 0; i < up.length; i++) lay(true, i);
  return out;
}

/** Where lines lie across a quarter of `sizeM`, as fractions, evenly but not exactly. */
function positions(random: Random, sizeM: number, spacingM: number): number[] {
  const gaps = Math.max(1, Math.round(sizeM / (spacingM * within(random, 0.85, 1.2))));
  return Array.from({ length: gaps - 1 }, (_, i) => (i + 1 + within(random, -0.16, 0.16)) / gaps);
}

/** From where to where a line runs: the whole way, or stopping at one of the lines that it crosses. */
function span(random: Random, others: readonly number[], broken: number): readonly [number, number] {
  if (random() >= broken) return [0, 1];
  if (others.length === 0)
    return random() < 0.5 ? [0, within(random, 0.45, 0.75)] : [within(random, 0.25, 0.55), 1];
  const stop = others[Math.floor(random() * others.length)]!;
  return random() < 0.5 ? [0, stop] : [stop, 1];
}
