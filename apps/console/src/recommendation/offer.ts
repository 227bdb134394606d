import type { Candidate } from '@clarion/dispatch';
import type { RecommendationAnswer } from '@clarion/protocol';

/**
 * The list on the screen. What is shown is what is sent: a newer list with other units stands beside it, marked, until
 * somebody takes it.
 */
export interface Offer {
  readonly incidentId?: string;
  readonly shown?: RecommendationAnswer;
  readonly receivedAt?: number;
  /** A newer list that would send other units. */
  readonly newer?: { readonly answer: RecommendationAnswer; readonly receivedAt: number };
  /** Marked by the person for sending; at first the recommended ones. */
  readonly chosen: ReadonlySet<string>;
}

export const emptyOffer: Offer = { chosen: new Set() };

export const recommendedOf = (answer: RecommendationAnswer): readonly string[] =>
  answer.evidence.candidates.filter(candidate => candidate.recommended).map(candidate => candidate.unitId);

const sameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** A list has come. Another incident's replaces what stood there; the same units with newer times are shown in place. */
export function offered(
  offer: Offer,
  incidentId: string,
  answer: RecommendationAnswer,
  receivedAt: number,
): Offer {
  const fresh: Offer = { incidentId, shown: answer, receivedAt, chosen: new Set(recommendedOf(answer)) };
  if (offer.incidentId !== incidentId || offer.shown === undefined) return fresh;
  if (!sameList(recommendedOf(offer.shown), recommendedOf(answer))) {
    return { ...offer, newer: { answer, receivedAt } };
  }
  const { newer: _, ...kept } = offer;
  const listed = new Set(answer.evidence.candidates.map(candidate => candidate.unitId));
  return {
    ...kept,
    shown: answer,
    receivedAt,
    chosen: new Set([...offer.chosen].filter(unitId => listed.has(unitId))),
  };
}

/** The person takes the newer list. */
export function takeNewer(offer: Offer): Offer {
  if (offer.newer === undefined) return offer;
  const { newer, ...kept } = offer;
  return {
    ...kept,
    shown: newer.answer,
    receivedAt: newer.receivedAt,
    chosen: new Set(recommendedOf(newer.answer)),
  };
}

/** How the newer list differs, by unit, for the marks in place. */
export function differences(offer: Offer): {
  readonly gone: readonly string[];
  readonly come: readonly string[];
} {
  if (offer.shown === undefined || offer.newer === undefined) return { gone: [], come: [] };
  const before = new Set(recommendedOf(offer.shown));
  const after = new Set(recommendedOf(offer.newer.answer));
  return {
    gone: [...before].filter(unitId => !after.has(unitId)),
    come: [...after].filter(unitId => !before.has(unitId)),
  };
}

export function choose(offer: Offer, unitId: string): Offer {
  const chosen = new Set(offer.chosen);
  if (!chosen.delete(unitId)) chosen.add(unitId);
  return { ...offer, chosen };
}

/** Units in the order of the screen: the recommended first, then by road time. */
export function candidatesInOrder(answer: RecommendationAnswer): readonly Candidate[] {
  const order = answer.evidence.candidates;
  return [...order.filter(c => c.recommended), ...order.filter(c => !c.recommended)];
}

/** What AssignUnits carries: the units marked and every unit id that stood on the screen when the key was pressed. */
export function sendable(offer: Offer): {
  readonly unitIds: readonly string[];
  readonly displayed: readonly string[];
  readonly evidenceId?: string;
} {
  if (offer.shown === undefined) return { unitIds: [], displayed: [] };
  const displayed = candidatesInOrder(offer.shown).map(candidate => candidate.unitId);
  return {
    unitIds: displayed.filter(unitId => offer.chosen.has(unitId)),
    displayed,
    evidenceId: offer.shown.evidenceId,
  };
}
