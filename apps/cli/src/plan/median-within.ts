import { isAllowed, medianWithin, type SettledSites } from '@clarion/coverage';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliIo, type CommandEnd } from '../command.ts';
import { type GivenCapacity, servedResult, servedText } from './capacity-input.ts';
import { costResult } from './cost-result.ts';
import { shown } from './drive.ts';
import type { MatrixInput } from './matrix-input.ts';
import { solveCapacityAndProve } from './prove-capacity.ts';

/**
 * p-median within capacities. Errors: demand that is too heavy for every site that reaches it; posts whose capacities are too small
 * even together; no choice that serves all.
 */
export async function medianWithinCapacity(
  input: MatrixInput,
  settled: SettledSites,
  { capacity, hash }: GivenCapacity,
  args: CliArguments,
  io: CliIo,
): Promise<CommandEnd> {
  const { table, siteIds, demandIds, inputs } = input;
  const posts = args.number('posts');
  const problem = medianWithin(table, { posts, settled, capacity });
  for (let row = 0; row < table.demandCount; row++) {
    if (table.weight[row] === 0 || problem.rowStart[row] !== problem.rowStart[row + 1]) continue;
    const params = { value: demandIds[row]!, weight: table.weight[row]! };
    const at = { file: input.demandFile, line: input.demandLine[row]!, field: 'weight' };
    return badInput({ code: 'DemandTooHeavy', ...at, params });
  }
  const weight = table.weight.reduce((sum, one) => sum + one, 0);
  const most = mostServed(problem.permitted, settled.fixed, capacity, posts);
  if (most < weight * (1 - 1e-9)) {
    const params = { posts, capacity: shown(most), weight: shown(weight) };
    return badInput({ code: 'CapacityTooSmall', field: '--posts', params });
  }
  const answer = await solveCapacityAndProve(problem, args, io);
  if (!isAllowed(problem, answer.siteOf)) {
    const code = answer.isImpossible ? 'CapacityImpossible' : 'CapacityNotMet';
    return badInput({ code, field: '--posts', params: { posts } });
  }
  const served = servedResult(problem, answer, siteIds, demandIds);
  const given = { siteIds, inputs: { ...inputs, capacity: hash } };
  return costResult(answer, given, args, io, { more: served, posts: servedText(served, io) });
}

/** What the fixed sites and the largest others can serve together. */
function mostServed(
  permitted: readonly number[],
  fixed: readonly number[],
  capacity: Float64Array,
  posts: number,
): number {
  const free = permitted.filter(site => !fixed.includes(site)).map(site => capacity[site]!);
  const largest = free.sort((a, b) => b - a).slice(0, posts - fixed.length);
  return [...fixed.map(site => capacity[site]!), ...largest].reduce((sum, one) => sum + one, 0);
}
