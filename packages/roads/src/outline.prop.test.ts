import { type LngLat, ringContains } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Corner, outlines } from './outline.ts';

const cells = fc
  .integer({ min: 1, max: 9 })
  .chain(columns =>
    fc.tuple(fc.constant(columns), fc.array(fc.boolean(), { minLength: columns, maxLength: columns * 9 })),
  )
  .map(([columns, marks]) => ({ columns, rows: Math.floor(marks.length / columns), marks }));

const area = (ring: readonly Corner[]) =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0) / 2;

test('polygons hold the middles of the marked cells and of no other', () => {
  fc.assert(
    fc.property(cells, ({ columns, rows, marks }) => {
      const polygons = outlines(columns, rows, cell => marks[cell]!);
      for (let cell = 0; cell < columns * rows; cell++) {
        const middle: LngLat = [(cell % columns) + 0.5, Math.floor(cell / columns) + 0.5];
        const around = polygons.filter(
          ([outer, ...holes]) =>
            ringContains(outer as LngLat[], middle) &&
            !holes.some(hole => ringContains(hole as LngLat[], middle)),
        );
        expect(around.length).toBe(marks[cell] ? 1 : 0);
      }
    }),
    { numRuns: 500 },
  );
});

test('rings are closed, outer ones counter-clockwise, holes clockwise, no corner twice', () => {
  fc.assert(
    fc.property(cells, ({ columns, rows, marks }) => {
      for (const polygon of outlines(columns, rows, cell => marks[cell]!)) {
        polygon.forEach((ring, i) => {
          expect(ring[0]).toEqual(ring.at(-1));
          expect(Math.sign(area(ring))).toBe(i === 0 ? 1 : -1);
          const corners = ring.slice(1).map(String);
          expect(new Set(corners).size).toBe(corners.length);
        });
      }
    }),
    { numRuns: 500 },
  );
});
