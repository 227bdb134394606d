import { areaFigures, type Cells, cellsOf, gapOf, PROVEN_GAP, partsOf, solveAreas } from '@clarion/coverage';
import { type CellTable, type FileFault, fileFault, readCellTable, readPairTable } from '@clarion/files';
import { ok, type Result } from '@clarion/measure';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliCommand, type CliIo, type CommandEnd, done } from '../command.ts';
import { checkOutputs, csvRow, rounded, writeOutputs } from '../roads/output.ts';
import { budgetOf, budgetOptions, drive } from './drive.ts';

interface AreasInput {
  readonly table: CellTable;
  readonly cells: Cells;
  /** A division that was given, by its areas' names. */
  readonly given: { readonly areaOf: Uint16Array; readonly names: readonly string[] } | undefined;
  readonly inputs: Readonly<Record<string, string>>;
}

export const command: CliCommand = {
  name: 'plan areas',
  summary: 'cli.plan.areas',
  options: {
    cells: { kind: 'file', summary: 'cli.plan.areas.cells', required: true },
    edges: { kind: 'file', summary: 'cli.plan.areas.edges', required: true },
    areas: { kind: 'integer', summary: 'cli.plan.areas.count', minimum: 1, maximum: 60_000 },
    given: { kind: 'file', summary: 'cli.plan.areas.given' },
    out: { kind: 'file', summary: 'cli.plan.areas.out' },
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
    if (given !== undefined) return ended(input.value, given.areaOf, given.names, 0, args, io);
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
    return ended(input.value, answer.areaOf, names, answer.iterations, args, io);
  },
};

async function readAreasInput(args: CliArguments): Promise<Result<AreasInput, FileFault>> {
  const table = await readCellTable(args.text('cells'));
  if (!table.ok) return table;
  const { ids, workload, file, hash } = table.value;
  const known = { ids, file };
  const edges = await readPairTable(args.text('edges'), {
    first: { name: 'a', known },
    second: { name: 'b', known },
    optional: 'border_m',
  });
  if (!edges.ok) return edges;
  const length =
    edges.value.value.length > 0 ? edges.value.value : new Float64Array(edges.value.count).fill(1);
  const cells = cellsOf(workload, edges.value.first, edges.value.second, length);
  const inputs = { cells: hash, edges: edges.value.hash };
  const path = args.findText('given');
  if (path === undefined) return ok({ table: table.value, cells, given: undefined, inputs });
  const given = await readPairTable(path, { first: { name: 'cell', known }, second: { name: 'area' } });
  if (!given.ok) return given;
  const areaOf = new Uint16Array(ids.length).fill(0xffff);
  for (let row = 0; row < given.value.count; row++) {
    const cell = given.value.first[row]!;
    if (areaOf[cell] !== 0xffff) {
      const first = given.value.line[given.value.first.indexOf(cell)]!;
      const at = { line: given.value.line[row]!, field: 'cell' };
      return fileFault('RowRepeated', path, at, { value: ids[cell]!, first });
    }
    areaOf[cell] = given.value.second[row]!;
  }
  const missing = areaOf.indexOf(0xffff);
  if (missing !== -1) return fileFault('CellWithoutArea', path, { field: 'cell' }, { value: ids[missing]! });
  return ok({
    table: table.value,
    cells,
    given: { areaOf, names: given.value.secondIds },
    inputs: { ...inputs, given: given.value.hash },
  });
}

async function ended(
  { table, cells, inputs }: AreasInput,
  areaOf: Uint16Array,
  names: readonly string[],
  iterations: number,
  args: CliArguments,
  io: CliIo,
): Promise<CommandEnd> {
  const figures = areaFigures(cells, areaOf, names.length);
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
  return done(result, `${text}${torn}`);
}
