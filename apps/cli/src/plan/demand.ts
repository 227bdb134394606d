import { type AskedWork, estimateDemand, HOURS_OF_WEEK, type Rate } from '@clarion/coverage';
import { localClock, readBytes, readCalls, readColumns, sha256 } from '@clarion/files';
import { badInput, type CliCommand, done } from '../command.ts';
import { checkOutputs, csvRow, rounded, writeOutputs } from '../roads/output.ts';
import { callCells } from './record/call-cells.ts';

export const command: CliCommand = {
  name: 'plan demand',
  summary: 'cli.plan.demand.make',
  options: {
    calls: { kind: 'file', summary: 'cli.plan.demand.calls', required: true },
    columns: { kind: 'file', summary: 'cli.place.build.columns', required: true },
    cell: { kind: 'number', summary: 'cli.plan.demand.cell', minimum: 50, maximum: 100_000, preset: '500' },
    'from-day': {
      kind: 'integer',
      summary: 'cli.plan.demand.fromDay',
      minimum: 1,
      maximum: 100_000,
      preset: '1',
    },
    days: { kind: 'integer', summary: 'cli.plan.demand.days', minimum: 1, maximum: 100_000 },
    out: { kind: 'file', summary: 'cli.plan.demand.out', required: true },
    hours: { kind: 'file', summary: 'cli.plan.demand.hours' },
  },
  async run(args, io) {
    const paths = [args.text('out'), args.findText('hours')].filter(path => path !== undefined);
    const writable = await checkOutputs(paths);
    if (!writable.ok) return badInput(writable.error);
    const columns = await readColumns(args.text('columns'));
    if (!columns.ok) return badInput(columns.error);
    if (columns.value.calls === undefined) {
      return badInput({
        code: 'JsonUnfit',
        file: args.text('columns'),
        field: 'calls',
        params: { reason: '—' },
      });
    }
    const { timeZone } = columns.value;
    const read = await readCalls(args.text('calls'), columns.value.calls, timeZone);
    if (!read.ok) return badInput(read.error);
    const bytes = await readBytes(args.text('calls'));
    if (!bytes.ok) return badInput(bytes.error);

    const clock = localClock(timeZone);
    const days = read.value.calls.map(call => clock(call.receivedAt).day);
    const firstDay = days.reduce((a, b) => Math.min(a, b)) + args.number('from-day') - 1;
    const lastDay = days.reduce((a, b) => Math.max(a, b));
    const dayCount = Math.min(args.findNumber('days') ?? Infinity, lastDay - firstDay + 1);
    const calls = read.value.calls.filter((_, i) => days[i]! >= firstDay && days[i]! < firstDay + dayCount);
    if (calls.length === 0) {
      return badInput({ code: 'NoCalls', file: args.text('calls'), field: '--from-day' });
    }
    const grid = callCells(read.value.calls, args.number('cell'));
    const observed = new Float64Array(HOURS_OF_WEEK);
    for (let day = firstDay; day < firstDay + dayCount; day++) {
      const weekday = (((day + 3) % 7) + 7) % 7;
      for (let hour = 0; hour < 24; hour++) observed[weekday * 24 + hour]!++;
    }
    const work = calls.map(
      (call): AskedWork => ({
        place: grid.placeOf(call),
        hourOfWeek: clock(call.receivedAt).hourOfWeek,
        origin: 'help',
      }),
    );
    const estimate = estimateDemand(work, grid.ids.length, observed);
    const row = (rate: Rate) => [rate.mean, rate.low, rate.high].map(one => one.toPrecision(6));
    const table = grid.ids.map((id, place) =>
      csvRow([id, ...row(estimate.weekly[place]!), ...grid.middle(place).map(one => one.toFixed(6))]),
    );
    const outputs = [
      { path: args.text('out'), content: [csvRow(['id', 'weight', 'low', 'high', 'lng', 'lat']), ...table] },
    ];
    const hoursPath = args.findText('hours');
    if (hoursPath !== undefined) {
      const rows = estimate.hourly.map((rate, at) =>
        csvRow([grid.ids[Math.floor(at / HOURS_OF_WEEK)]!, at % HOURS_OF_WEEK, ...row(rate)]),
      );
      outputs.push({
        path: hoursPath,
        content: [csvRow(['id', 'hour_of_week', 'calls_per_hour', 'low', 'high']), ...rows],
      });
    }
    const written = await writeOutputs(outputs);
    if (!written.ok) return badInput(written.error);
    const result = {
      calls: calls.length,
      days: dayCount,
      places: grid.ids.length,
      callsPerWeek: estimate.weekly.reduce((sum, rate) => sum + rate.mean, 0),
      seconds: rounded(io.elapsedSeconds()),
      inputs: { calls: sha256(bytes.value) },
    };
    return done(
      result,
      io.say('cli.plan.demand.done', {
        calls: result.calls,
        days: result.days,
        places: result.places,
        out: args.text('out'),
      }),
    );
  },
};
