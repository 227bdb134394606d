import { type Bank, type Ground, LAST_COLUMN, NORTH_ROWS, SOUTH_ROWS } from './ground.ts';
import type { Point } from './plane.ts';
import { rowsOf, useAt, usesOfLand } from './quarters.ts';
import { drawn, type StreetKind, type Stretch, stretchOf } from './street.ts';

/** Columns whose arterial crosses the river. The motorway's is the only other bridge. */
export const BRIDGES: readonly number[] = [1, 3, 4, 6];
/** Pairs of one-way streets instead of one collector in the middle of a superblock. */
export const ONE_WAY_ROW = { bank: 1, row: 0, columns: [2, 6], at: [0.34, 0.66] } as const;
export const ONE_WAY_COLUMN = { bank: 1, column: 3, rows: [0, 2], at: [0.36, 0.66] } as const;

const bankWord = (bank: Bank): string => (bank === 1 ? 'north' : 'south');

/** The grid of arterials, the bridges, the collectors in the superblocks, and the avenue across the grain. */
export function layArterials(ground: Ground): Stretch[] {
  const out: Stretch[] = [];
  for (const bank of [1, -1] as const) {
    const rows = rowsOf(bank);
    for (let column = 0; column <= LAST_COLUMN; column++) {
      const street = `column-${column}-${bankWord(bank)}`;
      const kind: StreetKind = column === 1 || column === 4 ? 'avenue' : 'arterial';
      for (let row = 0; row < rows; row++)
        out.push(stretchOf(kind, street, drawn(ground, bank, [column, row], [column, row + 1])));
    }
    for (let row = 0; row <= rows; row++) {
      const kind: StreetKind = row === 1 ? 'avenue' : row === 0 ? 'collector' : 'arterial';
      const street = `row-${row}-${bankWord(bank)}`;
      for (let column = 0; column < LAST_COLUMN; column++)
        out.push(
          stretchOf(
            kind,
            street,
            drawn(ground, bank, [column, row], [column + 1, row]),
            column === 6 ? { houses: false } : {},
          ),
        );
    }
    out.push(...layCollectors(ground, bank));
  }
  for (const column of BRIDGES) {
    const kind: StreetKind = column === 1 || column === 4 ? 'avenue' : 'arterial';
    out.push(
      stretchOf(kind, `bridge-${column}`, [ground.at(1, column, 0), ground.at(-1, column, 0)], {
        bridge: true,
        houses: false,
      }),
    );
  }
  out.push(stretchOf('avenue', 'diagonal', straight(ground.at(1, 4, 1), ground.at(1, 5.5, 3))));
  return out;
}

function straight(a: Point, b: Point): Point[] {
  return Array.from({ length: 21 }, (_, i) => [
    a[0] + ((b[0] - a[0]) * i) / 20,
    a[1] + ((b[1] - a[1]) * i) / 20,
  ]);
}

/** Fractions at which a superblock is cut by collectors, ends included. */
export function cutsOf(
  bank: Bank,
  column: number,
  row: number,
): { readonly a: readonly number[]; readonly b: readonly number[] } {
  if (usesOfLand[useAt(bank, column, row)].spacingM === 0) return { a: [0, 1], b: [0, 1] };
  const pairRow =
    bank === ONE_WAY_ROW.bank &&
    row === ONE_WAY_ROW.row &&
    column >= ONE_WAY_ROW.columns[0] &&
    column < ONE_WAY_ROW.columns[1];
  const pairColumn =
    bank === ONE_WAY_COLUMN.bank &&
    column === ONE_WAY_COLUMN.column &&
    row >= ONE_WAY_COLUMN.rows[0] &&
    row < ONE_WAY_COLUMN.rows[1];
  return {
    a: pairColumn ? [0, ...ONE_WAY_COLUMN.at, 1] : [0, 0.5, 1],
    b: pairRow ? [0, ...ONE_WAY_ROW.at, 1] : [0, 0.5, 1],
  };
}

function layCollectors(ground: Ground, bank: Bank): Stretch[] {
  const out: Stretch[] = [];
  const rows = bank === 1 ? NORTH_ROWS : SOUTH_ROWS;
  const word = bankWord(bank);
  for (let column = 0; column < LAST_COLUMN; column++)
    for (let row = 0; row < rows; row++) {
      const cuts = cutsOf(bank, column, row);
      for (const [k, f] of cuts.a.slice(1, -1).entries()) {
        const pair = cuts.a.length > 3;
        // A street goes on through the superblocks as long as none in between lacks it.
        const street = `collector-${word}-v${column}-${pair ? k : 'm'}-${firstRow(bank, column, row)}`;
        const ends: [Point, Point] = [
          [column + f, row],
          [column + f, row + 1],
        ];
        if (pair && k === 1) ends.reverse();
        out.push(stretchOf('collector', street, drawn(ground, bank, ends[0], ends[1]), { oneWay: pair }));
      }
      for (const [k, f] of cuts.b.slice(1, -1).entries()) {
        const pair = cuts.b.length > 3;
        const street = `collector-${word}-h${row}-${pair ? k : 'm'}-${firstColumn(bank, column, row)}`;
        const ends: [Point, Point] = [
          [column, row + f],
          [column + 1, row + f],
        ];
        if (pair && k === 1) ends.reverse();
        out.push(stretchOf('collector', street, drawn(ground, bank, ends[0], ends[1]), { oneWay: pair }));
      }
    }
  return out;
}

function firstRow(bank: Bank, column: number, row: number): number {
  const same = (r: number) =>
    cutsOf(bank, column, r).a.length === cutsOf(bank, column, row).a.length &&
    usesOfLand[useAt(bank, column, r)].spacingM > 0;
  let first = row;
  while (first > 0 && same(first - 1)) first--;
  return first;
}

function firstColumn(bank: Bank, column: number, row: number): number {
  const same = (c: number) =>
    cutsOf(bank, c, row).b.length === cutsOf(bank, column, row).b.length &&
    usesOfLand[useAt(bank, c, row)].spacingM > 0;
  let first = column;
  while (first > 0 && same(first - 1)) first--;
  return first;
}
