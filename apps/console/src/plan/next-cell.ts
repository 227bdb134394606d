import type { CellsAnswer } from '@clarion/protocol';

/** The next cell in a direction; −1: there is none. */
export function nextCell(
  ground: CellsAnswer,
  cell: number,
  [east, north]: readonly [number, number],
): number {
  const { columns, rows, places } = ground;
  let column = places[cell]! % columns;
  let row = Math.floor(places[cell]! / columns);
  for (;;) {
    column += east;
    row += north;
    if (column < 0 || row < 0 || column >= columns || row >= rows) return -1;
    const next = places.indexOf(row * columns + column);
    if (next !== -1) return next;
  }
}
