import { dirname, resolve } from 'node:path';
import { gapOf, PROVEN_GAP, type RushAnswer, solveRush } from '@clarion/coverage';
import { ok, type Result } from '@clarion/measure';
import {
  compare,
  compareHours,
  compile,
  faultOfIssues,
  intervalOf,
  responseInHours,
  type Scenario,
  type ScenarioFault,
  summarise,
} from '@clarion/simulation';
import { badInput, type CliCommand, type CliIo, done } from '../command.ts';
import { replications, threadsFor } from '../replications.ts';
import { rounded } from '../roads/output.ts';
import { readParsed, readScenarioFile, type ScenarioFile, scenarioFault } from '../scenario-file.ts';
import { drive } from './drive.ts';
import { rushCrews } from './rush-crews.ts';
import { hoursOf, rushQuestion } from './rush-demand.ts';
import { type Rush, rushJsonSchema, rushSchema } from './rush-schema.ts';

/** In each window; the search ends earlier where it has proven its answer. */
const ITERATIONS = 200;

export const command: CliCommand = {
  name: 'plan rush',
  summary: 'cli.plan.rush',
  options: {
    rush: { kind: 'file', summary: 'cli.plan.rush.file' },
    schema: { kind: 'flag', summary: 'cli.simulate.schema' },
    seed: { kind: 'integer', summary: 'cli.plan.seed', minimum: 0, maximum: 4_294_967_295, preset: '1' },
  },
  async run(args, io) {
    if (args.flag('schema')) return done(rushJsonSchema());
    const path = args.findText('rush');
    if (path === undefined) return badInput({ code: 'OptionMissing', field: '--rush' });
    const file = await readParsed(path);
    if (!file.ok) return badInput(file.error);
    const read = rushSchema.safeParse(file.value.raw, { reportInput: true });
    if (!read.success) return badInput(scenarioFault(faultOfIssues(read.error.issues), path));
    const rush = read.data;
    const city = await readScenarioFile(resolve(dirname(path), rush.scenario));
    if (!city.ok) return badInput(city.error);
    const { scenario, model, hash } = city.value;
    if (scenario.dispatch.rule !== 'closest' || scenario.dispatch.order !== undefined)
      return badInput({ code: 'PostsNotFree', file: rush.scenario, field: 'dispatch' });
    const question = rushQuestion(rush, scenario, model, path);
    if (!question.ok) return badInput(question.error);
    const { demand, posts, windows } = question.value;
    const { units, perPost, busy } = rush;
    const { count } = rush.windows;
    const seed = args.number('seed');
    const terms = { units, perPost, busy, count, seed, iterations: ITERATIONS };
    const answer = await drive(solveRush(demand, windows, terms), io);
    const crews = await rushCrews(rush, question.value, answer.windows, io.signal);
    if (!crews.ok) return badInput(scenarioFault(crews.error, path));
    const simulated = await tried(rush, city.value, answer, posts, io);
    if (!simulated.ok) return badInput(scenarioFault(simulated.error, rush.scenario));
    const gap = gapOf(answer.value, answer.bound);
    const result = {
      windows: answer.windows.map(({ from, until, days, posts: chosen, value }) => ({
        days,
        from: clock(from),
        until: clock(until),
        posts: chosen.map(post => posts[post]!),
        gain: value,
      })),
      /** Calls a week that find a free unit in time, and would not without. */
      gain: answer.value,
      bound: answer.bound,
      gap,
      proven: gap <= PROVEN_GAP,
      calls: question.value.calls,
      ...(crews.value && { crews: crews.value }),
      simulated: simulated.value,
      seed,
      inputs: { rush: file.value.hash, scenario: hash },
      seconds: rounded(io.elapsedSeconds()),
    };
    return done(result, inWords(result, io));
  },
};

