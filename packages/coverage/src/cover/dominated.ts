import type { CoverProblem } from './cover-problem.ts';

/** Steps beyond which looking for dominated columns would cost more than it saves. */
const MOST_STEPS = 200_000_000;

/**
 * The limits that are left once no unit goes where another column covers as much and more: where demand is covered once, a
 * unit there can as well stand on the other (Church and ReVelle 1974). As given where too few columns would be left.
 */
export function limitWithoutDominated({ rows, units, limit }: CoverProblem): Uint16Array {
  const { rowStart, rowColumns, columnStart, columnRows } = rows;
  let steps = 0;
  for (let row = 0; row < rows.rowCount; row++) steps += (rowStart[row + 1]! - rowStart[row]!) ** 2;
  if (steps > MOST_STEPS) return limit;
  const gone = dominated(columnStart, columnRows, rowStart, rowColumns, 'smaller');
  const left = limit.map((most, column) => (gone[column] === 1 ? 0 : most));
  return left.reduce((sum, most) => sum + most, 0) < units ? limit : left;
}

/**
 * Lists that contain another list go (`larger`), or those that are contained in one (`smaller`); of equal ones the first
 * stays. Empty lists are contained in every other.
 */
export function dominated(
  start: Uint32Array,
  items: Uint32Array,
  backStart: Uint32Array,
  backItems: Uint32Array,
  which: 'larger' | 'smaller',
): Uint8Array {
  const count = start.length - 1;
  const gone = new Uint8Array(count);
  const hits = new Uint32Array(count);
  const touched: number[] = [];
  for (let list = 0; list < count; list++) {
    const size = start[list + 1]! - start[list]!;
    if (gone[list] === 1) continue;
    if (size === 0) {
      if (which === 'smaller') gone[list] = 1;
      continue;
    }
    for (let at = start[list]!; at < start[list + 1]!; at++) {
      const item = items[at]!;
      for (let i = backStart[item]!; i < backStart[item + 1]!; i++) {
        const other = backItems[i]!;
        if (hits[other]!++ === 0) touched.push(other);
      }
    }
    // Those that were hit by every item contain this list.
    for (const other of touched) {
      const contains = hits[other] === size && other !== list && gone[other] === 0 && gone[list] === 0;
      hits[other] = 0;
      if (!contains) continue;
      const isEqual = start[other + 1]! - start[other]! === size;
      if (which === 'larger') gone[other] = 1;
      else if (!isEqual || other < list) gone[list] = 1;
      else gone[other] = 1;
    }
    touched.length = 0;
  }
  return gone;
}
