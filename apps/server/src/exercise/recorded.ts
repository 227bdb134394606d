import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Pack, type RecordedCall, readCalls, readColumns } from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import { fileProblem, type StartFault } from '../options.ts';
import { openNamed } from '../place/open-place.ts';

const examples = join(import.meta.dirname, '..', '..', '..', '..', 'examples');

/** The recorded calls that are meant: of the place's own pack (`recorded`), of another pack, or of a call log. */
export async function findRecorded(
  source: string,
  pack: Pack,
  columnsFile: string | undefined,
): Promise<Result<readonly RecordedCall[], StartFault>> {
  if (source.endsWith('.csv')) return fromLog(source, pack, columnsFile);
  const from = source === 'recorded' ? ok(pack) : await openNamed(source);
  if (!from.ok) return from;
  const { calls, folder } = from.value;
  if (calls === undefined || calls.length === 0)
    return fail({ code: 'PackWithoutCalls', params: { folder } });
  return ok(calls);
}

async function fromLog(
  file: string,
  pack: Pack,
  columnsFile: string | undefined,
): Promise<Result<readonly RecordedCall[], StartFault>> {
  const ours = join(examples, pack.manifest.id, 'columns.json');
  const mapping = columnsFile ?? (existsSync(ours) ? ours : undefined);
  if (mapping === undefined) return fail({ code: 'ColumnsNeeded', params: { file } });
  const columns = await readColumns(mapping);
  if (!columns.ok) return fail(fileProblem(columns.error));
  if (columns.value.calls === undefined) return fail({ code: 'ColumnsNeeded', params: { file } });
  const read = await readCalls(file, columns.value.calls, pack.manifest.timeZone);
  return read.ok ? ok(read.value.calls) : fail(fileProblem(read.error));
}
