import type { IncidentType } from '../configuration.ts';
import type { TypeId } from '../ids.ts';
import { type ConceptId, conceptOf } from './concepts.ts';
import { matchTypes } from './kindred.ts';
import type { Observed, ObservedIncident } from './observed.ts';

/** Why a call of the moment's group should be looked at first. */
export interface StandsOut {
  /** Grave things that it speaks of and the others do not. */
  readonly concepts: readonly ConceptId[];
  /** Its own type, when the group's can hardly be mistaken for it. */
  readonly typeId?: TypeId;
  /** Of how many other calls at most how many say so too. */
  readonly saidBy: number;
  readonly of: number;
}

/** So many calls make a group in which one can be lost. */
export const CROWD = 4;
/** Said by no more than this share of a group it is not what the group is about. */
const RARE_SHARE = 0.03;

/**
 * Whether a call of the group speaks of something grave that the others do not, or is of another kind: a cardiac arrest amid
 * the callers about a fire. `group` is the others' calls, without this one. Undefined: it does not, or there is no crowd.
 */
export function standsOut(
  call: Pick<Observed, 'typeId' | 'concepts'>,
  group: Pick<ObservedIncident, 'typeId' | 'calls' | 'concepts'>,
  types: ReadonlyMap<TypeId, IncidentType>,
): StandsOut | undefined {
  if (group.calls < CROWD) return undefined;
  const rare = Math.max(1, Math.floor(group.calls * RARE_SHARE));
  const said = (conceptId: ConceptId) => group.concepts.get(conceptId) ?? 0;
  // Until as many have spoken as make a crowd, nothing can be said of what the others say.
  const spoken = Math.max(0, ...group.concepts.values());
  const concepts =
    spoken < CROWD
      ? []
      : [...call.concepts].filter(one => conceptOf(one)?.grave === true && said(one) < rare);
  const other = matchTypes(call.typeId, group.typeId, types) === 'other' ? call.typeId : undefined;
  if (concepts.length === 0 && other === undefined) return undefined;
  return {
    concepts,
    ...(other === undefined ? {} : { typeId: other }),
    saidBy: Math.max(0, ...concepts.map(said)),
    of: group.calls,
  };
}
