import type { CapacityProblem } from '../capacity/capacity-problem.ts';
import { NOBODY } from '../capacity/capacity-state.ts';
import { servedCost } from '../capacity/solve-capacity.ts';
import { type WholeModel, WholeModelBuilder } from './whole-model.ts';

export interface CapacityModel {
  readonly model: WholeModel;
  /** What is to be paid before anything is gained: a choice costs `base` − the model's value. */
  readonly base: number;
  /** A choice as values to start from. */
  valuesOf(sites: readonly number[], siteOf: Int32Array): Float64Array;
  /** The choice in an answer, filled up to as many posts as there are, and its cost reckoned anew. */
  choiceOf(values: Float64Array): {
    readonly sites: readonly number[];
    readonly siteOf: Int32Array;
    readonly value: number;
  };
}

/** Numbers in the rows of the model, a measure of size. */
export const capacityModelSize = ({ rowSite, permitted }: CapacityProblem): number =>
  4 * rowSite.length + 2 * permitted.length;

/**
 * The problem as a model for a general solver: a site is open or not, a demand is served at a site or not. Each pair is held
 * below its site as well, which makes the bound sharper than the capacity alone.
 */
export function capacityModel(problem: CapacityProblem): CapacityModel {
  const { siteCount, demandCount, posts, fixed, permitted, weight, capacity, unserved, mustServeAll } =
    problem;
  const { rowStart, rowSite, rowCost } = problem;
  const builder = new WholeModelBuilder();
  const isFixed = new Set(fixed);
  const open = new Int32Array(siteCount).fill(-1);
  for (const site of permitted) open[site] = builder.column(0, isFixed.has(site) ? 1 : 0, 1, true);
  builder.row(
    permitted.map(site => [open[site]!, 1] as const),
    -Infinity,
    posts,
  );
  const pairs = Array.from(rowCost, () => 0);
  const ofSite: [column: number, weight: number][][] = Array.from({ length: siteCount }, () => []);
  for (let row = 0; row < demandCount; row++) {
    const own: (readonly [number, number])[] = [];
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      const gain = mustServeAll ? -rowCost[at]! : unserved[row]! - rowCost[at]!;
      const column = builder.column(gain, 0, 1, true);
      pairs[at] = column;
      own.push([column, 1]);
      ofSite[rowSite[at]!]!.push([column, weight[row]!]);
      builder.row(
        [
          [column, 1],
          [open[rowSite[at]!]!, -1],
        ],
        -Infinity,
        0,
      );
    }
    if (weight[row] === 0) continue;
    builder.row(own, mustServeAll ? 1 : -Infinity, 1);
  }
  for (const site of permitted) {
    const all = ofSite[site]!.reduce((sum, [, own]) => sum + own, 0);
    if (all <= capacity[site]!) continue;
    builder.row([...ofSite[site]!, [open[site]!, -capacity[site]!]], -Infinity, 0);
  }
  const model = builder.build();
  const base = mustServeAll ? 0 : unserved.reduce((sum, one) => sum + one, 0);
  return {
    model,
    base,
    valuesOf(sites, siteOf) {
      const values = new Float64Array(model.gain.length);
      for (const site of sites) values[open[site]!] = 1;
      for (let row = 0; row < demandCount; row++) {
        for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++)
          if (siteOf[row] === rowSite[at]) values[pairs[at]!] = 1;
      }
      return values;
    },
    choiceOf(values) {
      const sites = permitted.filter(site => Math.round(values[open[site]!]!) === 1);
      for (const site of permitted) if (sites.length < posts && !sites.includes(site)) sites.push(site);
      const siteOf = new Int32Array(demandCount).fill(NOBODY);
      for (let row = 0; row < demandCount; row++) {
        for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++)
          if (Math.round(values[pairs[at]!]!) === 1) siteOf[row] = rowSite[at]!;
      }
      return { sites: sites.sort((a, b) => a - b), siteOf, value: servedCost(problem, siteOf) };
    },
  };
}
