import type { IncidentType } from '../configuration.ts';
import type { IncidentId, TypeId } from '../ids.ts';
import { fitted } from './fitted.ts';
import { type LikenessReason, likenessOf } from './likeness.ts';
import type { Observed, ObservedIncident } from './observed.ts';

/** An incident that the call may belong to. */
export interface LikelyIncident {
  readonly incidentId: IncidentId;
  /** Calibrated: of calls that are told 0.9, nine in ten belong. */
  readonly probability: number;
  /** Sure enough that one key attaches. */
  readonly oneKey: boolean;
  readonly reasons: readonly LikenessReason[];
}

const SHOWN_AT_MOST = 5;

/**
 * The incidents that a call may belong to, the likeliest first. They exclude each other and "something new": what is likely for two
 * is sure for neither.
 */
export function likelyIncidents(
  call: Observed,
  open: Iterable<ObservedIncident>,
  types: ReadonlyMap<TypeId, IncidentType>,
): readonly LikelyIncident[] {
  const found: { incidentId: IncidentId; score: number; reasons: readonly LikenessReason[] }[] = [];
  for (const incident of open) {
    const likeness = likenessOf(call, incident, types);
    if (likeness !== undefined) found.push({ incidentId: incident.incidentId, ...likeness });
  }
  found.sort((a, b) => b.score - a.score);
  const shares = sharesOf(found.map(one => one.score));
  return found.slice(0, SHOWN_AT_MOST).flatMap(({ incidentId, reasons }, i) => {
    const probability = calibrated(shares[i]!);
    return probability < fitted.shownFrom
      ? []
      : [{ incidentId, probability, oneKey: i === 0 && probability >= fitted.oneKeyFrom, reasons }];
  });
}

/** Of each alternative when one at most is true and "none" has the score 0. */
export function sharesOf(scores: readonly number[]): readonly number[] {
  const most = Math.max(0, ...scores);
  const parts = scores.map(score => Math.exp(score - most));
  const all = parts.reduce((sum, part) => sum + part, Math.exp(-most));
  return parts.map(part => part / all);
}

/** The share as it came true on a generated stream, between the knots of the fitted table. */
export function calibrated(share: number, knots = fitted.knots): number {
  const [first, last] = [knots[0]!, knots.at(-1)!];
  if (share <= first[0]) return first[1];
  for (let i = 1; i < knots.length; i++) {
    const [to, high] = knots[i]!;
    if (share > to) continue;
    const [from, low] = knots[i - 1]!;
    return to === from ? high : low + ((high - low) * (share - from)) / (to - from);
  }
  return last[1];
}
