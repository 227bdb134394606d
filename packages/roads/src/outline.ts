/** A corner in cells: x to the east, y to the north. */
export type Corner = readonly [x: number, y: number];

/**
 * Outlines of the marked cells of a grid: one polygon for each group of cells that touch by a side, its
 * outer ring first (counter-clockwise), then its holes (clockwise), rings closed, as RFC 7946 has them.
 * Corners are cut through the middles of the cell sides, so rings never touch each other.
 */
export function outlines(columns: number, rows: number, isMarked: (cell: number) => boolean): Corner[][][] {
  const marked = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < columns && y < rows && isMarked(y * columns + x);
  const sides = new SideMap(columns);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (!marked(x, y)) continue;
      if (!marked(x, y - 1)) sides.put(x, y, EAST);
      if (!marked(x + 1, y)) sides.put(x + 1, y, NORTH);
      if (!marked(x, y + 1)) sides.put(x + 1, y + 1, WEST);
      if (!marked(x - 1, y)) sides.put(x, y + 1, SOUTH);
    }
  }
  const group = groupsOf(columns, rows, isMarked);
  const polygons = new Map<number, Corner[][]>();
  for (let ring = sides.takeRing(); ring; ring = sides.takeRing()) {
    const smooth = cutCorners(ring);
    const of = group[cellBeside(ring[0]!, columns)]!;
    const known = polygons.get(of) ?? [];
    // The outer ring of a group first, however its rings were come upon.
    if (signedArea(smooth) > 0) known.unshift(smooth);
    else known.push(smooth);
    polygons.set(of, known);
  }
  return [...polygons.values()].sort((a, b) => signedArea(b[0]!) - signedArea(a[0]!));
}

/** A number for each marked cell, the same for cells that are joined by sides; 0 for the others. */
function groupsOf(columns: number, rows: number, isMarked: (cell: number) => boolean): Int32Array {
  const group = new Int32Array(columns * rows);
  const stack: number[] = [];
  let groups = 0;
  const take = (cell: number) => {
    if (group[cell] !== 0 || !isMarked(cell)) return;
    group[cell] = groups;
    stack.push(cell);
  };
  for (let first = 0; first < group.length; first++) {
    if (group[first] !== 0 || !isMarked(first)) continue;
    groups++;
    take(first);
    for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
      const x = cell % columns;
      if (x > 0) take(cell - 1);
      if (x < columns - 1) take(cell + 1);
      if (cell >= columns) take(cell - columns);
      if (cell < group.length - columns) take(cell + columns);
    }
  }
  return group;
}

/** The marked cell to the left of a side. */
function cellBeside(side: { x: number; y: number; direction: number }, columns: number): number {
  const x = side.direction === NORTH || side.direction === WEST ? side.x - 1 : side.x;
  const y = side.direction === WEST || side.direction === SOUTH ? side.y - 1 : side.y;
  return y * columns + x;
}

const EAST = 0;
const NORTH = 1;
const WEST = 2;
const SOUTH = 3;
const STEP: readonly Corner[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/** Sides of cells by the corner where they start, marked ground on their left. */
class SideMap {
  private readonly directions = new Map<number, number>();
  private readonly width: number;

  constructor(columns: number) {
    this.width = columns + 1;
  }

  put(x: number, y: number, direction: number): void {
    const corner = y * this.width + x;
    this.directions.set(corner, (this.directions.get(corner) ?? 0) | (1 << direction));
  }

  /** Takes out a ring of sides as the middles of its sides; undefined when all are taken. */
  takeRing(): { x: number; y: number; direction: number }[] | undefined {
    const start = this.directions.keys().next();
    if (start.done) return undefined;
    const ring: { x: number; y: number; direction: number }[] = [];
    let corner = start.value;
    let direction = -1;
    for (let open = this.directions.get(corner); open !== undefined; open = this.directions.get(corner)) {
      const first = ring[0];
      // Back at the start: closed, unless another ring of the same cells only passes this corner.
      if (
        first &&
        corner === start.value &&
        turn(open | (1 << first.direction), direction) === first.direction
      )
        break;
      direction = turn(open, direction);
      const left = open & ~(1 << direction);
      if (left === 0) this.directions.delete(corner);
      else this.directions.set(corner, left);
      ring.push({ x: corner % this.width, y: Math.floor(corner / this.width), direction });
      corner += STEP[direction]![0] + STEP[direction]![1] * this.width;
    }
    return ring;
  }
}

/** At a corner where two groups of cells touch, the left turn stays with the cell it came along. */
function turn(open: number, came: number): number {
  for (const by of [1, 0, 3]) {
    const direction = (came + by) & 3;
    if (came >= 0 && open & (1 << direction)) return direction;
  }
  return [EAST, NORTH, WEST, SOUTH].find(direction => open & (1 << direction))!;
}

/** A closed ring through the middles of the sides, without the middles of straight runs. */
function cutCorners(ring: readonly { x: number; y: number; direction: number }[]): Corner[] {
  const corners: Corner[] = [];
  ring.forEach(({ x, y, direction }, i) => {
    const before = ring[(i + ring.length - 1) % ring.length]!.direction;
    const after = ring[(i + 1) % ring.length]!.direction;
    if (before === direction && after === direction) return;
    corners.push([x + STEP[direction]![0] / 2, y + STEP[direction]![1] / 2]);
  });
  return [...corners, corners[0]!];
}

function signedArea(ring: readonly Corner[]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    twice += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  }
  return twice / 2;
}
