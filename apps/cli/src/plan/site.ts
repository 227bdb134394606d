import {
  gapOf,
  PROVEN_GAP,
  type SiteQuestion,
  type SitingAnswer,
  type Standard,
  siteQuestion,
  sitingFound,
  unmetMinimum,
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
    if (!answer.isPermitted) {
      const words = { everywhere: io.say('cli.plan.site.everywhere'), seed: args.number('seed') };
      return badInput({ file: path, ...unmetMinimum(read.data, question.value, answer, words) });
    }
    const inputs = { siting: file.value.hash, ...tables.value.inputs };
    return result(read.data, question.value, answer, { siteIds: tables.value.siteIds, inputs }, args, io);
  },
};

function result(
  siting: Siting,
  question: SiteQuestion,
  answer: SitingAnswer,
  { siteIds, inputs }: { readonly siteIds: readonly string[]; readonly inputs: Record<string, string> },
  args: CliArguments,
  io: CliIo,
): CommandEnd {
  const { problem, goals, standards } = question;
  const units = new Uint16Array(problem.least.length);
  for (const column of answer.columns) units[column]!++;
  const gap = gapOf(answer.value, answer.bound);
  const told = sitingFound(siting, question, answer, siteIds);
  const found = {
    value: answer.value,
    bound: answer.bound,
    gap,
    proven: gap <= PROVEN_GAP,
    units: told.units,
    spare: told.spare,
    cost: answer.cost,
    goals: goals.map((standard, i) => ({
      kinds: standard.kinds,
      withinSeconds: standard.withinSeconds,
      counts: siting.goals[i]!.counts,
      coveredOnce: coveredBy(standard, units, 1),
      coveredTwice: coveredBy(standard, units, 2),
    })),
    minimums: told.minimums,
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
    units: told.units.map(({ site, kind, units: count }) => `${site}: ${count} ${kind}`).join(', '),
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
