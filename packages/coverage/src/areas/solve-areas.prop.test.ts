import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish, ofIterations } from '../budget.ts';
import { gridCells } from '../testing/grid-cells.ts';
import { areaFigures, cellsOf, leastImbalance } from './cells.ts';
import { solveAreas } from './solve-areas.ts';

/** A tree of cells with some more borders: any graph that hangs together. */
const graph = fc
  .array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 30 })
  .chain(cells =>
    fc.record({
      cells: fc.constant(cells),
      more: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 20 }),
    }),
  )
  .map(({ cells, more }) => {
    const pairs = [
      ...cells.slice(1).map(([parent], i) => [i + 1, parent % (i + 1)] as const),
      ...more.map(([a, b]) => [a % cells.length, b % cells.length] as const),
    ];
    const [first, second] = [0, 1].map(end => Uint32Array.from(pairs, pair => pair[end]!));
    const load = Float64Array.from(cells, ([, workload]) => workload);
    return cellsOf(load, first!, second!, new Float64Array(pairs.length).fill(1));
  });

test('every cell is in an area, every area hangs together, none is more even than the bound', () => {
  fc.assert(
    fc.property(graph, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 3 }), (cells, wanted, n) => {
      const count = Math.min(wanted, cells.workload.length);
      const run = () => finish(solveAreas(cells, count, { seed: 3, budget: ofIterations(n) }));
      const answer = run();
      const figures = areaFigures(cells, answer.areaOf, count);
      expect(figures.contiguous).toBe(true);
      expect(figures.imbalance).toBe(answer.imbalance);
      expect(answer.imbalance).toBeGreaterThanOrEqual(leastImbalance(cells, count) - 1e-12);
      expect(run()).toEqual(answer);
    }),
    { numRuns: 40 },
  );
});

test('2,500 cells into 12 areas: within 2 % of the mean, in one piece each, and with short borders', () => {
  const cells = gridCells(50, 50, 1);
  const answer = finish(solveAreas(cells, 12, { seed: 1, budget: ofIterations(120) }));
  const figures = areaFigures(cells, answer.areaOf, 12);
  expect(figures.contiguous).toBe(true);
  expect(figures.imbalance).toBeLessThan(0.02);
  // Twelve squares of 208 cells have some 250 borders between them; a careless division has many more.
  expect(figures.borderLength).toBeLessThan(480);
});

test('a hand edit that tears an area apart is seen', () => {
  const cells = gridCells(3, 1, 1);
  expect(areaFigures(cells, [0, 1, 1], 2).contiguous).toBe(true);
  expect(areaFigures(cells, [0, 1, 0], 2).contiguous).toBe(false);
  expect(areaFigures(cells, [0, 0, 0], 2).contiguous).toBe(false);
});
