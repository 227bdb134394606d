import { type CostTable, coverRowsOf, doubleStandard, gapOf, PROVEN_GAP, percent } from '@clarion/coverage';
import { solveSitingAndProve } from '@clarion/solver';
import { badInput, type CliCommand, done } from '../command.ts';
import { rounded } from '../roads/output.ts';
import { budgetOptions, searchTerms, shown } from './drive.ts';
import { matrixOptions, readMatrixInput } from './matrix-input.ts';
import { settledOptions, settledSites } from './settled-sites.ts';

export const command: CliCommand = {
  name: 'plan double',
  summary: 'cli.plan.double',
  options: {
    ...matrixOptions,
    posts: { kind: 'integer', summary: 'cli.plan.units', required: true, minimum: 1, maximum: 10_000 },
    inner: { kind: 'number', summary: 'cli.plan.double.inner', required: true, minimum: 0 },
    outer: { kind: 'number', summary: 'cli.plan.double.outer', required: true, minimum: 0 },
    share: { kind: 'number', summary: 'cli.plan.double.share', required: true, minimum: 0, maximum: 1 },
    'per-post': { kind: 'integer', summary: 'cli.plan.perPost', minimum: 1, maximum: 10_000 },
    ...settledOptions,
    ...budgetOptions,
  },
  async run(args, io) {
    const [within, beyond] = [args.number('inner'), args.number('outer')];
    if (beyond < within)
      return badInput({
        code: 'OptionTooSmall',
        field: '--outer',
        params: { value: beyond, minimum: within },
      });
    const input = await readMatrixInput(args);
    if (!input.ok) return badInput(input.error);
    const { table, siteIds, demandIds, inputs } = input.value;
    const units = args.number('posts');
    const perSite = Math.min(units, args.findNumber('per-post') ?? units);
    const settled = settledSites(args, siteIds, units, perSite);
    if (!settled.ok) return badInput(settled.error);
    const share = args.number('share');
    const [inner, outer] = [coverWithin(table, within), coverWithin(table, beyond)];
    const problem = doubleStandard({ inner, outer, share }, { units, perSite, ...settled.value });
    const answer = await solveSitingAndProve(problem, searchTerms(args, io));
    const total = table.weight.reduce((sum, one) => sum + one, 0);
    const [all, near] = answer.covered as [number, number];
    if (!answer.isPermitted) {
      const params = {
        posts: units,
        outer: beyond,
        inner: within,
        all: percent(all / problem.minimums[0]!.total),
        near: percent(near / total),
        share: percent(share),
      };
      const code = answer.isImpossible ? 'DoubleStandardImpossible' : 'DoubleStandardNotMet';
      return badInput({ code, field: '--posts', params });
    }
    const gap = gapOf(answer.value, answer.bound);
    const allowed = (site: number) => !settled.value.forbidden.includes(site);
    const reached = demandIds.map((_, row) =>
      outer.rowColumns.subarray(outer.rowStart[row]!, outer.rowStart[row + 1]!).some(allowed),
    );
    const uncoverable = demandIds.filter((_, row) => !reached[row]);
    const result = {
      coveredTwice: answer.value,
      bound: answer.bound,
      gap,
      posts: answer.columns.map(site => siteIds[site]!),
      proven: gap <= PROVEN_GAP,
      coveredOnce: near,
      totalWeight: total,
      uncoverable: {
        ids: uncoverable,
        weight: table.weight.reduce((sum, one, row) => (reached[row] ? sum : sum + one), 0),
      },
      seconds: rounded(io.elapsedSeconds()),
      iterations: answer.iterations,
      seed: args.number('seed'),
      inputs,
    };
    const text = io.say('cli.plan.double.done', {
      twice: shown(result.coveredTwice),
      once: shown(near),
      total: shown(total),
      uncoverable: uncoverable.length,
      gap: (100 * gap).toFixed(4),
      posts: result.posts.join(', '),
      seconds: result.seconds,
    });
    return done(result, text);
  },
};

/** Sites from which demand is reached within so many seconds. */
function coverWithin({ cost, siteCount, demandCount, weight }: CostTable, seconds: number) {
  const rows: number[] = [];
  const columns: number[] = [];
  for (let site = 0; site < siteCount; site++) {
    for (let row = 0; row < demandCount; row++) {
      if (cost[site * demandCount + row]! > seconds * 1000) continue;
      rows.push(row);
      columns.push(site);
    }
  }
  return coverRowsOf(Uint32Array.from(rows), Uint32Array.from(columns), weight, siteCount);
}
