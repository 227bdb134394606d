import type { Configuration } from '../configuration.ts';
import { present } from '../present.ts';
import type { Effects, ProtocolCard } from './card.ts';
import { fire, gas, trapped } from './usual/danger.ts';
import { bleeding, childbirth, choking, collapse } from './usual/medical.ts';
import { childLost, violence } from './usual/people.ts';
import { silentCall } from './usual/silent.ts';

/**
 * Cards to begin with, in the project's own words. They are proposals: before they are used for real, who answers for
 * them at a centre (`approverRole`) has to approve them.
 */
export const usualCards: readonly ProtocolCard[] = [
  collapse,
  choking,
  bleeding,
  childbirth,
  fire,
  trapped,
  gas,
  childLost,
  violence,
  silentCall,
];

/** The card without types and capabilities that the centre does not have. */
export function fitting(
  card: ProtocolCard,
  { types, units }: Pick<Configuration, 'types' | 'units'>,
): ProtocolCard {
  const typeIds = new Set(types.map(type => type.typeId));
  const capabilities = new Set(units.flatMap(unit => unit.capabilities));
  const fit = <T extends { readonly effects?: Effects }>(one: T): T => {
    if (!one.effects) return one;
    const { typeId, needs, atOnce, ...rest } = one.effects;
    const known = typeId !== undefined && typeIds.has(typeId) ? typeId : undefined;
    const can = needs?.filter(need => capabilities.has(need.capability));
    const sets = known !== undefined || rest.priority !== undefined;
    const effects: Effects = {
      ...rest,
      ...present<Effects>({
        typeId: known,
        needs: can && can.length > 0 ? can : undefined,
        atOnce: sets ? atOnce : undefined,
      }),
    };
    return { ...one, effects };
  };
  return {
    ...fit(card),
    typeIds: card.typeIds.filter(typeId => typeIds.has(typeId)),
    questions: card.questions.map(question => ({
      ...question,
      choices: question.choices.map(fit),
      unknown: fit(question.unknown),
    })),
  };
}
