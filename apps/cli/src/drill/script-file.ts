import { readJson } from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import { type DrillScriptFile, readDrillScript, type ScriptFault } from '@clarion/protocol';
import type { CliFault } from '../command.ts';

/** A drill's script from a file; what is wrong is told with its field. */
export async function scriptFrom(file: string): Promise<Result<DrillScriptFile, CliFault>> {
  const json = await readJson(file);
  if (!json.ok) return json;
  const read = readDrillScript(json.value);
  return read.ok ? ok(read.script) : fail(scriptFault(file, read.fault));
}

export const scriptFault = (file: string, { field, code, reason = '', value = '' }: ScriptFault): CliFault =>
  code === undefined
    ? { code: 'JsonUnfit', file, field, params: { reason } }
    : { code: `Script.${code}`, file, field, params: { value } };
