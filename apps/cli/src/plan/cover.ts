import { backedUp, coveredOnce, problemOf, settle, solveFewest } from '@clarion/coverage';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliCommand, type CliIo, type CommandEnd } from '../command.ts';
import { capacityOptions, readCapacity } from './capacity-input.ts';
import { type CoverInput, coverOptions, readCoverInput } from './cover-input.ts';
import { coverResult } from './cover-result.ts';
import { coverWithinCapacity } from './cover-within.ts';
import { budgetOf, budgetOptions, drive } from './drive.ts';
import { solveAndProve } from './prove-cover.ts';
import { settledOptions, settledSites } from './settled-sites.ts';

export const command: CliCommand = {
  name: 'plan cover',
  summary: 'cli.plan.cover',
  options: {
    ...coverOptions,
    posts: { kind: 'integer', summary: 'cli.plan.posts', minimum: 1, maximum: 60_000 },
    all: { kind: 'flag', summary: 'cli.plan.all' },
    backup: { kind: 'number', summary: 'cli.plan.backup', minimum: 0, maximum: 0.5 },
    ...capacityOptions,
    ...settledOptions,
    ...budgetOptions,
  },
  async run(args, io) {
    const posts = args.findNumber('posts');
    if (posts === undefined && !args.flag('all'))
      return badInput({ code: 'OptionMissing', field: '--posts' });
    for (const other of ['posts', 'backup', 'capacity', 'fixed', 'forbidden']) {
      if (args.flag('all') && args.findText(other) !== undefined) {
        return badInput({ code: 'OptionsExclusive', field: `--${other}`, params: { other: '--all' } });
      }
    }
    const input = await readCoverInput(args);
    if (!input.ok) return badInput(input.error);
    if (posts === undefined) return fewest(input.value, args, io);
    const { rows, siteIds } = input.value;
    const settled = settledSites(args, siteIds, posts, 1);
    if (!settled.ok) return badInput(settled.error);
    const backup = args.findNumber('backup');
    const capacity = await readCapacity(args, siteIds, 'cover');
    if (!capacity.ok) return badInput(capacity.error);
    if (capacity.value !== undefined) {
      if (backup === undefined)
        return coverWithinCapacity(input.value, settled.value, capacity.value, args, io);
      return badInput({ code: 'OptionsExclusive', field: '--capacity', params: { other: '--backup' } });
    }
    const levels = backup === undefined ? coveredOnce : backedUp(backup);
    const problem = problemOf(rows, levels, posts, new Uint16Array(siteIds.length).fill(1));
    const left = settle(problem, settled.value);
    const answer = await solveAndProve(left.problem, args, io);
    return coverResult(left.whole(answer), input.value, args, io);
  },
};

/** The fewest posts that cover all that any site covers; the gap is that of their number. */
async function fewest(input: CoverInput, args: CliArguments, io: CliIo): Promise<CommandEnd> {
  const options = { seed: args.number('seed'), budget: budgetOf(args, io) };
  const answer = await drive(solveFewest(input.rows, options), io);
  const value = answer.columns.length;
  return coverResult({ ...answer, value }, input, args, io, {
    covered: input.totalWeight - input.uncoverable.weight,
  });
}