const clock = (quarter: number): string =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String(15 * (quarter % 4)).padStart(2, '0')}`;

/** The same calls without and with them. */
async function tried(
  rush: Rush,
  { scenario, model }: ScenarioFile,
  answer: RushAnswer,
  posts: readonly string[],
  io: CliIo,
): Promise<Result<Simulated, ScenarioFault>> {
  const reinforced = withRushUnits(rush, scenario, answer, posts);
  const other = compile(reinforced);
  if (!other.ok) return other;
  const models = [model, other.value];
  const work = { scenarios: [scenario, reinforced], models };
  const run = await replications(work, { threads: threadsFor(models), untilSeconds: Infinity }, io);
  const [first, second] = [run.tallies[0]!, run.tallies[1]!];
  const hours = hoursOf(answer.windows);
  const [before, after] = [summarise(model, first), summarise(other.value, second)];
  return ok({
    before: { response: before.response, probabilityOfWait: before.probabilityOfWait },
    after: { response: after.response, probabilityOfWait: after.probabilityOfWait },
    difference: compare(first, second),
    inWindows: {
      before: intervalOf(first.map(tally => responseInHours(tally, hours))),
      after: intervalOf(second.map(tally => responseInHours(tally, hours))),
      difference: compareHours(first, second, hours),
    },
    replications: before.replications,
    calls: before.calls,
  });
}

/** The scenario with units on in the windows, one for each window and place. */
function withRushUnits(
  { capabilities }: Rush,
  scenario: Scenario,
  answer: RushAnswer,
  posts: readonly string[],
): Scenario {
  const more = answer.windows.flatMap(({ days, from, until, posts: chosen }, window) =>
    chosen.map((post, i) => ({
      id: `rush-${window + 1}-${i + 1}`,
      post: posts[post]!,
      ...(capabilities && { capabilities }),
      shifts: days.map(day => ({ from: day * 24 + from / 4, until: day * 24 + until / 4 })),
    })),
  );
  return { ...scenario, units: [...scenario.units, ...more] };
}

type Figures = Pick<ReturnType<typeof summarise>, 'response' | 'probabilityOfWait'>;

interface Simulated {
  readonly before: Figures;
  readonly after: Figures;
  /** With them minus without, call by call the same. */
  readonly difference: ReturnType<typeof compare>;
  /** Mean response in seconds of the calls in the hours that windows touch. */
  readonly inWindows: {
    readonly before: ReturnType<typeof intervalOf>;
    readonly after: ReturnType<typeof intervalOf>;
    readonly difference: ReturnType<typeof compareHours>;
  };
  readonly replications: number;
  readonly calls: number;
}

interface Shown {
  readonly windows: readonly {
    readonly days: readonly number[];
    readonly from: string;
    readonly until: string;
    readonly posts: readonly string[];
    readonly gain: number;
  }[];
  readonly gain: number;
  readonly gap: number;
  readonly calls: number;
  readonly crews?: { readonly more: number; readonly cost: number; readonly bound: number };
  readonly simulated: Simulated;
  readonly seconds: number;
}

function inWords({ windows, gain, gap, calls, crews, simulated, seconds }: Shown, io: CliIo): string {
  const { before, after, difference } = simulated.inWindows;
  const whole = (value: number | null) => (value === null ? '–' : value.toFixed(1));
  return [
    ...windows.map(({ days, from, until, posts, gain: own }) =>
      io.say('cli.plan.rush.window', {
        days: days.map(day => io.say(`cli.plan.rush.day.${day}`)).join(' '),
        from,
        until,
        posts: posts.join(', '),
        gain: own.toFixed(1),
      }),
    ),
    io.say('cli.plan.rush.done', {
      gain: gain.toFixed(1),
      calls: calls.toFixed(0),
      gap: (100 * gap).toFixed(3),
      seconds,
    }),
    ...(crews === undefined
      ? []
      : [
          io.say('cli.plan.rush.crews', {
            more: whole(crews.more),
            cost: whole(crews.cost),
            bound: whole(crews.bound),
          }),
        ]),
    io.say('cli.plan.rush.simulated', {
      before: whole(before.mean),
      after: whole(after.mean),
      low: whole(difference.low),
      high: whole(difference.high),
      verdict: io.say(difference.proven ? 'cli.plan.areas.proven' : 'cli.plan.areas.unproven'),
    }),
  ].join('\n');
}
