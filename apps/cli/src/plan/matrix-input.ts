import type { CostTable } from '@clarion/coverage';
import { type FileFault, fileFault, type PairTable, readDemandTable, readPairTable } from '@clarion/files';
import { ok, type Result } from '@clarion/measure';
import type { CliArguments } from '../arguments.ts';
import type { CliOption } from '../command.ts';

export const matrixOptions = {
  demand: { kind: 'file', summary: 'cli.plan.demand', required: true },
  matrix: { kind: 'file', summary: 'cli.plan.matrix', required: true },
} as const satisfies Readonly<Record<string, CliOption>>;

export interface MatrixInput {
  readonly table: CostTable;
  readonly siteIds: readonly string[];
  readonly demandIds: readonly string[];
  /** Where the demand stands. */
  readonly demandFile: string;
  readonly demandLine: Uint32Array;
  /** SHA-256 of each input. */
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * Errors: as `readDemandTable` and `readPairTable`; a pair whose demand the demand table does not list, or that comes
 * twice; demand that no site reaches.
 */
export async function readMatrixInput(args: CliArguments): Promise<Result<MatrixInput, FileFault>> {
  const demand = await readDemandTable(args.text('demand'));
  if (!demand.ok) return demand;
  const { ids, weight, file, hash, line } = demand.value;
  const pairs = await readPairTable(args.text('matrix'), {
    first: { name: 'from' },
    second: { name: 'to', known: { ids, file } },
    value: 'travel_time_ms',
  });
  if (!pairs.ok) return pairs;
  const siteIds = pairs.value.firstIds;
  const cost = new Float64Array(siteIds.length * ids.length).fill(Infinity);
  for (let row = 0; row < pairs.value.count; row++) {
    const at = pairs.value.first[row]! * ids.length + pairs.value.second[row]!;
    if (cost[at] !== Infinity) return repeated(pairs.value, row);
    cost[at] = pairs.value.value[row]!;
  }
  const table = { siteCount: siteIds.length, demandCount: ids.length, weight, cost };
  const unreached = unreachedOf(table, []);
  if (unreached !== -1) {
    const at = { line: line[unreached]!, field: 'id' };
    return fileFault('DemandUnreachable', file, at, { value: ids[unreached]! });
  }
  return ok({
    table,
    siteIds,
    demandIds: ids,
    demandFile: file,
    demandLine: line,
    inputs: { demand: hash, matrix: pairs.value.hash },
  });
}

/** Demand that no site but the forbidden ones reaches: the first of it, −1 where there is none. */
export function unreachedOf(
  { siteCount, demandCount, cost }: CostTable,
  forbidden: readonly number[],
): number {
  const reached = new Uint8Array(demandCount);
  for (let site = 0; site < siteCount; site++) {
    if (forbidden.includes(site)) continue;
    for (let demand = 0; demand < demandCount; demand++)
      if (cost[site * demandCount + demand]! < Infinity) reached[demand] = 1;
  }
  return reached.indexOf(0);
}

function repeated(pairs: PairTable, row: number) {
  const { first, second, line } = pairs;
  let earlier = 0;
  while (first[earlier] !== first[row] || second[earlier] !== second[row]) earlier++;
  const value = `${pairs.firstIds[first[row]!]}, ${pairs.secondIds[second[row]!]}`;
  const at = { line: line[row]!, field: 'from, to' };
  return fileFault('RowRepeated', pairs.file, at, { value, first: line[earlier]! });
}
