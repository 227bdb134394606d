import { finish, ofIterations } from '../budget.ts';
import { kindOf, type SitingProblem } from './siting-problem.ts';
import { NOTHING_OWED } from './siting-search.ts';
import { SitingState } from './siting-state.ts';
import { solveSiting } from './solve-siting.ts';

const ITERATIONS = 60;

/** Units by kind and money with which every minimum can be met. */
export interface EnoughUnits {
  readonly units: readonly number[];
  readonly cost: number;
}

/**
 * What would do where the minimums cannot be met: as many units of each kind, and as much money, as a choice needs that meets
 * them all where neither is short. Nobody says that fewer would not do. undefined: not even then, by the room of the sites.
 */
export function enoughUnits(problem: SitingProblem, seed: number): EnoughUnits | undefined {
  const { kindCount, most } = problem;
  const units = new Uint16Array(kindCount);
  for (const [column, count] of most.entries()) units[kindOf(problem, column)]! += count;
  const worth = new Float64Array(problem.worth.length);
  const free = { ...problem, units, worth, budget: Infinity };
  const { columns, isPermitted } = finish(solveSiting(free, { seed, budget: ofIterations(ITERATIONS) }));
  if (!isPermitted) return undefined;
  const state = new SitingState(free);
  for (const column of columns) state.add(column);
  // Whatever is not needed goes, the dearest first.
  for (const column of [...columns].sort((a, b) => state.costOf(b) - state.costOf(a))) {
    if (state.units[column]! <= problem.least[column]!) continue;
    state.remove(column);
    if (state.owed > NOTHING_OWED) state.add(column);
  }
  const needed = new Array<number>(kindCount).fill(0);
  for (const [column, count] of state.units.entries()) needed[kindOf(problem, column)]! += count;
  return { units: needed, cost: state.cost };
}
