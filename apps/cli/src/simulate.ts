import { ok } from '@clarion/measure';
import { compare, type Model, scenarioJsonSchema, summarise } from '@clarion/simulation';
import { badInput, type CliCommand, done } from './command.ts';
import { replications, threadsFor } from './replications.ts';
import { readScenarioFile } from './scenario-file.ts';

export const command: CliCommand = {
  name: 'simulate',
  summary: 'cli.simulate',
  options: {
    scenario: { kind: 'file', summary: 'cli.simulate.scenario' },
    against: { kind: 'file', summary: 'cli.simulate.against' },
    seed: { kind: 'integer', summary: 'cli.simulate.seed', minimum: 0 },
    seconds: { kind: 'number', summary: 'cli.simulate.seconds', minimum: 0 },
    threads: { kind: 'integer', summary: 'cli.simulate.threads', minimum: 1, maximum: 256 },
    schema: { kind: 'flag', summary: 'cli.simulate.schema' },
  },
  async run(args, io) {
    if (args.flag('schema')) return done(scenarioJsonSchema());
    const path = args.findText('scenario');
    if (path === undefined) return badInput({ code: 'OptionMissing', field: '--scenario' });
    const file = await readScenarioFile(path, args.findNumber('seed'));
    if (!file.ok) return badInput(file.error);
    const { model, hash } = file.value;
    const otherPath = args.findText('against');
    const other = otherPath === undefined ? ok(undefined) : await readScenarioFile(otherPath, model.seed);
    if (!other.ok) return badInput(other.error);
    if (otherPath !== undefined && other.value && differs(model, other.value.model))
      return badInput({ code: 'ScenarioDemandDiffers', file: otherPath });

    const until = args.findNumber('seconds') ?? Infinity;
    const files = other.value ? [file.value, other.value] : [file.value];
    const work = { scenarios: files.map(one => one.scenario), models: files.map(one => one.model) };
    const threads = args.findNumber('threads') ?? threadsFor(work.models);
    const run = await replications(work, { threads, untilSeconds: until }, io);
    const result = {
      ...summarise(model, run.tallies[0]!),
      callsPerSecond: run.calls / run.cpuSeconds,
      scenarioHash: hash,
    };
    if (!other.value) return done(result);
    return done({
      ...result,
      against: { ...summarise(other.value.model, run.tallies[1]!), scenarioHash: other.value.hash },
      difference: compare(run.tallies[0]!, run.tallies[1]!),
    });
  },
};

/** Common random numbers need the same calls: the same zones in the same order, the same length of run. */
function differs(a: Model, b: Model): boolean {
  return (
    a.replications !== b.replications ||
    a.calls !== b.calls ||
    a.warmUp !== b.warmUp ||
    a.startHour !== b.startHour ||
    a.zoneIds.join('\n') !== b.zoneIds.join('\n')
  );
}
