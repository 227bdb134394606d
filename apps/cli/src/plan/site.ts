import {
  enoughUnits,
  gapOf,
  PROVEN_GAP,
  percent,
  type SiteQuestion,
  type SitingAnswer,
  type Standard,
  siteQuestion,
} from '@clarion/coverage';
import { faultOfIssues } from '@clarion/simulation';
import { solveSitingAndProve } from '@clarion/solver';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliCommand, type CliIo, type CommandEnd, done } from '../command.ts';
import { rounded } from '../roads/output.ts';
import { readParsed, scenarioFault } from '../scenario-file.ts';
import { budgetOptions, searchTerms, shown } from './drive.ts';
import { type Siting, sitingJsonSchema, sitingSchema } from './site-schema.ts';
import { readSiteTables } from './site-tables.ts';

export const command: CliCommand = {
  name: 'plan site',
  summary: 'cli.plan.site',
  options: {
    siting: { kind: 'file', summary: 'cli.plan.site.file' },
    schema: { kind: 'flag', summary: 'cli.simulate.schema' },
    ...budgetOptions,
  },
  async run(args, io) {
    if (args.flag('schema')) return done(sitingJsonSchema());
    const path = args.findText('siting');
    if (path === undefined) return badInput({ code: 'OptionMissing', field: '--siting' });
    const file = await readParsed(path);
    if (!file.ok) return badInput(file.error);
    const read = sitingSchema.safeParse(file.value.raw, { reportInput: true });
    if (!read.success) return badInput(scenarioFault(faultOfIssues(read.error.issues), path));
    const tables = await readSiteTables(read.data, path);
    if (!tables.ok) return badInput(tables.error);
    const question = siteQuestion(read.data, tables.value, io.say('cli.plan.site.everywhere'));
    if (!question.ok) return badInput({ file: path, ...question.error });
    const answer = await solveSitingAndProve(question.value.problem, searchTerms(args, io));
    if (!answer.isPermitted) return unmet(read.data, question.value, answer, path, args, io);
    const inputs = { siting: file.value.hash, ...tables.value.inputs };
    return result(read.data, question.value, answer, { siteIds: tables.value.siteIds, inputs }, args, io);
  },
};

/** No choice meets the minimums, or none was found: which one fails by how much, and what would do. */
function unmet(
  siting: Siting,
  { problem, minimums }: SiteQuestion,
  { covered, isImpossible }: SitingAnswer,
  file: string,
  args: CliArguments,
  io: CliIo,
): CommandEnd {
  const shortBy = (one: number) => minimums[one]!.share - covered[one]! / minimums[one]!.weight;
  const worst = [...minimums.keys()].reduce((most, one) => (shortBy(one) > shortBy(most) ? one : most), 0);
  const { field, area, share, weight, times, standard } = minimums[worst]!;
  const params = {
    area: area ?? io.say('cli.plan.site.everywhere'),
    kinds: standard.kinds.join(', '),
    times,
    within: standard.withinSeconds,
    asked: percent(share),
    reached: percent(covered[worst]! / weight),
  };
  const enough = enoughUnits(problem, args.number('seed'));
  if (enough === undefined) return badInput({ code: 'MinimumsWithoutRoom', file, field, params });
  const needed = siting.kinds.map(({ id }, kind) => `${id} ${enough.units[kind]!}`).join(', ');
  const code = isImpossible ? 'MinimumsImpossible' : 'MinimumsNotMet';
  return badInput({ code, file, field, params: { ...params, needed, cost: enough.cost } });
}

function result(
  siting: Siting,
  { problem, goals, standards, minimums }: SiteQuestion,
  answer: SitingAnswer,
  { siteIds, inputs }: { readonly siteIds: readonly string[]; readonly inputs: Record<string, string> },
  args: CliArguments,
  io: CliIo,
): CommandEnd {
  const units = new Uint16Array(problem.least.length);
  for (const column of answer.columns) units[column]!++;
  const gap = gapOf(answer.value, answer.bound);
  const placed = [...units.entries()].flatMap(([column, count]) =>
    count === 0
      ? []
      : [
          {
            site: siteIds[column % siteIds.length]!,
            kind: siting.kinds[Math.floor(column / siteIds.length)]!.id,
            units: count,
          },
        ],
  );
  const standsOf = (kind: string) =>
    placed.reduce((sum, one) => (one.kind === kind ? sum + one.units : sum), 0);
  const found = {
    value: answer.value,
    bound: answer.bound,
    gap,
    proven: gap <= PROVEN_GAP,
    units: placed,
    /** Units that add nothing, or that there is no room or money for. */
    spare: Object.fromEntries(siting.kinds.map(({ id, units: all }) => [id, all - standsOf(id)])),
    cost: answer.cost,
    goals: goals.map((standard, i) => ({
      kinds: standard.kinds,
      withinSeconds: standard.withinSeconds,
      counts: siting.goals[i]!.counts,
      coveredOnce: coveredBy(standard, units, 1),
      coveredTwice: coveredBy(standard, units, 2),
    })),
    minimums: minimums.map(({ standard, times, area, share, weight }, i) => ({
      kinds: standard.kinds,
      withinSeconds: standard.withinSeconds,
      times,
      ...(area === undefined ? {} : { area }),
      asked: share,
      reached: weight === 0 ? 1 : answer.covered[i]! / weight,
    })),
    uncoverable: standards.map(({ kinds, withinSeconds, uncoverable, demandIds, weight }) => ({
      kinds,
      withinSeconds,
      ids: uncoverable.map(row => demandIds[row]!),
      weight: uncoverable.reduce((sum, row) => sum + weight[row]!, 0),
    })),
    seconds: rounded(io.elapsedSeconds()),
    iterations: answer.iterations,
    seed: args.number('seed'),
    inputs,
  };
  const text = io.say('cli.plan.site.done', {
    value: shown(found.value),
    bound: shown(found.bound),
    gap: (100 * gap).toFixed(4),
    units: placed.map(({ site, kind, units: count }) => `${site}: ${count} ${kind}`).join(', '),
    cost: shown(found.cost),
    seconds: found.seconds,
  });
  return done(found, text);
}

/** Weight that so many units cover, and the share that it is of all. */
function coveredBy({ weight, countOf }: Standard, units: Uint16Array, times: number) {
  let [covered, all] = [0, 0];
  for (const [row, one] of weight.entries()) {
    all += one;
    if (countOf(row, units) >= times) covered += one;
  }
  return { weight: covered, share: covered / all };
}
