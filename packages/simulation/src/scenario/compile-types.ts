import { canFill } from '@clarion/dispatch';
import { fail, ok, type Result } from '@clarion/measure';
import { Alias } from '../chance/alias.ts';
import { Law } from '../chance/law.ts';
import type { CallType, Model } from '../model.ts';
import { faultAt, type ScenarioFault } from './fault.ts';
import { indexOf } from './names.ts';
import type { Scenario } from './schema.ts';

/** The need of a call without a run card: a unit, whatever it can do. */
export const ANY = 'any';

type Types = Pick<Model, 'types' | 'typeSampler' | 'capabilities' | 'fills'>;

/** Kinds of calls and who can meet what. Errors: no share is positive; a need that no unit can meet. */
export function compileTypes(scenario: Scenario): Result<Types, ScenarioFault> {
  const given = scenario.callTypes ?? [
    { id: 'call', share: 1, priority: 1, transportShare: 0, needs: undefined, service: undefined },
  ];
  const names = indexOf(
    'callTypes',
    given.map(({ id }) => id),
  );
  if (!names.ok) return names;
  if (!given.some(({ share }) => share > 0)) return fail(faultAt('NothingHappens', 'callTypes[0].share'));
  const capabilities = [
    ...new Set(given.flatMap(({ needs }) => needs?.map(need => need.capability) ?? [ANY])),
  ];
  const width = capabilities.length;
  const fills = new Uint8Array(scenario.units.length * width);
  for (const [unit, { capabilities: own }] of scenario.units.entries()) {
    for (const [column, wanted] of capabilities.entries()) {
      const able = own === undefined || wanted === ANY || own.includes(wanted);
      fills[unit * width + column] = able ? 1 : canFill(own, wanted) ? 2 : 0;
    }
  }
  for (const [i, { needs }] of given.entries()) {
    for (const [j, { capability, count }] of (needs ?? []).entries()) {
      const column = capabilities.indexOf(capability);
      const able = scenario.units.filter((_, unit) => fills[unit * width + column] !== 0);
      if (able.length < count)
        return fail(faultAt('NeedUnmet', `callTypes[${i}].needs[${j}].capability`, { value: capability }));
    }
  }
  const types = given.map(
    ({ id, priority, needs, service, transportShare }): CallType => ({
      id,
      priority,
      slots: needs?.flatMap(({ capability, count }) =>
        Array.from({ length: count }, () => capabilities.indexOf(capability)),
      ) ?? [capabilities.indexOf(ANY)],
      service: new Law(service ?? scenario.service),
      transportShare,
    }),
  );
  return ok({ types, typeSampler: new Alias(given.map(({ share }) => share)), capabilities, fills });
}
