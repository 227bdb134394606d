import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaRings, type Corner, filledGrid } from './cell-grid.ts';
import { cellsOf, partsOf } from './cells.ts';
import { joinedCells } from './join-cells.ts';

/** Even-odd, with a ray to the east from the middle of a cell. */
function isInside(rings: readonly (readonly Corner[])[], column: number, row: number): boolean {
  let odd = false;
  for (const ring of rings)
    for (const [i, [x, y]] of ring.entries()) {
      const [nextX, nextY] = ring[(i + 1) % ring.length]!;
      if (x !== nextX || x <= column) continue;
      if (Math.min(y, nextY) <= row && Math.max(y, nextY) > row) odd = !odd;
    }
  return odd;
}

const grid = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
  .chain(([columns, rows]) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.constant(rows),
      areaAt: fc.array(fc.integer({ min: 0, max: 2 }), {
        minLength: columns * rows,
        maxLength: columns * rows,
      }),
    }),
  );

test('outlines go around exactly the places of their area, without a corner too many or a side in two rings', () => {
  fc.assert(
    fc.property(grid, ({ areaAt, ...size }) => {
      for (let area = 0; area < 3; area++) {
        const rings = areaRings(size, areaAt, area);
        for (let row = 0; row < size.rows; row++)
          for (let column = 0; column < size.columns; column++)
            expect(isInside(rings, column, row)).toBe(areaAt[row * size.columns + column] === area);
        for (const ring of rings) {
          expect(new Set(ring.map(String)).size).toBe(ring.length);
          for (const [i, [x, y]] of ring.entries()) {
            const [bx, by] = ring.at(i - 1)!;
            const [nx, ny] = ring[(i + 1) % ring.length]!;
            // Each side is straight, and each corner turns.
            expect((x === bx) !== (y === by)).toBe(true);
            expect((x === bx) === (x === nx) && (y === by) === (y === ny)).toBe(false);
          }
        }
      }
    }),
  );
});

test('ground that is no cell belongs to a nearest cell, and cells keep their own', () => {
  fc.assert(
    fc.property(grid, fc.nat(), ({ areaAt, columns, rows }, keep) => {
      const places = areaAt.map((_, place) => place).filter(place => (place * 7 + keep) % 3 === 0);
      const areaOf = places.map(place => areaAt[place]!);
      const filled = filledGrid({ columns, rows }, places, areaOf);
      const steps = (a: number, b: number) =>
        Math.abs((a % columns) - (b % columns)) + Math.abs(Math.floor(a / columns) - Math.floor(b / columns));
      for (const [place, area] of filled.entries()) {
        const least = Math.min(...places.map(one => steps(one, place)));
        const nearest = places.filter(one => steps(one, place) === least).map(one => areaAt[one]!);
        if (places.length === 0) expect(area).toBe(-1);
        else expect(nearest).toContain(area);
      }
    }),
  );
});

test('parts are joined to the nearest cell of the largest, and everything hangs together', () => {
  const at = [
    [0, 0],
    [1, 0],
    [9, 0],
    [5, 5],
  ] as const;
  const cells = cellsOf(
    Float64Array.of(1, 1, 1, 1),
    Uint32Array.of(0),
    Uint32Array.of(1),
    Float64Array.of(250),
  );
  const { cells: whole, joined } = joinedCells(cells, at, 1);
  expect(joined).toEqual([
    [2, 1],
    [3, 1],
  ]);
  expect(partsOf(whole, () => true)).toHaveLength(1);
  expect(joinedCells(whole, at, 1).joined).toEqual([]);
});
