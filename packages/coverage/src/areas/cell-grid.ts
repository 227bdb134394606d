/** Square cells side by side: place = row × columns + column, from the south-west. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The area of every place of the grid: cells have their own, and ground that is no cell (water, fields) that of the nearest cell,
 * by steps over sides. `places` says where each cell lies; −1 stands only where there is no cell at all.
 */
export function filledGrid(
  { columns, rows }: CellGrid,
  places: ArrayLike<number>,
  areaOf: ArrayLike<number>,
): Int32Array {
  const areaAt = new Int32Array(columns * rows).fill(-1);
  const queue: number[] = [];
  for (let cell = 0; cell < places.length; cell++) {
    areaAt[places[cell]!] = areaOf[cell]!;
    queue.push(places[cell]!);
  }
  for (let at = 0; at < queue.length; at++) {
    const place = queue[at]!;
    const column = place % columns;
    const next = [
      column > 0 ? place - 1 : -1,
      column < columns - 1 ? place + 1 : -1,
      place - columns,
      place + columns,
    ];
    for (const one of next) {
      if (one < 0 || one >= areaAt.length || areaAt[one] !== -1) continue;
      areaAt[one] = areaAt[place]!;
      queue.push(one);
    }
  }
  return areaAt;
}

/** A corner of the grid: column and row lines from the south-west. */
export type Corner = readonly [column: number, row: number];

/**
 * The outlines of an area on the grid, holes too: simple rings, closed by themselves (the first corner does not come again),
 * corners alone. A place lies inside where an odd number of them go around it.
 */
export function areaRings({ columns, rows }: CellGrid, areaAt: ArrayLike<number>, area: number): Corner[][] {
  const isIn = (column: number, row: number) =>
    column >= 0 && row >= 0 && column < columns && row < rows && areaAt[row * columns + column] === area;
  // Sides with the area on their left, by the corner that they start from.
  const wide = columns + 1;
  const sides = new Map<number, number[]>();
  const add = (from: number, to: number) => {
    const known = sides.get(from);
    if (known === undefined) sides.set(from, [to]);
    else known.push(to);
  };
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (!isIn(column, row)) continue;
      const corner = row * wide + column;
      if (!isIn(column, row - 1)) add(corner, corner + 1);
      if (!isIn(column + 1, row)) add(corner + 1, corner + 1 + wide);
      if (!isIn(column, row + 1)) add(corner + 1 + wide, corner + wide);
      if (!isIn(column - 1, row)) add(corner + wide, corner);
    }
  const rings: Corner[][] = [];
  for (;;) {
    const start = sides.keys().next().value;
    if (start === undefined) return rings;
    for (const ring of ringsFrom(start, sides))
      rings.push(cornersOf(ring).map((at): Corner => [at % wide, Math.floor(at / wide)]));
  }
}

/** Follows sides from a corner until it comes back, and takes them out of `sides`. What comes back to a corner on the way is a ring. */
function ringsFrom(start: number, sides: Map<number, number[]>): number[][] {
  const rings: number[][] = [];
  const path = [start];
  const placeInPath = new Map([[start, 0]]);
  while (path.length > 0) {
    const at = path.at(-1)!;
    const open = sides.get(at)!;
    const to = open.pop()!;
    if (open.length === 0) sides.delete(at);
    const seen = placeInPath.get(to);
    if (seen === undefined) {
      placeInPath.set(to, path.length);
      path.push(to);
      continue;
    }
    const ring = path.splice(seen);
    for (const one of ring) placeInPath.delete(one);
    rings.push(ring);
    if (path.length > 0) {
      placeInPath.set(to, path.length);
      path.push(to);
    }
  }
  return rings;
}

/** Without what lies in the middle of a straight side. */
const cornersOf = (ring: readonly number[]): number[] =>
  ring.filter((at, i) => {
    const [before, after] = [ring.at(i - 1)!, ring[(i + 1) % ring.length]!];
    const isStraight = at - before === after - at;
    return !isStraight;
  });
