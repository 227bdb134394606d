import { fail, ok, type Result } from '@clarion/measure';
import type { ScenarioFault } from './fault.ts';
import { faultAt } from './fault.ts';

/** Index by name. Errors: a name that occurs twice, named as `zones[3].id`. */
export function indexOf(
  list: string,
  ids: readonly string[],
): Result<ReadonlyMap<string, number>, ScenarioFault> {
  const index = new Map<string, number>();
  for (const [i, id] of ids.entries()) {
    if (index.has(id)) return fail(faultAt('NameTwice', `${list}[${i}].id`, { value: id }));
    index.set(id, i);
  }
  return ok(index);
}

/** Errors: a name that the scenario does not have. */
export function find(
  index: ReadonlyMap<string, number>,
  name: string,
  field: string,
): Result<number, ScenarioFault> {
  const found = index.get(name);
  return found === undefined ? fail(faultAt('NameUnknown', field, { value: name })) : ok(found);
}
