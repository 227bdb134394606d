import { areaFigures, gapOf, PROVEN_GAP, partsOf, solveAreas } from '@clarion/coverage';
import { fileFault } from '@clarion/files';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliCommand, type CliIo, type CommandEnd, done } from '../command.ts';
import { checkOutputs, csvRow, rounded, writeOutputs } from '../roads/output.ts';
import { type AreasInput, readAreasInput } from './areas-input.ts';
import type { Division } from './division.ts';
import { budgetOf, budgetOptions, drive } from './drive.ts';
import { inWords, judge, judgeOptions } from './judge-areas.ts';

export const command: CliCommand = {
  name: 'plan areas',
  summary: 'cli.plan.areas',
  options: {
    cells: { kind: 'file', summary: 'cli.plan.areas.cells', required: true },
    edges: { kind: 'file', summary: 'cli.plan.areas.edges', required: true },
    areas: { kind: 'integer', summary: 'cli.plan.areas.count', minimum: 1, maximum: 60_000 },
    given: { kind: 'file', summary: 'cli.plan.areas.given' },
    out: { kind: 'file', summary: 'cli.plan.areas.out' },
    ...judgeOptions,
    ...budgetOptions,
  },
  async run(args, io) {
    const budget = budgetOf(args, io);
    const count = args.findNumber('areas');
    if (count === undefined && args.findText('given') === undefined) {
      return badInput({ code: 'OptionsMissing', field: '--areas', params: { options: '--areas, --given' } });
    }
    if (count !== undefined && args.findText('given') !== undefined) {
      return badInput({ code: 'OptionsExclusive', field: '--areas', params: { other: '--given' } });
    }
    const out = args.findText('out');
    const writable = await checkOutputs(out === undefined ? [] : [out]);
    if (!writable.ok) return badInput(writable.error);
    const input = await readAreasInput(args);
    if (!input.ok) return badInput(input.error);
    const { table, cells, given } = input.value;
    if (given !== undefined) return ended(input.value, given, 0, args, io);
    const areas = count!;
    if (areas > table.ids.length) {
      return badInput({ code: 'AreasTooMany', field: '--areas', params: { areas, cells: table.ids.length } });
    }
    const apart = partsOf(cells, () => true)[1]?.[0];
    if (apart !== undefined) {
      const at = { line: table.line[apart]!, field: 'id' };
      return badInput(fileFault('CellsApart', table.file, at, { value: table.ids[apart]! }).error);
    }
    const answer = await drive(solveAreas(cells, areas, { seed: args.number('seed'), budget }), io);
    const names = Array.from({ length: areas }, (_, area) => String(area + 1));
    return ended(input.value, { areaOf: answer.areaOf, names }, answer.iterations, args, io);
  },
};

async function ended(
  { table, cells, inputs, judging }: AreasInput,
  division: Division,
  iterations: number,
  args: CliArguments,
  io: CliIo,
): Promise<CommandEnd> {
  const { areaOf, names } = division;
  const figures = areaFigures(cells, areaOf, names.length);
  const judged = judging && (await judge(judging, table.ids, division, io));
  if (judged && !judged.ok) return badInput(judged.error);
  const out = args.findText('out');
  const rows = table.ids.map((id, cell) => csvRow([id, names[areaOf[cell]!]!]));
  if (out !== undefined) {
    const written = await writeOutputs([{ path: out, content: [csvRow(['cell', 'area']), ...rows] }]);
    if (!written.ok) return badInput(written.error);
  }
  const gap = gapOf(figures.imbalance, figures.bound);
  const result = {
    areas: names.map((id, area) => ({
      id,
      workload: figures.workload[area]!,
      cells: figures.cellCount[area]!,
    })),
    imbalance: figures.imbalance,
    bound: figures.bound,
    gap,
    proven: gap <= PROVEN_GAP,
    contiguous: figures.contiguous,
    borderLength: figures.borderLength,
    ...(judged && { judged: judged.value }),
    areaOf: Object.fromEntries(table.ids.map((id, cell) => [id, names[areaOf[cell]!]!])),
    seconds: rounded(io.elapsedSeconds()),
    iterations,
    seed: args.number('seed'),
    inputs,
  };
  const text = io.say('cli.plan.areas.done', {
    areas: names.length,
    imbalance: (100 * figures.imbalance).toFixed(3),
    seconds: result.seconds,
  });
  const torn = figures.contiguous ? '' : `\n${io.say('cli.plan.areas.torn')}`;
  return done(result, [`${text}${torn}`, ...(judged ? inWords(judged.value, io) : [])].join('\n'));
}
