/** A shift that can be begun: which hours of the week it covers, and what it costs. */
export interface ShiftChoice {
  readonly hours: readonly number[];
  readonly cost: number;
}

export interface ShiftCover {
  /** How often each shift is begun. */
  readonly counts: readonly number[];
  readonly cost: number;
  /** No cover costs less. */
  readonly bound: number;
  readonly proven: boolean;
}

const NODES = 3000;
const EPSILON = 1e-7;

/** `at least` a number of a shift, or `at most` (sign −1). */
interface Limit {
  readonly shift: number;
  readonly sign: 1 | -1;
  readonly value: number;
}

/**
 * The cheapest whole numbers of shifts that put `needed[hour]` units or more on duty in every hour. Branch and bound on the
 * linear relaxation, exact unless `NODES` are not enough; then the gap is told. undefined: some hour is in no shift.
 */
export function coverHours(
  needed: readonly number[],
  shifts: readonly ShiftChoice[],
): ShiftCover | undefined {
  if (needed.some((units, hour) => units > 0 && !shifts.some(({ hours }) => hours.includes(hour))))
    return undefined;
  const whole = shifts.every(({ cost }) => Number.isInteger(cost));
  let best = improved(needed, shifts, relaxed(needed, shifts, [])!.counts);
  let bestCost = costOf(shifts, best);
  const open: { limits: readonly Limit[]; bound: number }[] = [
    { limits: [], bound: relaxed(needed, shifts, [])!.cost },
  ];
  const root = open[0]!.bound;
  let nodes = 0;
  while (open.length > 0 && nodes++ < NODES) {
    const { limits } = open.pop()!;
    const solved = relaxed(needed, shifts, limits);
    if (!solved) continue;
    const floor = whole ? Math.ceil(solved.cost - 1e-6) : solved.cost;
    if (floor >= bestCost - EPSILON) continue;
    const rounded = improved(needed, shifts, solved.counts);
    if (costOf(shifts, rounded) < bestCost - EPSILON) {
      best = rounded;
      bestCost = costOf(shifts, rounded);
    }
    const shift = mostFractional(solved.counts);
    if (shift < 0) continue;
    const value = Math.floor(solved.counts[shift]!);
    open.push({ limits: [...limits, { shift, sign: -1, value }], bound: solved.cost });
    open.push({ limits: [...limits, { shift, sign: 1, value: value + 1 }], bound: solved.cost });
  }
  const left = open.reduce((least, { bound }) => Math.min(least, bound), Infinity);
  const bound =
    open.length === 0 ? bestCost : Math.min(bestCost, Math.max(root, whole ? Math.ceil(left - 1e-6) : left));
  return { counts: best, cost: bestCost, bound, proven: bestCost - bound <= 1e-9 * Math.max(1, bestCost) };
}

const costOf = (shifts: readonly ShiftChoice[], counts: readonly number[]): number =>
  counts.reduce((sum, count, i) => sum + count * shifts[i]!.cost, 0);

function mostFractional(counts: readonly number[]): number {
  let found = -1;
  let farthest = 1e-6;
  for (const [i, count] of counts.entries()) {
    const away = Math.abs(count - Math.round(count));
    if (away > farthest) [found, farthest] = [i, away];
  }
  return found;
}

/** Rounded up, then what is too much taken away again, the dearest first. */
function improved(
  needed: readonly number[],
  shifts: readonly ShiftChoice[],
  counts: readonly number[],
): number[] {
  const whole = counts.map(count => Math.ceil(count - 1e-6));
  const spare = needed.map(units => -units);
  for (const [i, { hours }] of shifts.entries()) for (const hour of hours) spare[hour]! += whole[i]!;
  const dearest = [...shifts.keys()].sort((a, b) => shifts[b]!.cost - shifts[a]!.cost || a - b);
  for (const i of dearest)
    while (whole[i]! > 0 && shifts[i]!.hours.every(hour => spare[hour]! > 0)) {
      whole[i]!--;
      for (const hour of shifts[i]!.hours) spare[hour]!--;
    }
  return whole;
}

/**
 * The linear relaxation, through its dual: max Σ needed·y with Σ of a shift's y ≤ its cost, which y = 0 meets. Simplex on
 * a dense table, Bland's rule, so that it ends. undefined: the limits cannot be met.
 */
function relaxed(
  needed: readonly number[],
  shifts: readonly ShiftChoice[],
  limits: readonly Limit[],
): { readonly counts: readonly number[]; readonly cost: number } | undefined {
  const columns = needed.length + limits.length;
  const width = columns + shifts.length + 1;
  const table = shifts.map(({ hours, cost }, row) => {
    const line = new Float64Array(width);
    for (const hour of hours) line[hour]! += 1;
    for (const [i, limit] of limits.entries()) if (limit.shift === row) line[needed.length + i] = limit.sign;
    line[columns + row] = 1;
    line[width - 1] = cost;
    return line;
  });
  const goal = new Float64Array(width);
  for (const [hour, units] of needed.entries()) goal[hour] = -units;
  for (const [i, { sign, value }] of limits.entries()) goal[needed.length + i] = -sign * value;
  const basis = shifts.map((_, row) => columns + row);
  for (;;) {
    const enter = goal.findIndex((one, column) => column < width - 1 && one < -EPSILON);
    if (enter < 0) break;
    let leave = -1;
    let least = Infinity;
    for (const [row, line] of table.entries()) {
      if (line[enter]! <= EPSILON) continue;
      const ratio = line[width - 1]! / line[enter]!;
      if (ratio < least - 1e-12 || (ratio <= least + 1e-12 && basis[row]! < basis[leave]!)) {
        least = Math.min(least, ratio);
        leave = row;
      }
    }
    if (leave < 0) return undefined;
    pivot(table, goal, leave, enter);
    basis[leave] = enter;
  }
  const counts = shifts.map((_, row) => Math.max(0, goal[columns + row]!));
  return { counts, cost: costOf(shifts, counts) };
}

function pivot(table: readonly Float64Array[], goal: Float64Array, leave: number, enter: number): void {
  const pivotLine = table[leave]!;
  const by = pivotLine[enter]!;
  for (let i = 0; i < pivotLine.length; i++) pivotLine[i]! /= by;
  for (const line of [...table, goal]) {
    if (line === pivotLine || line[enter] === 0) continue;
    const times = line[enter]!;
    for (let i = 0; i < line.length; i++) line[i]! -= times * pivotLine[i]!;
  }
}
