import type { Names } from '@clarion/places';
import { type Bank, LAST_COLUMN, NORTH_ROWS, SOUTH_ROWS } from './ground.ts';

/** What a superblock (the ground between four arterials) is used for; decides its streets, houses and people. */
export type Use =
  | 'old'
  | 'centre'
  | 'residential'
  | 'villas'
  | 'campus'
  | 'industry'
  | 'sparse'
  | 'park'
  | 'stadium'
  | 'belt'
  | 'farmland';

export interface UseOfLand {
  /** Usual distance between two local streets; 0: none are laid. */
  readonly spacingM: number;
  /** How far local streets bend, and how often they stop short. */
  readonly bendM: number;
  readonly broken: number;
  readonly peoplePerHa: number;
}

export const usesOfLand: Record<Use, UseOfLand> = {
  old: { spacingM: 78, bendM: 9, broken: 0.3, peoplePerHa: 120 },
  centre: { spacingM: 122, bendM: 2, broken: 0.08, peoplePerHa: 80 },
  residential: { spacingM: 138, bendM: 5, broken: 0.2, peoplePerHa: 90 },
  villas: { spacingM: 104, bendM: 14, broken: 0.4, peoplePerHa: 26 },
  campus: { spacingM: 190, bendM: 12, broken: 0.35, peoplePerHa: 40 },
  industry: { spacingM: 230, bendM: 1, broken: 0.25, peoplePerHa: 5 },
  sparse: { spacingM: 215, bendM: 12, broken: 0.45, peoplePerHa: 11 },
  park: { spacingM: 0, bendM: 0, broken: 0, peoplePerHa: 0 },
  stadium: { spacingM: 0, bendM: 0, broken: 0, peoplePerHa: 0 },
  belt: { spacingM: 0, bendM: 0, broken: 0, peoplePerHa: 0 },
  farmland: { spacingM: 0, bendM: 0, broken: 0, peoplePerHa: 1 },
};

/** Rows from the river outwards, columns from west to east. */
const north: readonly (readonly Use[])[] = [
  ['residential', 'residential', 'old', 'old', 'centre', 'residential', 'belt', 'industry'],
  ['residential', 'residential', 'park', 'centre', 'centre', 'residential', 'belt', 'industry'],
  ['farmland', 'sparse', 'campus', 'residential', 'residential', 'residential', 'belt', 'sparse'],
];
const south: readonly (readonly Use[])[] = [
  ['sparse', 'residential', 'residential', 'centre', 'residential', 'residential', 'belt', 'industry'],
  ['farmland', 'villas', 'villas', 'residential', 'stadium', 'sparse', 'belt', 'farmland'],
];

export const rowsOf = (bank: Bank): number => (bank === 1 ? NORTH_ROWS : SOUTH_ROWS);

export const useAt = (bank: Bank, column: number, row: number): Use =>
  (bank === 1 ? north : south)[row]![column]!;

export interface Superblock {
  readonly bank: Bank;
  readonly column: number;
  readonly row: number;
  readonly use: Use;
}

/** All of them, in a fixed order: north bank first, row by row. */
export function superblocks(): Superblock[] {
  const out: Superblock[] = [];
  for (const bank of [1, -1] as const)
    for (let row = 0; row < rowsOf(bank); row++)
      for (let column = 0; column < LAST_COLUMN; column++)
        out.push({ bank, column, row, use: useAt(bank, column, row) });
  return out;
}

/** A named part of the town: whole superblocks of one bank. */
export interface District {
  readonly id: string;
  readonly names: Names;
  readonly bank: Bank;
  readonly columns: readonly [from: number, to: number];
  readonly rows: readonly [from: number, to: number];
}

export const districts: readonly District[] = [
  { id: 'xiyuan', names: { zh: '西苑区', en: 'Xiyuan' }, bank: 1, columns: [0, 2], rows: [0, 3] },
  { id: 'laocheng', names: { zh: '老城区', en: 'Laocheng' }, bank: 1, columns: [2, 4], rows: [0, 1] },
  { id: 'hubin', names: { zh: '湖滨区', en: 'Hubin' }, bank: 1, columns: [2, 4], rows: [1, 2] },
  { id: 'wenxiang', names: { zh: '文翔区', en: 'Wenxiang' }, bank: 1, columns: [2, 4], rows: [2, 3] },
  { id: 'xincheng', names: { zh: '新城区', en: 'Xincheng' }, bank: 1, columns: [4, 6], rows: [0, 3] },
  { id: 'donggang', names: { zh: '东港区', en: 'Donggang' }, bank: 1, columns: [6, 8], rows: [0, 3] },
  { id: 'nanan', names: { zh: '南岸区', en: "Nan'an" }, bank: -1, columns: [0, 3], rows: [0, 2] },
  { id: 'taoyuan', names: { zh: '桃源区', en: 'Taoyuan' }, bank: -1, columns: [3, 8], rows: [0, 2] },
];

/** The district that a place in grid coordinates lies in. */
export const districtAt = ({ bank, a, b }: { bank: Bank; a: number; b: number }): District => {
  const found = districts.find(
    ({ bank: side, columns, rows }) =>
      side === bank && a >= columns[0] && a <= columns[1] && b >= rows[0] && b <= rows[1],
  );
  if (!found) throw new Error(`districtAt: no district at ${bank} ${a} ${b}`);
  return found;
};
