/**
 * What a row is worth by the number of units that cover it: `gains[k]` is what the (k + 1)-th adds, as a share of the row's
 * weight. The last gain is 0 and stands for all further units.
 */
export interface Levels {
  readonly gains: Float64Array;
  /**
   * Gains of the least concave function that is nowhere below, for a row to which `head` units are given already:
   * `concave[head × stride + k]` for k from `head` on. What a bound may count on: once a first unit that adds nothing is
   * given, the second adds all. Where gains fall already they are the same for every head, and `stride` is 0.
   */
  readonly concave: Float64Array;
  readonly stride: number;
}

export function levelsOf(gains: readonly number[]): Levels {
  const own = Float64Array.from([...gains, 0]);
  if (gains.every((gain, k) => k === 0 || gain <= gains[k - 1]!))
    return { gains: own, concave: own, stride: 0 };
  const stride = own.length;
  const concave = new Float64Array(stride * stride);
  for (const head of gains.keys()) concave.set(concaveGains(gains.slice(head)), head * stride + head);
  return { gains: own, concave, stride };
}

function concaveGains(gains: readonly number[]): number[] {
  const values = [0];
  for (const gain of gains) values.push(values.at(-1)! + gain);
  const hull = [0];
  for (let k = 1; k < values.length; k++) {
    while (hull.length > 1 && !isBelowChord(values, hull.at(-2)!, hull.at(-1)!, k)) hull.pop();
    hull.push(k);
  }
  const concave: number[] = [];
  for (let i = 1; i < hull.length; i++) {
    const [from, to] = [hull[i - 1]!, hull[i]!];
    for (let k = from; k < to; k++) concave.push((values[to]! - values[from]!) / (to - from));
  }
  return concave;
}

/** Whether the hull's last point stands above the line from the one before it to k, so that it stays. */
const isBelowChord = (values: readonly number[], before: number, last: number, k: number): boolean =>
  (values[last]! - values[before]!) * (k - last) > (values[k]! - values[last]!) * (last - before);

/** Covered by one is covered: maximal covering (Church and ReVelle 1974). */
export const coveredOnce: Levels = levelsOf([1]);

/** Whether a row is worth its weight once any unit covers it, and no more by others. */
export const isOnce = ({ gains }: Levels): boolean => gains.length === 2 && gains[0] === 1;

/**
 * Each unit is busy for the share `busy` of its time, independently of others: the k-th adds (1 − q)·q^(k−1)
 * (MEXCLP, Daskin 1983).
 */
export function expectedCover(busy: number, units: number): Levels {
  return levelsOf(Array.from({ length: units }, (_, k) => (1 - busy) * busy ** k));
}

/** A second unit near enough counts too, by the share `backup` (at most ½) of the weight (BACOP, Hogan and ReVelle 1986). */
export const backedUp = (backup: number): Levels => levelsOf([1 - backup, backup]);

/**
 * Covered is who finds a unit free with the probability `reliability` at least: by so many units that their all being busy
 * is unlikely enough (MALP, ReVelle and Hogan 1989). More units than there are make nobody covered.
 */
export function reliableCover(busy: number, reliability: number, units: number): Levels {
  let needed = 1;
  // A hair's breadth for the rounding of powers: 1 − 0.4² is reliable to 0.84.
  while (1 - busy ** needed < reliability - 1e-12 && needed <= units) needed++;
  return levelsOf([...new Array<number>(needed - 1).fill(0), 1]);
}
