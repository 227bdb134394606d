import { EXACT_UNITS, hypercube, scenarioJsonSchema } from '@clarion/simulation';
import { badInput, type CliCommand, done } from '../command.ts';
import { readScenarioFile, scenarioFault } from '../scenario-file.ts';

export const command: CliCommand = {
  name: 'plan queue',
  summary: 'cli.plan.queue',
  options: {
    scenario: { kind: 'file', summary: 'cli.simulate.scenario' },
    method: { kind: 'text', summary: 'cli.plan.queue.method', choices: ['exact', 'approximate'] },
    hour: { kind: 'integer', summary: 'cli.plan.queue.hour', minimum: 0, maximum: 167 },
    schema: { kind: 'flag', summary: 'cli.simulate.schema' },
  },
  async run(args, io) {
    if (args.flag('schema')) return done(scenarioJsonSchema());
    const path = args.findText('scenario');
    if (path === undefined) return badInput({ code: 'OptionMissing', field: '--scenario' });
    const file = await readScenarioFile(path);
    if (!file.ok) return badInput(file.error);
    const { scenario, model, hash } = file.value;
    const hour = args.findNumber('hour');
    const changes = model.demand.ratePerSecond.length > 1 || model.travelFactor.length > 1;
    if (hour === undefined && changes) return badInput({ code: 'OptionMissing', field: '--hour' });
    const method = args.findText('method') === 'approximate' ? 'approximate' : 'exact';
    if (args.findText('method') === 'exact' && model.unitIds.length > EXACT_UNITS)
      return badInput({
        code: 'ScenarioTooManyUnits',
        file: path,
        field: 'units',
        params: { maximum: EXACT_UNITS },
      });
    const answer = hypercube(scenario, model, {
      ...(hour === undefined ? {} : { hour }),
      ...(args.findText('method') === undefined ? {} : { method }),
    });
    if (!answer.ok) return badInput(scenarioFault(answer.error, path));
    return done({
      ...answer.value,
      scenarioHash: hash,
      seconds: Math.round(io.elapsedSeconds() * 1000) / 1000,
    });
  },
};
