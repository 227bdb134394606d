import { readStaffing, staffing, staffingJsonSchema } from '@clarion/simulation';
import { badInput, type CliCommand, done } from '../command.ts';
import { readParsed, scenarioFault } from '../scenario-file.ts';

export const command: CliCommand = {
  name: 'plan staffing',
  summary: 'cli.plan.staffing',
  options: {
    staffing: { kind: 'file', summary: 'cli.plan.staffing.input' },
    schema: { kind: 'flag', summary: 'cli.simulate.schema' },
  },
  async run(args, io) {
    if (args.flag('schema')) return done(staffingJsonSchema());
    const path = args.findText('staffing');
    if (path === undefined) return badInput({ code: 'OptionMissing', field: '--staffing' });
    const file = await readParsed(path);
    if (!file.ok) return badInput(file.error);
    const question = readStaffing(file.value.raw);
    if (!question.ok) return badInput(scenarioFault(question.error, path));
    const plan = staffing(question.value);
    if (!plan.ok) return badInput(scenarioFault(plan.error, path));
    const seconds = Math.round(io.elapsedSeconds() * 1000) / 1000;
    return done({ ...plan.value, staffingHash: file.value.hash, seconds });
  },
};
