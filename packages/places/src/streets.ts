import { type Context, splitDistrict, streetFits } from './context.ts';
import type { Confidence } from './hit.ts';
import { type Inside, streetsNamed } from './placeIndex.ts';
import { type NameCandidate, resolveName } from './resolve.ts';

/** A street that a phrase may mean: one stretch of one name. */
export interface StreetCandidate {
  readonly street: number;
  readonly text: string;
  readonly cost: number;
  readonly confidence: Confidence;
  /** Another name answers the phrase as well. */
  readonly rivalled: boolean;
  /** Other streets of this very name that fit what was said. */
  readonly namesakes: readonly number[];
}

/** The streets that a phrase may mean, best first, with what it says about the district taken into account. */
export function resolveStreets(inside: Inside, phrase: string, context: Context): StreetCandidate[] {
  let first: StreetCandidate[] | undefined;
  for (const split of splitDistrict(inside, phrase, context)) {
    const candidates = expand(inside, resolveName(inside, split.phrase), split.context);
    if (candidates.length > 0 && candidates[0]!.cost <= 1) return candidates;
    first ??= candidates;
  }
  return first ?? [];
}

function expand(inside: Inside, names: readonly NameCandidate[], context: Context): StreetCandidate[] {
  const fitting = names.map(n => streetsNamed(inside, n.name).filter(s => streetFits(inside, s, context)));
  // A district that none of them touches was not said of these streets: show them, sure of nothing.
  const misplaced = fitting.every(list => list.length === 0);
  // One spelling can stand for several records of a name; all their streets are namesakes.
  const alike = names.flatMap((n, i) => (n.cost === 0 ? fitting[i]! : []));
  return names.flatMap((n, i) => {
    const streets = misplaced ? streetsNamed(inside, n.name) : fitting[i]!;
    const group = n.cost === 0 && !misplaced ? alike : streets;
    return streets.map(street => ({
      street,
      text: n.text,
      cost: n.cost,
      confidence: context.unknown || misplaced ? ('unsure' as const) : n.confidence,
      rivalled: n.rivalled,
      namesakes: group.filter(other => other !== street),
    }));
  });
}
