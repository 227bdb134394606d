import type { CoverProblem } from '../cover/cover-problem.ts';
import { CoverState } from '../cover/cover-state.ts';
import { restrict } from '../cover/restrict.ts';
import { type WholeModel, WholeModelBuilder } from './whole-model.ts';

export interface CoverModel {
  readonly model: WholeModel;
  /** What is worth something whatever is chosen: to be added to the model's value. */
  readonly base: number;
  /** A choice as values to start from. */
  valuesOf(columns: readonly number[]): Float64Array;
  /** The choice in an answer, one column for each unit in rising order, and its worth reckoned anew. */
  choiceOf(values: Float64Array): { readonly columns: readonly number[]; readonly value: number };
}

/** Numbers in the rows of the model, about: a measure of size, without building it. */
export function coverModelSize(given: CoverProblem): number {
  const { rows, levels } = restrict(given, new Uint16Array(given.limit.length), given.limit).problem;
  return rows.rowColumns.length + (levels.gains.length - 1) * rows.rowCount + rows.columnCount;
}

/**
 * The problem as a model for a general solver: units at each column are whole; what covers a row pays for its levels one
 * after the other. Where gains rise, levels are whole too, or half a unit would buy half of all.
 */
export function coverModel(given: CoverProblem): CoverModel {
  const none = new Uint16Array(given.limit.length);
  const { problem, columnOf } = restrict(given, none, given.limit);
  const { rows, levels, head, limit, units } = problem;
  const builder = new WholeModelBuilder();
  const place = Array.from(limit, most => builder.column(0, 0, most, true));
  builder.row(
    place.map(column => [column, 1] as const),
    -Infinity,
    units,
  );
  const isConcave = levels.gains.every((gain, k, all) => k === 0 || gain <= all[k - 1]!);
  const levelColumns: number[][] = [];
  for (let row = 0; row < rows.rowCount; row++) {
    const from = rows.rowStart[row]!;
    const columns = [...rows.rowColumns.subarray(from, rows.rowStart[row + 1]!)];
    const most = Math.min(
      units,
      columns.reduce((sum, column) => sum + limit[column]!, 0),
    );
    const own: number[] = [];
    for (let k = head[row]!; k < Math.min(levels.gains.length - 1, head[row]! + most); k++) {
      const column = builder.column(rows.weight[row]! * levels.gains[k]!, 0, 1, !isConcave);
      if (!isConcave && own.length > 0)
        builder.row(
          [
            [column, 1],
            [own.at(-1)!, -1],
          ],
          -Infinity,
          0,
        );
      own.push(column);
    }
    levelColumns.push(own);
    builder.row(
      [...own.map(column => [column, 1] as const), ...columns.map(column => [place[column]!, -1] as const)],
      -Infinity,
      0,
    );
  }
  const model = builder.build();
  const here = new Map([...columnOf].map((column, i) => [column, i]));
  const state = (columns: readonly number[]): CoverState => {
    const found = new CoverState(problem);
    for (const column of columns) found.add(column);
    return found;
  };
  return {
    model,
    base: problem.base,
    valuesOf(columns) {
      const { units: placed, counts } = state(columns.map(column => here.get(column)!));
      const values = new Float64Array(model.gain.length);
      for (const [column, count] of placed.entries()) values[place[column]!] = count;
      for (const [row, own] of levelColumns.entries())
        for (const [k, column] of own.entries()) values[column] = counts[row]! - head[row]! > k ? 1 : 0;
      return values;
    },
    choiceOf(values) {
      const chosen = place.flatMap((column, i) => Array<number>(Math.round(values[column]!)).fill(i));
      // A unit that adds nothing is left out by the solver, and still stands somewhere.
      const full = state(chosen);
      for (let i = 0; chosen.length < units && i < limit.length; ) {
        if (full.units[i]! >= limit[i]!) i++;
        else {
          full.add(i);
          chosen.push(i);
        }
      }
      const columns = chosen.map(i => columnOf[i]!).sort((a, b) => a - b);
      return { columns, value: full.value };
    },
  };
}
