import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExerciseAnswer, IntervalFigure } from '@clarion/protocol';
import { badInput, type CliCommand, type CliIo, done } from './command.ts';
import { passedOn, runServer, serverOptions } from './server-process.ts';

const options = {
  calls: { kind: 'file', summary: 'server.cli.calls', required: true },
  ...serverOptions,
  speed: { kind: 'text', summary: 'server.cli.speed', preset: '10' },
  data: { kind: 'folder', summary: 'server.cli.dataExercise' },
} as const satisfies CliCommand['options'];

export const command: CliCommand = {
  name: 'exercise',
  summary: 'server.cli.exercise',
  stopsItself: true,
  options,
  async run(args, io) {
    const calls = args.text('calls');
    const isLog = calls.endsWith('.csv');
    if (isLog && args.findText('place') === undefined)
      return badInput({ code: 'OptionNeeds', field: '--calls', params: { other: '--place' } });
    const kept = args.findText('data');
    const data = kept ?? (await mkdtemp(join(tmpdir(), 'clarion-exercise-')));
    const { calls: _, data: __, ...passed } = options;
    const argv = [
      ...passedOn(args, passed),
      ...['--data', data, '--exercise', isLog || args.findText('place') ? calls : 'recorded'],
      ...(isLog || args.findText('place') ? [] : ['--place', calls]),
      // Nobody keeps up with a clock that jumps.
      ...(args.text('speed') === 'max' && !args.flag('unattended') ? ['--unattended'] : []),
      ...['--until-end', '--report', 'json'],
    ];
    try {
      const ended = await runServer(argv, io, true);
      if (ended.end !== 'done') return ended;
      const answer = JSON.parse(ended.stdout) as ExerciseAnswer;
      return done(answer, table(answer, io));
    } finally {
      if (kept === undefined) await rm(data, { recursive: true, force: true });
    }
  },
};

function table(answer: ExerciseAnswer, io: CliIo): string {
  const { report } = answer;
  if (report === undefined) return '';
  const lines = [io.say('server.report.title'), io.say(`server.report.method.${report.method}`)];
  for (const { group, ours, recorded } of report.groups) {
    lines.push('', io.say(`server.report.group.${group}`));
    for (const figure of ours) {
      const theirs = recorded.find(other => other.step === figure.step);
      lines.push(`  ${io.say(`server.report.step.${figure.step}`)}`);
      lines.push(`    ${io.say('server.report.ours')}: ${shown(figure, io)}`);
      if (theirs !== undefined) lines.push(`    ${io.say('server.report.recorded')}: ${shown(theirs, io)}`);
    }
  }
  return lines.join('\n');
}

function shown(figure: IntervalFigure, io: CliIo): string {
  const { n, medianSeconds = 0, p90Seconds = 0 } = figure;
  const seconds = (value: number) => String(Math.round(value));
  const median = seconds(medianSeconds);
  const said =
    n === 0
      ? io.say('server.report.none')
      : io.say('server.report.figures', { n, median, p90: seconds(p90Seconds) });
  const left = Object.entries(figure.excluded).filter(([, count]) => count > 0);
  if (left.length === 0) return said;
  const reasons = left.map(([reason, count]) => io.say(`server.report.${reason}`, { n: count })).join(', ');
  return `${said} (${io.say('server.report.excluded', { reasons })})`;
}
