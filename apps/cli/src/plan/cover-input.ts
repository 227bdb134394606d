import { type CoverRows, coverRowsOf } from '@clarion/coverage';
import { type FileFault, readDemandTable, readPairTable } from '@clarion/files';
import { ok, type Result } from '@clarion/measure';
import type { CliArguments } from '../arguments.ts';
import type { CliOption } from '../command.ts';

export const coverOptions = {
  demand: { kind: 'file', summary: 'cli.plan.demand', required: true },
  cover: { kind: 'file', summary: 'cli.plan.cover.file', required: true },
} as const satisfies Readonly<Record<string, CliOption>>;

/** Demand, and which sites are near enough. */
export interface CoverInput {
  readonly rows: CoverRows;
  readonly demandIds: readonly string[];
  readonly siteIds: readonly string[];
  /** Demand that no site covers: ids, and their weight. */
  readonly uncoverable: { readonly ids: readonly string[]; readonly weight: number };
  readonly totalWeight: number;
  /** SHA-256 of each input. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Errors: as `readDemandTable` and `readPairTable`; a pair whose demand the demand table does not list. */
export async function readCoverInput(args: CliArguments): Promise<Result<CoverInput, FileFault>> {
  const demand = await readDemandTable(args.text('demand'));
  if (!demand.ok) return demand;
  const { ids, weight, file, hash } = demand.value;
  const pairs = await readPairTable(args.text('cover'), {
    first: { name: 'demand', known: { ids, file } },
    second: { name: 'site' },
  });
  if (!pairs.ok) return pairs;
  const siteIds = pairs.value.secondIds;
  const rows = coverRowsOf(pairs.value.first, pairs.value.second, weight, siteIds.length);
  const uncovered = ids.filter((_, row) => rows.rowStart[row] === rows.rowStart[row + 1]);
  const weightOf = new Map(ids.map((id, row) => [id, weight[row]!]));
  return ok({
    rows,
    demandIds: ids,
    siteIds,
    uncoverable: { ids: uncovered, weight: uncovered.reduce((sum, id) => sum + weightOf.get(id)!, 0) },
    totalWeight: weight.reduce((sum, one) => sum + one, 0),
    inputs: { demand: hash, cover: pairs.value.hash },
  });
}
