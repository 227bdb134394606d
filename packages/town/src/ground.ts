import type { Point } from './plane.ts';
import { type Random, within } from './random.ts';

/**
 * The lie of the land: a river from west to east and a bent grid on both banks. Everything is drawn in grid
 * coordinates (a = column, b = row, whole numbers are the arterials) and bent once, so streets, blocks and districts fit.
 */
export interface Ground {
  /** `bank` 1 is north, −1 south; b = 0 is the embankment, the last row the ring road. */
  at(bank: Bank, a: number, b: number): Point;
  /** The other way round; undefined outside of the ring road and on the river. */
  find(p: Point): { readonly bank: Bank; readonly a: number; readonly b: number } | undefined;
  /** Middle of the river and half its width at `x`. */
  river(x: number): { readonly y: number; readonly half: number };
}
export type Bank = 1 | -1;

/** Columns in metres east. The motorway runs through the narrow column 6. */
export const COLUMNS: readonly number[] = [-2900, -2050, -1230, -480, 260, 1010, 1720, 2190, 2980];
export const LAST_COLUMN = 8;
export const NORTH_ROWS = 3;
export const SOUTH_ROWS = 2;
/** Half the extent drawn, in metres. */
export const EXTENT: Point = [3350, 2700];
const EMBANKMENT_M = 42;

export function createGround(random: Random): Ground {
  const phase = Array.from({ length: 12 }, () => within(random, 0, 2 * Math.PI));
  const river = (x: number) => ({
    y: -330 + 250 * Math.sin(x / 1050 + phase[0]!) + 70 * Math.sin(x / 410 + phase[1]!),
    half: 88 + 16 * Math.sin(x / 620 + phase[2]!) + 8 * Math.sin(x / 210 + phase[3]!),
  });
  const columnAt = (i: number, y: number) =>
    COLUMNS[i]! +
    55 * Math.sin(y / 950 + i * 0.55 + phase[4]!) +
    26 * Math.sin(y / 390 + i * 0.9 + phase[5]!);
  const rowAt = (bank: Bank, j: number, x: number) => {
    const { y, half } = river(x);
    const bankY = y + bank * (half + EMBANKMENT_M);
    if (j === 0) return bankY;
    const rows = bank === 1 ? NORTH_ROWS : SOUTH_ROWS;
    const outer =
      bank * 2330 + 60 * Math.sin(x / 800 + phase[6]! * bank) + 30 * Math.sin(x / 300 + phase[7]! + bank);
    const f = j / rows;
    return (
      bankY +
      (outer - bankY) * f +
      (j < rows ? 45 * Math.sin(x / 620 + j * 1.3 + phase[8]!) + 18 * Math.sin(x / 240 + j + phase[9]!) : 0)
    );
  };
  return {
    river,
    at(bank, a, b) {
      const rows = bank === 1 ? NORTH_ROWS : SOUTH_ROWS;
      const i = Math.max(0, Math.min(LAST_COLUMN - 1, Math.floor(a)));
      const j = Math.max(0, Math.min(rows - 1, Math.floor(b)));
      let x = COLUMNS[i]! + (COLUMNS[i + 1]! - COLUMNS[i]!) * (a - i);
      let y = 0;
      // The column depends on y and the row on x; both slopes are far below 1, so a few rounds settle it.
      for (let round = 0; round < 8; round++) {
        const low = rowAt(bank, j, x);
        y = low + (rowAt(bank, j + 1, x) - low) * (b - j);
        const west = columnAt(i, y);
        x = west + (columnAt(i + 1, y) - west) * (a - i);
      }
      return [x, y];
    },
    find([x, y]) {
      const bank = y > river(x).y ? 1 : -1;
      const rows = bank === 1 ? NORTH_ROWS : SOUTH_ROWS;
      for (let i = 0; i < LAST_COLUMN; i++) {
        const west = columnAt(i, y);
        const east = columnAt(i + 1, y);
        if (x < west || x > east) continue;
        for (let j = 0; j < rows; j++) {
          const low = rowAt(bank, j, x);
          const high = rowAt(bank, j + 1, x);
          const f = (y - low) / (high - low);
          if (f >= 0 && f <= 1) return { bank, a: i + (x - west) / (east - west), b: j + f };
        }
      }
      return undefined;
    },
  };
}
