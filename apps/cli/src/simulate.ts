import { setImmediate } from 'node:timers/promises';
import { ok } from '@clarion/measure';
import {
  compare,
  type Model,
  replicate,
  scenarioJsonSchema,
  summarise,
  type Tally,
} from '@clarion/simulation';
import { badInput, type CliCommand, type CliIo, done } from './command.ts';
import { readScenarioFile } from './scenario-file.ts';

const PROGRESS_SECONDS = 2;

export const command: CliCommand = {
  name: 'simulate',
  summary: 'cli.simulate',
  options: {
    scenario: { kind: 'file', summary: 'cli.simulate.scenario' },
    against: { kind: 'file', summary: 'cli.simulate.against' },
    seed: { kind: 'integer', summary: 'cli.simulate.seed', minimum: 0 },
    seconds: { kind: 'number', summary: 'cli.simulate.seconds', minimum: 0 },
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
    const models = other.value ? [model, other.value.model] : [model];
    const run = await replications(models, until, io);
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

/** Replication by replication, each of all models, until all are done or the time is up; one at least. */
async function replications(models: readonly Model[], untilSeconds: number, io: CliIo) {
  const tallies: Tally[][] = models.map(() => []);
  const all = models[0]!.replications;
  const before = process.cpuUsage();
  let calls = 0;
  let told = io.elapsedSeconds();
  for (let replication = 0; replication < all; replication++) {
    // A breath between two replications, in which an interrupt is heard.
    await setImmediate();
    for (const [i, model] of models.entries()) {
      const tally = replicate(model, replication);
      tallies[i]!.push(tally);
      calls += tally.calls;
    }
    const elapsed = io.elapsedSeconds();
    if (elapsed >= untilSeconds) break;
    if (elapsed - told < PROGRESS_SECONDS) continue;
    told = elapsed;
    io.progress('cli.simulate.replication', { done: replication + 1, all });
  }
  const { user, system } = process.cpuUsage(before);
  return { tallies, calls, cpuSeconds: Math.max(1, user + system) / 1e6 };
}
