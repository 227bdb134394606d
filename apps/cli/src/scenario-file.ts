import { readText, sha256 } from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import { compile, type Model, readScenario, type Scenario, type ScenarioFault } from '@clarion/simulation';
import type { CliFault } from './command.ts';

export interface ScenarioFile {
  readonly scenario: Scenario;
  readonly model: Model;
  /** SHA-256 of the file. */
  readonly hash: string;
}

/** Reads and checks a scenario; `seed` goes before the file's own. Errors: the file or, with its name, the field. */
export async function readScenarioFile(path: string, seed?: number): Promise<Result<ScenarioFile, CliFault>> {
  const read = await readParsed(path);
  if (!read.ok) return read;
  const scenario = readScenario(read.value.raw);
  if (!scenario.ok) return fail(scenarioFault(scenario.error, path));
  const seeded = seed === undefined ? scenario.value : { ...scenario.value, seed };
  const model = compile(seeded);
  if (!model.ok) return fail(scenarioFault(model.error, path));
  return ok({ scenario: seeded, model: model.value, hash: read.value.hash });
}

/** What a JSON file holds, and its hash. Errors: as `readText`; not JSON, with the line. */
export async function readParsed(path: string): Promise<Result<{ raw: unknown; hash: string }, CliFault>> {
  const text = await readText(path);
  if (!text.ok) return text;
  try {
    return ok({ raw: JSON.parse(text.value) as unknown, hash: sha256(text.value) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(reason)?.[1];
    const line =
      position === undefined ? undefined : text.value.slice(0, Number(position)).split('\n').length;
    return fail({
      code: 'JsonBroken',
      file: path,
      ...(line === undefined ? {} : { line }),
      params: { reason },
    });
  }
}

export const scenarioFault = ({ code, field, params }: ScenarioFault, file: string): CliFault => ({
  code: `Scenario${code}`,
  file,
  field,
  ...(params ? { params } : {}),
});
