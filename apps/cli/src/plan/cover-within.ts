import { coverWithin, type SettledSites } from '@clarion/coverage';
import type { CliArguments } from '../arguments.ts';
import type { CliIo, CommandEnd } from '../command.ts';
import { type GivenCapacity, servedResult, servedText } from './capacity-input.ts';
import type { CoverInput } from './cover-input.ts';
import { coverResult } from './cover-result.ts';
import { solveCapacityAndProve } from './prove-capacity.ts';

/** Maximal covering within capacities: covered is what is served. */
export async function coverWithinCapacity(
  input: CoverInput,
  settled: SettledSites,
  { capacity, hash }: GivenCapacity,
  args: CliArguments,
  io: CliIo,
): Promise<CommandEnd> {
  const { rows, siteIds, demandIds, totalWeight } = input;
  const problem = coverWithin(rows, { posts: args.number('posts'), settled, capacity });
  const answer = await solveCapacityAndProve(problem, args, io);
  const served = servedResult(problem, answer, siteIds, demandIds);
  const covered = totalWeight - answer.value;
  const cover = { ...answer, columns: answer.sites, value: covered, bound: totalWeight - answer.bound };
  // Demand that is too heavy for every site that covers it is covered by none.
  const without = [...demandIds.keys()].filter(row => problem.rowStart[row] === problem.rowStart[row + 1]);
  const uncoverable = {
    ids: without.map(row => demandIds[row]!),
    weight: without.reduce((sum, row) => sum + rows.weight[row]!, 0),
  };
  const given = { ...input, uncoverable, inputs: { ...input.inputs, capacity: hash } };
  return coverResult(cover, given, args, io, { more: served, posts: servedText(served, io) });
}
