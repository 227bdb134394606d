import { type Cells, cellsOf, partsOf } from './cells.ts';

/**
 * The same cells in one piece: whatever hangs together by itself is joined to the nearest cell of the largest part, by a border
 * of `length`. `at` are their middles in any flat measure. A solver asks for one piece, and people live on islands too.
 */
export function joinedCells(
  cells: Cells,
  at: readonly (readonly [number, number])[],
  length: number,
): { readonly cells: Cells; readonly joined: readonly (readonly [number, number])[] } {
  const [main, ...others] = partsOf(cells, () => true);
  if (main === undefined || others.length === 0) return { cells, joined: [] };
  const joined = others.map(part => {
    let best: readonly [number, number] = [part[0]!, main[0]!];
    let least = Infinity;
    for (const one of part)
      for (const other of main) {
        const away = (at[one]![0] - at[other]![0]) ** 2 + (at[one]![1] - at[other]![1]) ** 2;
        if (away < least) [least, best] = [away, [one, other]];
      }
    return best;
  });
  const pairs: (readonly [number, number, number])[] = joined.map(([a, b]) => [a, b, length]);
  for (let cell = 0; cell < cells.workload.length; cell++)
    for (let i = cells.start[cell]!; i < cells.start[cell + 1]!; i++)
      if (cells.neighbours[i]! > cell) pairs.push([cell, cells.neighbours[i]!, cells.border[i]!]);
  return {
    cells: cellsOf(
      cells.workload,
      Uint32Array.from(pairs, pair => pair[0]),
      Uint32Array.from(pairs, pair => pair[1]),
      Float64Array.from(pairs, pair => pair[2]),
    ),
    joined,
  };
}
