import { readJson } from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import { type DrillScriptFile, readDrillScript } from '@clarion/protocol';
import type { CliFault } from '../command.ts';

/** A drill's script from a file; what is wrong is told with its field. */
export async function scriptFrom(file: string): Promise<Result<DrillScriptFile, CliFault>> {
  const json = await readJson(file);
  if (!json.ok) return json;
  const read = readDrillScript(json.value);
  if (read.ok) return ok(read.script);
  const { field, code, reason = '', value = '' } = read.fault;
  return code === undefined
    ? fail({ code: 'JsonUnfit', file, field, params: { reason } })
    : fail({ code: `Script.${code}`, file, field, params: { value } });
}
