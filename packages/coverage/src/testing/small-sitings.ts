import fc from 'fast-check';
import { type CoverRows, coverRowsOf } from '../cover/cover-rows.ts';
import { SitingBuilder } from '../siting/siting-builder.ts';
import type { SitingProblem } from '../siting/siting-problem.ts';

interface Asked {
  readonly rows: CoverRows;
  readonly weight: Float64Array;
  readonly times: number;
  readonly atLeast: number;
}

export interface SmallSiting {
  readonly problem: SitingProblem;
  /** What a choice is worth and whether it is permitted, counted without any of the solver's tables. */
  judge(units: readonly number[]): { readonly value: number; readonly isPermitted: boolean };
  /** Every choice of units by column, permitted or not. */
  all(): Generator<readonly number[]>;
}

/** Two kinds on up to four sites, with everything that may bind: few enough choices to try all. */
export const smallSiting: fc.Arbitrary<SmallSiting> = fc
  .record({
    sites: fc.integer({ min: 1, max: 4 }),
    kinds: fc.integer({ min: 1, max: 2 }),
    weights: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }),
    near: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 3, maxLength: 25 }),
    most: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 8, maxLength: 8 }),
    fixed: fc.option(fc.nat(), { nil: undefined }),
    room: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
    units: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 2 }),
    siteCost: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 }),
    unitCost: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 2 }),
    budget: fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 12 })),
    gains: fc.array(fc.constantFrom<number[]>([1], [0, 1], [0.7, 0.3], [0.6, 0.24, 0.1]), {
      minLength: 1,
      maxLength: 2,
    }),
    asked: fc.array(
      fc.record({
        cover: fc.integer({ min: 0, max: 1 }),
        times: fc.integer({ min: 1, max: 2 }),
        share: fc.constantFrom(0.3, 0.6, 1),
        every: fc.integer({ min: 1, max: 2 }),
      }),
      { maxLength: 2 },
    ),
  })
  .map(drawn => {
    const { sites, kinds, weights } = drawn;
    const columns = sites * kinds;
    const most = Uint16Array.from(drawn.most.slice(0, columns));
    const least = new Uint16Array(columns);
    const room = Uint16Array.from(drawn.room.slice(0, sites));
    if (drawn.fixed !== undefined) {
      most[drawn.fixed % columns] = Math.max(1, most[drawn.fixed % columns]!);
      least[drawn.fixed % columns] = 1;
    }
    const fixedCost =
      drawn.fixed === undefined
        ? 0
        : drawn.siteCost[(drawn.fixed % columns) % sites]! +
          drawn.unitCost[Math.floor((drawn.fixed % columns) / sites)]!;
    const stock = {
      siteCount: sites,
      kindCount: kinds,
      least,
      most,
      room,
      units: Uint16Array.from(drawn.units.slice(0, kinds)),
      siteCost: Float64Array.from(drawn.siteCost.slice(0, sites)),
      unitCost: Float64Array.from(drawn.unitCost.slice(0, kinds)),
      budget: Math.max(drawn.budget, fixedCost),
    };
    const weight = Float64Array.from(weights);
    const covers = [0, 1].map(which => {
      const own = drawn.near.filter((_, i) => i % 3 !== which);
      return coverRowsOf(
        Uint32Array.from(own, ([row]) => row % weights.length),
        Uint32Array.from(own, ([, column, more]) => (column + more) % columns),
        weight,
        columns,
      );
    });
    const asked = drawn.asked.map(({ cover, times, share, every }): Asked => {
      const rows = covers[cover]!;
      const own = weight.map((one, i) =>
        i % every === 0 && rows.rowStart[i] !== rows.rowStart[i + 1] ? one : 0,
      );
      return { rows, weight: own, times, atLeast: share * own.reduce((sum, one) => sum + one, 0) };
    });
    const goals = drawn.gains.map((gains, i) => ({ rows: covers[i]!, gains }));
    const builder = new SitingBuilder(stock);
    const numbers = covers.map(cover => builder.cover(cover));
    for (const { rows, gains } of goals) builder.goal(numbers[covers.indexOf(rows)]!, weight, gains);
    for (const { rows, weight: own, times, atLeast } of asked)
      builder.minimum(numbers[covers.indexOf(rows)]!, own, times, atLeast);
    const countOf = (rows: CoverRows, row: number, units: readonly number[]) =>
      [...rows.rowColumns.subarray(rows.rowStart[row]!, rows.rowStart[row + 1]!)].reduce(
        (sum, column) => sum + units[column]!,
        0,
      );
    return {
      problem: builder.build(),
      judge(units: readonly number[]) {
        let value = 0;
        for (const { rows, gains } of goals) {
          for (let row = 0; row < weights.length; row++) {
            const count = countOf(rows, row, units);
            value += weights[row]! * gains.slice(0, count).reduce((sum, one) => sum + one, 0);
          }
        }
        const bySite = (site: number) =>
          units.reduce((sum, count, column) => (column % sites === site ? sum + count : sum), 0);
        const byKind = (kind: number) =>
          units.slice(kind * sites, (kind + 1) * sites).reduce((sum, one) => sum + one, 0);
        let cost = 0;
        for (let site = 0; site < sites; site++) if (bySite(site) > 0) cost += stock.siteCost[site]!;
        for (let kind = 0; kind < kinds; kind++) cost += stock.unitCost[kind]! * byKind(kind);
        const isPermitted =
          units.every((count, column) => count >= least[column]! && count <= most[column]!) &&
          [...room].every((most, site) => bySite(site) <= most) &&
          [...stock.units].every((most, kind) => byKind(kind) <= most) &&
          cost <= stock.budget &&
          asked.every(({ rows, weight: own, times, atLeast }) => {
            let covered = 0;
            for (const [row, one] of own.entries()) if (countOf(rows, row, units) >= times) covered += one;
            return covered >= atLeast - 1e-9;
          });
        return { value, isPermitted };
      },
      *all() {
        const units = new Array<number>(columns).fill(0);
        for (;;) {
          yield units;
          let at = 0;
          while (at < columns && units[at] === most[at]) units[at++] = 0;
          if (at === columns) return;
          units[at]!++;
        }
      },
    };
  });
