import type { Configuration } from '@clarion/dispatch';
import type { FoundStreet } from '@clarion/exercise';
import { fileFault, readJson } from '@clarion/files';
import { type Bounds, fail, ok, type Result } from '@clarion/measure';
import { type DrillScriptFile, readDrillScript, type ScriptFault, unknownInScript } from '@clarion/protocol';
import type { RoadGraph } from '@clarion/roads';
import { fileProblem, type StartFault } from '../options.ts';
import { findStreet } from '../streets/find-street.ts';

/** Reads a drill's script; undefined when none is named. What is wrong with it is told with its field. */
export async function readScript(
  path: string | undefined,
): Promise<Result<DrillScriptFile | undefined, StartFault>> {
  if (path === undefined) return ok(undefined);
  const json = await readJson(path);
  if (!json.ok) return fail(fileProblem(json.error));
  const read = readDrillScript(json.value);
  return read.ok ? ok(read.script) : unfit(path, read.fault);
}

/** The streets that the script closes, by inject. A unit, a type, a place or a street that is not here is told with its field. */
export function fitScript(
  script: DrillScriptFile,
  path: string,
  { units, types }: Configuration,
  { graph, bounds }: { readonly graph: RoadGraph; readonly bounds: Bounds },
): Result<ReadonlyMap<string, FoundStreet>, StartFault> {
  const unknown = unknownInScript(script, {
    unitIds: units.map(({ unitId }) => unitId),
    typeIds: types.map(({ typeId }) => typeId),
    bounds,
  });
  if (unknown !== undefined) return unfit(path, unknown);
  const streets = new Map<string, FoundStreet>();
  for (const [index, { id, roadClosed }] of script.injects.entries()) {
    if (roadClosed === undefined) continue;
    const found = findStreet(graph, roadClosed.points, false);
    if (!found.ok) return unfit(path, { field: `injects.${index}.roadClosed.points`, code: 'streetUnknown' });
    const { pairs, lines, names } = found.value;
    streets.set(id, { pairs, lines, label: names });
  }
  return ok(streets);
}

function unfit(path: string, { field, code, reason, value }: ScriptFault): Result<never, StartFault> {
  const fault =
    code === undefined
      ? fileFault('JsonUnfit', path, { field }, { reason: reason ?? '' })
      : fileFault(`Script.${code}`, path, { field }, { value: value ?? '' });
  return fail(fileProblem(fault.error));
}
