import type { Instant, LngLat } from '@clarion/measure';
import type { Board } from '../board.ts';
import { together } from '../cards/shelf.ts';
import { typeOf } from '../centre-rules/type-of.ts';
import type { Need } from '../configuration.ts';
import type { Capability, IncidentId, TypeId } from '../ids.ts';
import { levelOf } from '../readiness.ts';
import { areaOf, type Circumstances, neededBy } from '../run-card.ts';
import { capabilitiesNow } from '../staffing.ts';
import { bestFilling } from './filling.ts';

/** What is asked about: an incident on the board, or what is known before there is one. */
export type Asked =
  | { readonly incidentId: IncidentId }
  | {
      readonly typeId?: TypeId;
      readonly at?: LngLat;
      readonly alarm?: number;
      /** Beside the run cards. */
      readonly needs?: readonly Need[];
    };

export interface Card {
  readonly needs: readonly Need[];
  readonly circumstances: Circumstances;
}

/** What the run cards ask for at this place, time and alarm; nothing when nobody knows the type. */
export function cardOf(board: Board, asked: Asked, now: Instant, minuteOfWeek: number | undefined): Card {
  const incident = 'incidentId' in asked ? board.incidents.get(asked.incidentId) : undefined;
  const about = 'incidentId' in asked ? { ...incident, at: incident?.place?.at } : asked;
  const areaId = areaOf(board, about.at);
  const levelId = levelOf(board, areaId, now);
  const circumstances: Circumstances = {
    alarm: about.alarm ?? 1,
    ...(areaId === undefined ? {} : { areaId }),
    ...(levelId === undefined ? {} : { levelId }),
    ...(minuteOfWeek === undefined ? {} : { minuteOfWeek }),
  };
  const type = typeOf(board, about);
  const usual = type ? neededBy(type, circumstances) : [];
  return { needs: together(usual, about.needs), circumstances };
}

/**
 * What the card still asks for beside the units that the incident has. Each of those meets one need; together they meet as
 * many as they can, with as few stand-ins as can be.
 */
export function remainingNeeds(
  board: Board,
  card: readonly Need[],
  incidentId: IncidentId | undefined,
): readonly Need[] {
  const incident = board.incidents.get(incidentId ?? '');
  const present = (incident?.assignmentIds ?? []).flatMap(id => {
    const assignment = board.assignments.get(id);
    const unit = assignment?.endedAt === undefined ? board.units.get(assignment?.unitId ?? '') : undefined;
    return unit ? [capabilitiesNow(board, unit)] : [];
  });
  return needsBeside(card, present);
}

/** What `card` asks for beside units that can do `present`, each of which meets one need. */
export function needsBeside(
  card: readonly Need[],
  present: readonly (readonly Capability[])[],
): readonly Need[] {
  if (present.length === 0) return card;
  const here = present.map(capabilities => ({ capabilities, travelTimeMs: 0 }));
  const met = [...bestFilling(card, here).values()];
  return card.flatMap(({ capability, count }) => {
    const left = count - met.filter(one => one === capability).length;
    return left > 0 ? [{ capability, count: left }] : [];
  });
}
