import { distance } from '@clarion/measure';
import type { IncidentType } from '../configuration.ts';
import type { TypeId } from '../ids.ts';
import type { ConceptId } from './concepts.ts';
import { fitted } from './fitted.ts';
import { matchTypes, seenFrom, type TypeMatch } from './kindred.ts';
import type { Observed, ObservedIncident } from './observed.ts';

/** One thing that speaks for or against, in codes; `weight` is its part of the log-odds. */
export type LikenessReason = { readonly weight: number } & (
  | { readonly code: 'distance'; readonly distanceM: number; readonly uncertaintyM: number }
  | { readonly code: 'noPlace' }
  | { readonly code: 'since'; readonly sinceMs: number }
  | { readonly code: 'crowd'; readonly calls: number }
  | { readonly code: 'type'; readonly match: TypeMatch; readonly typeId?: TypeId }
  | { readonly code: 'sameWords'; readonly concepts: readonly ConceptId[] }
  | { readonly code: 'ownWords'; readonly concepts: readonly ConceptId[] }
);

/** How alike a call and an incident are before the alternatives are weighed. */
export interface Likeness {
  readonly score: number;
  readonly features: Float64Array;
  readonly reasons: readonly LikenessReason[];
}

export const featureNames = [
  'bias',
  'near',
  'narrow',
  'noPlace',
  'fresh',
  'crowd',
  'sameType',
  'kindredType',
  'otherType',
  'sameWords',
  'ownWords',
  'nearAndSameWords',
] as const;

/** From the radius that holds 95 in 100 to the standard deviation of each axis of a round normal error (√(−2 ln 0.05)). */
const RADIUS_95 = 2.447_747;
/** Where a phone stands and what it is called about, of a kind that only those at the spot call about. */
const CALLER_OFF_M = 40;
/** Places are never better than this, whatever they say. */
const LEAST_M = 15;
const WORDS_AT_MOST = 9;
/** Nothing older is asked about: the same trouble after so long is a new call to be taken as such. */
const STALE_MS = 3 * 3_600_000;
/** Beyond so many standard deviations, and so many metres, a place speaks against it whatever else is said. */
const TOO_FAR_SIGMAS = 25;
const TOO_FAR_M = 1500;

/**
 * How alike they are, by place in view of both uncertainties, time, type and words, or undefined when it cannot be: too far or too
 * long ago. Log-odds that are linear in the features; the weights are fitted (`fitted.ts`).
 */
export function likenessOf(
  call: Observed,
  incident: ObservedIncident,
  types: ReadonlyMap<TypeId, IncidentType>,
  weights: readonly number[] = fitted.weights,
): Likeness | undefined {
  const sinceMs = Math.max(0, call.at - incident.lastCallAt);
  if (sinceMs > STALE_MS) return undefined;
  const x = new Float64Array(featureNames.length);
  x[0] = 1;
  const place = placeOf(call, incident);
  if (place === 'tooFar') return undefined;
  if (place === undefined) x[3] = 1;
  else {
    x[1] = -Math.log1p(place.z * place.z);
    x[2] = Math.log(200 / place.sigmaM);
  }
  x[4] = -Math.log1p(sinceMs / 300_000);
  x[5] = Math.log(Math.max(1, incident.calls));
  const match = matchTypes(call.typeId, incident.typeId, types);
  if (match === 'same') x[6] = 1;
  else if (match === 'kindred') x[7] = 1;
  else if (match === 'other') x[8] = 1;
  const words = compareWords(call.concepts, incident);
  x[9] = words.shared;
  x[10] = words.own;
  x[11] = place === undefined ? 0 : words.shared / (1 + place.z * place.z);

  let score = 0;
  for (let i = 0; i < x.length; i++) score += x[i]! * weights[i]!;
  const part = (...indexes: readonly number[]) =>
    indexes.reduce((sum, index) => sum + x[index]! * weights[index]!, 0);
  const reasons: LikenessReason[] = [
    place === undefined
      ? { code: 'noPlace', weight: part(3) }
      : {
          code: 'distance',
          distanceM: Math.round(place.apartM),
          uncertaintyM: Math.round(place.sigmaM * RADIUS_95),
          weight: part(1, 2),
        },
    { code: 'since', sinceMs, weight: part(4) },
    { code: 'crowd', calls: incident.calls, weight: part(5) },
    {
      code: 'type',
      match,
      ...(incident.typeId === undefined ? {} : { typeId: incident.typeId }),
      weight: part(6, 7, 8),
    },
  ];
  if (words.sharedConcepts.length > 0)
    reasons.push({ code: 'sameWords', concepts: words.sharedConcepts, weight: part(9, 11) });
  if (words.ownConcepts.length > 0)
    reasons.push({ code: 'ownWords', concepts: words.ownConcepts, weight: part(10) });
  return { score, features: x, reasons };
}

interface PlaceMatch {
  readonly apartM: number;
  readonly sigmaM: number;
  /** The distance in standard deviations. */
  readonly z: number;
}

function placeOf(call: Observed, incident: ObservedIncident): PlaceMatch | 'tooFar' | undefined {
  const [a, b] = [call.where, incident.where];
  if (a === undefined || b === undefined) return undefined;
  const seenM = Math.max(seenFrom(incident.typeId), call.typeId === undefined ? 0 : seenFrom(call.typeId));
  const radius = (m: number) => Math.max(LEAST_M, m) / RADIUS_95;
  const off = (ofCaller: boolean) => (ofCaller ? Math.max(CALLER_OFF_M, seenM) : 0);
  const spread = Math.max(LEAST_M, seenM / 4);
  const sigmaM = Math.sqrt(
    radius(a.uncertaintyM) ** 2 +
      radius(b.uncertaintyM) ** 2 +
      off(a.ofCaller) ** 2 +
      off(b.ofCaller) ** 2 +
      spread ** 2,
  );
  const apartM = distance(a.at, b.at);
  const z = apartM / sigmaM;
  return z > TOO_FAR_SIGMAS && apartM > TOO_FAR_M ? 'tooFar' : { apartM, sigmaM, z };
}

interface WordMatch {
  readonly shared: number;
  readonly own: number;
  readonly sharedConcepts: readonly ConceptId[];
  readonly ownConcepts: readonly ConceptId[];
}

/**
 * What both speak of, a rare thing weighing more than a common one, and what the call alone speaks of. Nothing follows where
 * one of them says nothing that is known.
 */
function compareWords(said: ReadonlySet<ConceptId>, incident: ObservedIncident): WordMatch {
  if (said.size === 0 || incident.concepts.size === 0)
    return { shared: 0, own: 0, sharedConcepts: [], ownConcepts: [] };
  let shared = 0;
  let own = 0;
  const sharedConcepts: ConceptId[] = [];
  const ownConcepts: ConceptId[] = [];
  for (const conceptId of said) {
    const telling = tellingOf(conceptId);
    if (incident.concepts.has(conceptId)) {
      shared += telling;
      sharedConcepts.push(conceptId);
    } else {
      own += telling;
      ownConcepts.push(conceptId);
    }
  }
  const rarest = (a: ConceptId, b: ConceptId) => tellingOf(b) - tellingOf(a);
  return {
    shared: Math.min(WORDS_AT_MOST, shared),
    own: Math.min(WORDS_AT_MOST, own),
    sharedConcepts: sharedConcepts.sort(rarest),
    ownConcepts: ownConcepts.sort(rarest),
  };
}

const tellingOf = (conceptId: ConceptId) => fitted.telling[conceptId] ?? fitted.tellingOfOthers;
