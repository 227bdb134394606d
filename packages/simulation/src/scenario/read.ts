import { fail, ok, type Result } from '@clarion/measure';
import { faultOfIssues, type ScenarioFault } from './fault.ts';
import { type Scenario, scenarioSchema } from './schema.ts';

/** A scenario from what a file holds. Errors: the first field that does not fit; names are checked by `compile`. */
export function readScenario(raw: unknown): Result<Scenario, ScenarioFault> {
  const read = scenarioSchema.safeParse(raw, { reportInput: true });
  return read.success ? ok(read.data) : fail(faultOfIssues(read.error.issues));
}
