import { ok, type Result } from '@clarion/measure';
import { cellId } from './cell.ts';
import type { FileFault } from './fault.ts';
import { readTable } from './table.ts';

/** One closed direction, by source node ids; `line` for faults about it. */
export interface ClosureRow {
  readonly from: string;
  readonly to: string;
  readonly line: number;
}

/** Reads `from,to`. A heading alone closes nothing. Whether the pairs exist is the graph's matter. */
export async function readClosures(path: string): Promise<Result<readonly ClosureRow[], FileFault>> {
  const table = await readTable(path, ['from', 'to'], { mayBeEmpty: true });
  if (!table.ok) return table;
  const closures: ClosureRow[] = [];
  for (const row of table.value.rows) {
    const from = cellId(table.value, row, 'from');
    if (!from.ok) return from;
    const to = cellId(table.value, row, 'to');
    if (!to.ok) return to;
    closures.push({ from: from.value, to: to.value, line: row.line });
  }
  return ok(closures);
}
