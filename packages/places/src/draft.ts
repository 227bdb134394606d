import type { Confidence, PlaceHit } from './hit.ts';
import type { StreetCandidate } from './streets.ts';

/** A hit before it has been weighed against the others. */
export type Draft = Omit<PlaceHit, 'score'> & {
  /** 0 best. Orders hits of one confidence. */
  readonly cost: number;
};

/**
 * How sure a street's answer is. Namesakes that could as well be meant make it ambiguous; where only this one can
 * be (the others' house numbers are known and do not reach there) it stays `likely`.
 */
export function judged(
  candidate: StreetCandidate,
  couldBe: (street: number) => boolean,
): { confidence: Confidence; ambiguous: boolean } {
  const rivals = candidate.namesakes.some(couldBe);
  const ambiguous = candidate.rivalled || rivals;
  if (candidate.confidence === 'unsure') return { confidence: 'unsure', ambiguous };
  const sole = candidate.namesakes.length === 0 && !candidate.rivalled;
  return { confidence: sole ? candidate.confidence : 'likely', ambiguous };
}
