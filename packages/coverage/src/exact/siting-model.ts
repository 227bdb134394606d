import { kindOf, minimumsOfRows, type SitingProblem, siteOf } from '../siting/siting-problem.ts';
import { SitingState } from '../siting/siting-state.ts';
import { type WholeModel, WholeModelBuilder } from './whole-model.ts';

export interface SitingModel {
  readonly model: WholeModel;
  /** Numbers in the rows, a measure of size. */
  readonly size: number;
  /** A choice as values to start from. */
  valuesOf(columns: readonly number[]): Float64Array;
  /** The choice in an answer, one column for each unit in rising order. */
  columnsOf(values: Float64Array): number[];
}

/**
 * The problem as a model for a general solver: units by column, open sites where they cost, and for each row one level for
 * each covering unit that is worth something or that a minimum counts.
 */
export function sitingModel(problem: SitingProblem): SitingModel {
  const { rows, least, most, room, units, siteCost, unitCost, budget, worth, depth, must } = problem;
  const { start, minimum, weight } = minimumsOfRows(problem);
  const builder = new WholeModelBuilder();
  const place = Array.from(most, (high, column) => builder.column(0, least[column]!, high, true));
  const open = Array.from(siteCost, cost =>
    budget < Infinity && cost > 0 ? builder.column(0, 0, 1, true) : -1,
  );
  for (let site = 0; site < problem.siteCount; site++) {
    const here = place.filter((_, column) => siteOf(problem, column) === site);
    const terms = here.map(column => [column, 1] as const);
    if (open[site] === -1) builder.row(terms, -Infinity, room[site]!);
    else builder.row([...terms, [open[site]!, -room[site]!]], -Infinity, 0);
  }
  for (const [kind, count] of units.entries()) {
    const own = place.filter((_, column) => kindOf(problem, column) === kind);
    builder.row(
      own.map(column => [column, 1] as const),
      -Infinity,
      count,
    );
  }
  if (budget < Infinity) {
    const ofUnits = place.map((column, i) => [column, unitCost[kindOf(problem, i)]!] as const);
    const ofSites = open.flatMap((column, site) =>
      column === -1 ? [] : [[column, siteCost[site]!] as const],
    );
    builder.row(
      [...ofUnits, ...ofSites].filter(([, cost]) => cost > 0),
      -Infinity,
      budget,
    );
  }
  const counted: (readonly [column: number, weight: number])[][] = problem.minimums.map(() => []);
  const levels: number[][] = [];
  for (let row = 0; row < rows.rowCount; row++) {
    const columns = [...rows.rowColumns.subarray(rows.rowStart[row]!, rows.rowStart[row + 1]!)];
    const reach = columns.reduce((sum, column) => sum + most[column]!, 0);
    const asked = [...minimum.subarray(start[row]!, start[row + 1]!)].map(
      one => problem.minimums[one]!.times,
    );
    let deepest = Math.max(0, ...asked);
    for (let k = 0; k < depth; k++) if (worth[row * depth + k]! > 0) deepest = Math.max(deepest, k + 1);
    deepest = Math.min(deepest, reach);
    const gains = Array.from({ length: deepest }, (_, k) => (k < depth ? worth[row * depth + k]! : 0));
    // Where gains rise, or a minimum counts, levels are whole, or half a unit would buy half of all.
    const isFalling = asked.length === 0 && gains.every((gain, k) => k === 0 || gain <= gains[k - 1]!);
    const own = gains.map(gain => builder.column(gain, 0, 1, !isFalling));
    for (let k = 1; k < own.length; k++) {
      if (!isFalling) builder.row([[own[k]!, 1] as const, [own[k - 1]!, -1] as const], -Infinity, 0);
    }
    for (let i = start[row]!; i < start[row + 1]!; i++) {
      const level = own[problem.minimums[minimum[i]!]!.times - 1];
      if (level !== undefined) counted[minimum[i]!]!.push([level, weight[i]!]);
    }
    levels.push(own);
    const covering = columns.map(column => [place[column]!, -1] as const);
    if (own.length > 0) builder.row([...own.map(level => [level, 1] as const), ...covering], -Infinity, 0);
    if (must[row]! > 0) builder.row(covering, -Infinity, -must[row]!);
  }
  for (const [one, terms] of counted.entries()) {
    const { atLeast, total } = problem.minimums[one]!;
    builder.row(terms, atLeast - 1e-9 * total, Infinity);
  }
  const model = builder.build();
  return {
    model,
    size: model.rowValue.length,
    valuesOf(columns) {
      const state = new SitingState(problem);
      for (const column of columns) state.add(column);
      const values = new Float64Array(model.gain.length);
      for (const [column, count] of state.units.entries()) values[place[column]!] = count;
      for (const [site, column] of open.entries()) {
        const isOpen = columns.some(one => siteOf(problem, one) === site);
        if (column !== -1) values[column] = isOpen ? 1 : 0;
      }
      for (const [row, own] of levels.entries())
        for (const [k, level] of own.entries()) values[level] = state.counts[row]! > k ? 1 : 0;
      return values;
    },
    columnsOf: values => place.flatMap((column, i) => Array<number>(Math.round(values[column]!)).fill(i)),
  };
}
