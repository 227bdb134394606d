import type { CostTable, Progress, SitesAnswer, SitesOptions } from '@clarion/coverage';
import { badInput, type CliCommand } from '../command.ts';
import { capacityOptions, readCapacity } from './capacity-input.ts';
import { costResult } from './cost-result.ts';
import { budgetOf, budgetOptions, drive } from './drive.ts';
import { matrixOptions, readMatrixInput, unreachedOf } from './matrix-input.ts';
import type { medianWithinCapacity } from './median-within.ts';
import { settledOptions, settledSites } from './settled-sites.ts';

/** A command that chooses posts by the costs of a matrix. `within`: how it answers where sites have capacities. */
export const sitesCommand = (
  name: string,
  summary: string,
  solve: (table: CostTable, posts: number, options: SitesOptions) => Generator<Progress, SitesAnswer>,
  within?: typeof medianWithinCapacity,
): CliCommand => ({
  name,
  summary,
  options: {
    ...matrixOptions,
    posts: { kind: 'integer', summary: 'cli.plan.posts', required: true, minimum: 1, maximum: 60_000 },
    ...(within === undefined ? {} : capacityOptions),
    ...settledOptions,
    ...budgetOptions,
  },
  async run(args, io) {
    const budget = budgetOf(args, io);
    const input = await readMatrixInput(args);
    if (!input.ok) return badInput(input.error);
    const { table, siteIds, demandIds } = input.value;
    const posts = args.number('posts');
    const settled = settledSites(args, siteIds, posts, 1);
    if (!settled.ok) return badInput(settled.error);
    const unreached = unreachedOf(table, settled.value.forbidden);
    if (unreached !== -1) {
      const params = { value: demandIds[unreached]! };
      return badInput({ code: 'DemandForbidden', field: '--forbidden', params });
    }
    if (within !== undefined) {
      const capacity = await readCapacity(args, siteIds, 'matrix');
      if (!capacity.ok) return badInput(capacity.error);
      if (capacity.value !== undefined) return within(input.value, settled.value, capacity.value, args, io);
    }
    const seed = args.number('seed');
    const answer = await drive(solve(table, posts, { seed, budget, settled: settled.value }), io);
    // Some demand stays out of reach: there may be no such choice, and none was found.
    if (answer.value === Infinity) {
      return badInput({ code: 'PostsTooFew', field: '--posts', params: { posts } });
    }
    return costResult(answer, input.value, args, io);
  },
});
