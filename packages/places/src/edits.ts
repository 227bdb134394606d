import { compareAt } from './textPool.ts';

/**
 * Damerau–Levenshtein distance (optimal string alignment) up to `limit`; anything farther gives limit + 1.
 * Insertions, deletions, replacements and swaps of neighbours cost 1.
 */
export function edits(a: string, b: string, limit: number): number {
  if (b.length >= ROW) return a === b ? 0 : limit + 1;
  for (let i = 0; i < b.length; i++) units[i] = b.charCodeAt(i);
  return editsAt(a, units, 0, b.length, limit);
}

/** As `edits`, for a text stored as UTF-16 units. */
export function editsAt(a: string, codes: Uint16Array, from: number, to: number, limit: number): number {
  const length = to - from;
  if (Math.abs(a.length - length) > limit) return limit + 1;
  if (length >= ROW) return compareAt(codes, from, to, a, false) === 0 ? 0 : limit + 1;
  let [older, old, row] = rows;
  for (let j = 0; j <= length; j++) old[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let best = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= length; j++) {
      const other = codes[from + j - 1]!;
      let cost = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + (letter === other ? 0 : 1));
      const swapped = i > 1 && j > 1 && letter === codes[from + j - 2]! && a.charCodeAt(i - 2) === other;
      if (swapped) cost = Math.min(cost, older[j - 2]! + 1);
      row[j] = cost;
      if (cost < best) best = cost;
    }
    // A swap reaches back two rows at cost 1, but the row before this one is then at the limit already.
    if (best > limit) return limit + 1;
    [older, old, row] = [old, row, older];
  }
  return Math.min(old[length]!, limit + 1);
}

/** Names this long are compared letter by letter only when equal. */
const ROW = 256;
/** Scratch rows, overwritten by each call: this runs over every name of a city for one query. */
const rows: [Int32Array, Int32Array, Int32Array] = [
  new Int32Array(ROW),
  new Int32Array(ROW),
  new Int32Array(ROW),
];
const units = new Uint16Array(ROW);
