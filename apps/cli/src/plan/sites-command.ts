import {
  type Budget,
  type CostTable,
  gapOf,
  PROVEN_GAP,
  type Progress,
  type SitesAnswer,
} from '@clarion/coverage';
import { badInput, type CliCommand, done } from '../command.ts';
import { rounded } from '../roads/output.ts';
import { checkPosts } from './cover-input.ts';
import { budgetOf, budgetOptions, drive, shown } from './drive.ts';
import { matrixOptions, readMatrixInput } from './matrix-input.ts';

/** A command that chooses posts by the costs of a matrix. */
export const sitesCommand = (
  name: string,
  summary: string,
  solve: (
    table: CostTable,
    posts: number,
    options: { readonly seed: number; readonly budget: Budget },
  ) => Generator<Progress, SitesAnswer>,
): CliCommand => ({
  name,
  summary,
  options: {
    ...matrixOptions,
    posts: { kind: 'integer', summary: 'cli.plan.posts', required: true, minimum: 1, maximum: 60_000 },
    ...budgetOptions,
  },
  async run(args, io) {
    const budget = budgetOf(args, io);
    const input = await readMatrixInput(args);
    if (!input.ok) return badInput(input.error);
    const { table, siteIds, inputs } = input.value;
    const posts = args.number('posts');
    const fits = checkPosts(posts, siteIds.length);
    if (!fits.ok) return badInput(fits.error);
    const seed = args.number('seed');
    const answer = await drive(solve(table, posts, { seed, budget }), io);
    // Some demand stays out of reach: there may be no such choice, and none was found.
    if (answer.value === Infinity) {
      return badInput({ code: 'PostsTooFew', field: '--posts', params: { posts } });
    }
    const gap = gapOf(answer.value, answer.bound);
    const result = {
      cost: answer.value,
      bound: answer.bound,
      gap,
      posts: answer.sites.map(site => siteIds[site]!),
      seconds: rounded(io.elapsedSeconds()),
      proven: gap <= PROVEN_GAP,
      iterations: answer.iterations,
      seed,
      inputs,
    };
    const text = io.say('cli.plan.cost.done', {
      cost: shown(result.cost),
      bound: shown(result.bound),
      gap: (100 * gap).toFixed(4),
      posts: result.posts.join(', '),
      iterations: answer.iterations,
      seconds: result.seconds,
    });
    return done(result, text);
  },
});
