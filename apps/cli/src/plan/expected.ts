import { expectedCover, problemOf, reliableCover, settle } from '@clarion/coverage';
import { badInput, type CliCommand } from '../command.ts';
import { coverOptions, readCoverInput } from './cover-input.ts';
import { coverResult } from './cover-result.ts';
import { budgetOptions } from './drive.ts';
import { solveAndProve } from './prove-cover.ts';
import { settledOptions, settledSites } from './settled-sites.ts';

export const command: CliCommand = {
  name: 'plan expected',
  summary: 'cli.plan.expected',
  options: {
    ...coverOptions,
    posts: { kind: 'integer', summary: 'cli.plan.units', required: true, minimum: 1, maximum: 10_000 },
    busy: { kind: 'number', summary: 'cli.plan.busy', required: true, minimum: 0, maximum: 1 },
    'per-post': { kind: 'integer', summary: 'cli.plan.perPost', minimum: 1, maximum: 10_000 },
    reliability: { kind: 'number', summary: 'cli.plan.reliability', minimum: 0, maximum: 0.999999 },
    ...settledOptions,
    ...budgetOptions,
  },
  async run(args, io) {
    const input = await readCoverInput(args);
    if (!input.ok) return badInput(input.error);
    const { rows, siteIds } = input.value;
    const units = args.number('posts');
    const perPost = Math.min(units, args.findNumber('per-post') ?? units);
    const settled = settledSites(args, siteIds, units, perPost);
    if (!settled.ok) return badInput(settled.error);
    const busy = args.number('busy');
    const reliability = args.findNumber('reliability');
    const levels =
      reliability === undefined ? expectedCover(busy, units) : reliableCover(busy, reliability, units);
    const problem = problemOf(rows, levels, units, new Uint16Array(siteIds.length).fill(perPost));
    const left = settle(problem, settled.value);
    const answer = await solveAndProve(left.problem, args, io);
    return coverResult(left.whole(answer), input.value, args, io);
  },
};
