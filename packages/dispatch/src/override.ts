import type { EntryBody } from './entry.ts';
import type { UnitId } from './ids.ts';

/** Why somebody else was sent than recommended. `notGiven` is an answer too: nobody is held up by the question. */
export const overrideReasons = [
  'localKnowledge',
  'crewAsked',
  'equipment',
  'keepCover',
  'other',
  'notGiven',
] as const;
export type OverrideReason = (typeof overrideReasons)[number];

/**
 * Units that were sent though others were recommended, and those that stayed. Undefined when all that were sent had been
 * recommended, or nothing had: sending fewer is no override, for the others are still asked for.
 */
export function overrideOf(
  data: Extract<EntryBody, { type: 'UnitsAssigned' }>['data'],
): { readonly added: readonly UnitId[]; readonly left: readonly UnitId[] } | undefined {
  const recommended = (data.evidence?.candidates ?? []).filter(one => one.recommended).map(one => one.unitId);
  const sent = data.assignments.map(({ unitId }) => unitId);
  const added = sent.filter(unitId => !recommended.includes(unitId));
  const left = recommended.filter(unitId => !sent.includes(unitId));
  return left.length > 0 && added.length > 0 ? { added, left } : undefined;
}
