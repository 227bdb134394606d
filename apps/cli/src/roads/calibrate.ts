import { type Calibration, calibratePlace, calibrationBytes, sha256 } from '@clarion/files';
import type { FitFigures } from '@clarion/roads';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliCommand, type CliFault, type CliIo, done } from '../command.ts';
import { checkOutputs, rounded, writeOutputs } from './output.ts';

export const command: CliCommand = {
  name: 'roads calibrate',
  summary: 'cli.times.calibrate',
  options: {
    graph: { kind: 'file', summary: 'cli.times.calibrate.graph', required: true },
    calls: { kind: 'file', summary: 'cli.place.build.calls' },
    columns: { kind: 'file', summary: 'cli.place.build.columns' },
    stations: { kind: 'file', summary: 'cli.place.build.stations' },
    units: { kind: 'file', summary: 'cli.place.build.units' },
    zone: { kind: 'text', summary: 'cli.place.build.zone' },
    out: { kind: 'file', summary: 'cli.times.calibrate.out', required: true },
  },
  async run(args, io) {
    const idle = withoutCalls(args);
    if (idle) return badInput(idle);
    const out = args.text('out');
    const writable = await checkOutputs([out]);
    if (!writable.ok) return badInput(writable.error);
    const paths: { [name: string]: string } = {};
    for (const name of ['calls', 'columns', 'stations', 'units'] as const) {
      const path = args.findText(name);
      if (path !== undefined) paths[name] = path;
    }
    const zone = args.findText('zone');
    const made = await calibratePlace(
      { graph: args.text('graph'), ...paths, ...(zone === undefined ? {} : { timeZone: zone }) },
      (code, params) => io.progress(code, params),
    );
    if (!made.ok) return badInput(made.error);
    const bytes = calibrationBytes(made.value);
    const written = await writeOutputs([{ path: out, content: bytes }]);
    if (!written.ok) return badInput(written.error);
    return done(
      { ...summaryOf(made.value), sha256: sha256(bytes), seconds: rounded(io.elapsedSeconds()) },
      inWords(made.value, out, io),
    );
  },
};

/** Without calls the pack's own are taken, and these would have no effect. */
function withoutCalls(args: CliArguments): CliFault | undefined {
  if (args.findText('calls') !== undefined) return undefined;
  const idle = ['columns', 'stations', 'units', 'zone'].find(name => args.findText(name) !== undefined);
  return idle === undefined
    ? undefined
    : { code: 'OptionNeeds', field: `--${idle}`, params: { other: '--calls' } };
}

/** Everything but the long tables, which are in the file. */
function summaryOf({ inputs, graph, timeZone, method, profile, drives, figures, repeats }: Calibration) {
  const { overheadMs, bands, factors, otherFactors } = profile;
  return {
    inputs,
    graph,
    timeZone,
    method,
    profile: { overheadMs, bands, factors, otherFactors },
    drives,
    figures,
    ...(repeats === undefined ? {} : { repeats }),
  };
}

function inWords({ drives, figures, profile, repeats }: Calibration, out: string, io: CliIo): string {
  const seconds = (ms: number) => Math.round(ms / 1000);
  const excluded = Object.entries(drives.excluded)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
  const line = (name: string, one: FitFigures) =>
    io.say('cli.times.calibrate.figures', {
      name: io.say(`cli.times.of.${name}`),
      n: one.n,
      correlation: one.correlation ?? '–',
      rank: one.rankCorrelation ?? '–',
      ratio: one.medianRatio,
      mean: seconds(one.meanAbsoluteErrorMs),
      median: seconds(one.medianAbsoluteErrorMs),
      coverage: one.coverage === undefined ? '–' : `${Math.round(one.coverage * 100)} %`,
    });
  return [
    io.say('cli.times.calibrate.done', { out, train: drives.train, responses: drives.responses, excluded }),
    io.say('cli.times.calibrate.overhead', { seconds: seconds(profile.overheadMs) }),
    ...(['free', 'flat', 'calibrated', 'fromPost'] as const).map(name => line(name, figures[name])),
    ...(repeats === undefined
      ? []
      : [io.say('cli.times.calibrate.repeats', { ...repeats, median: seconds(repeats.medianMs) })]),
  ].join('\n');
}
