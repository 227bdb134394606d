import { type Cells, cellsOf } from '@clarion/coverage';
import { type CellTable, readCellTable, readPairTable } from '@clarion/files';
import { ok, type Result } from '@clarion/measure';
import type { CliArguments } from '../arguments.ts';
import type { CliFault } from '../command.ts';
import { type Division, readDivision } from './division.ts';
import { type Judging, readJudge } from './judge-areas.ts';

export interface AreasInput {
  readonly table: CellTable;
  readonly cells: Cells;
  readonly given: Division | undefined;
  /** How the division is to be simulated; undefined: it is not. */
  readonly judging: Judging | undefined;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Everything that the command reads, before anything runs. */
export async function readAreasInput(args: CliArguments): Promise<Result<AreasInput, CliFault>> {
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
  const judging = await readJudge(args, known);
  if (!judging.ok) return judging;
  const all = { table: table.value, cells, judging: judging.value };
  const path = args.findText('given');
  if (path === undefined) return ok({ ...all, given: undefined, inputs });
  const given = await readDivision(path, known);
  if (!given.ok) return given;
  return ok({ ...all, given: given.value, inputs: { ...inputs, given: given.value.hash } });
}
