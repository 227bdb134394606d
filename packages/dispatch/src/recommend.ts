import type { Instant, LngLat, Milliseconds } from '@clarion/measure';
import type { Board, Unit } from './board.ts';
import { canFill } from './configuration/capabilities.ts';
import type { Need } from './configuration.ts';
import { crewOut } from './crew.ts';
import type { Candidate, CountedTurns, Eta, Evidence, FixSource, Reason } from './evidence.ts';
import type { Capability, CrewId, IncidentId, UnitId } from './ids.ts';
import { deployments } from './readiness.ts';
import { bestFilling } from './recommend/filling.ts';
import { withMinimums } from './recommend/minimums.ts';
import { missingNeeds } from './recommend/missing.ts';
import { type Asked, cardOf, remainingNeeds } from './recommend/needs.ts';
import { type Chosen, reasonsFor } from './recommend/reasons.ts';
import { capabilitiesNow, lackingFor } from './staffing.ts';

export interface FixNow {
  readonly at: LngLat;
  readonly ageMs: number;
  readonly source: FixSource;
}

export interface RecommendationQuestion {
  readonly board: Board;
  /** An incident on the board, whose units count; or what is known before there is one. */
  readonly for: Asked;
  /**
   * By road from each unit's fix to the place; undefined: no way there. A unit without a key was not asked about
   * (farther than the search went) and is left out.
   */
  readonly travel: ReadonlyMap<UnitId, Milliseconds | undefined>;
  /** When each would be there, where that is more than the drive; who has one is ranked by it. */
  readonly etas?: ReadonlyMap<UnitId, Eta>;
  /** Units that can matter, where somebody has picked them out of very many; absent: every unit of the board. */
  readonly among?: Iterable<UnitId>;
  /** Where each unit is taken to be; a unit without one has no known position. */
  readonly fixes: ReadonlyMap<UnitId, FixNow>;
  readonly now: Instant;
  /** `now` by the clocks of the place (`minuteOfWeek` in measure); absent: run cards that name hours do not hold. */
  readonly minuteOfWeek?: number;
  readonly versions: {
    readonly graphHash: string;
    readonly closuresVersion: number;
    readonly speedsVersion: number;
    readonly feedVersion?: number;
    readonly calibrationHash?: string;
    readonly turns?: CountedTurns;
  };
  /** How many that are not chosen are kept in the evidence, of each sort; 12 when absent. */
  readonly keep?: number;
}

/** A unit as far as this question goes. */
export interface Rated {
  readonly unit: Unit;
  readonly fix: FixNow | undefined;
  readonly travelTimeMs: Milliseconds | undefined;
  readonly eta: Eta | undefined;
  /** What it is ranked by: its ETA, else its travel time; Infinity without either. */
  readonly arrivalMs: number;
  /** Why it cannot be sent, whatever its distance. */
  readonly out: Reason | undefined;
  /** What it can do with who is aboard. */
  readonly capabilities: readonly Capability[];
  /** It has, or can stand in for, something that the run card asks for. */
  readonly suitable: boolean;
}

/**
 * Who should go, and why each unit is in or out. Guaranteed: as many needs of the run card are met as can be with free
 * units, each unit meeting one and each crew going with one; among such choices the first unit is there soonest, then the
 * last one, then the sum of ETAs is least, where a unit that stands in for a capability counts as three minutes
 * farther; ties by unit id. Of no type: nothing is recommended, all are ranked.
 * A unit with a doubtful or stale position stays in, labelled. Candidates: chosen ones, then free ones that could serve,
 * then those that are taken but nearer than the farthest chosen, then the rest; each by ETA (travel time where
 * there is none), then id.
 */
export function recommend(question: RecommendationQuestion): Evidence {
  const { board, now, versions, keep = 12 } = question;
  const { needs: card, circumstances } = cardOf(board, question.for, now, question.minuteOfWeek);
  const incidentId = 'incidentId' in question.for ? question.for.incidentId : undefined;
  const needs = remainingNeeds(board, card, incidentId);
  const { free, taken, others } = rate(question, card, incidentId);
  free.sort(byArrival);
  taken.sort(byArrival);
  const filling = bestFilling(
    needs,
    free.map(({ unit, capabilities, arrivalMs }) => ({
      capabilities,
      travelTimeMs: arrivalMs,
      crewId: unit.description.crewId,
    })),
  );
  const chosen = chosenOf(free, filling);
  const farthest = chosen.slowest.size > 0 ? Math.max(...chosen.slowest.values()) : Infinity;
  const staleMs = (board.configuration?.clocks.staleFixSeconds ?? Infinity) * 1000;
  const candidates = [
    ...free.filter(({ unit }) => chosen.fills.has(unit.unitId)),
    ...first(keep, free, ({ unit }) => !chosen.fills.has(unit.unitId)),
    ...first(
      keep,
      taken,
      ({ travelTimeMs, arrivalMs }) => travelTimeMs === undefined || arrivalMs <= farthest,
    ),
    ...nearest(keep, others),
  ].map(
    (one): Candidate => ({
      unitId: one.unit.unitId,
      status: one.unit.status,
      ...(one.fix ? { fix: one.fix } : {}),
      ...(one.travelTimeMs === undefined ? {} : { travelTimeMs: one.travelTimeMs }),
      ...(one.eta === undefined ? {} : { eta: one.eta }),
      recommended: chosen.fills.has(one.unit.unitId),
      reasons: reasonsFor(one, card, needs, chosen, staleMs),
    }),
  );
  return {
    at: now,
    candidates: withMinimums(
      board,
      candidates,
      candidates.length === 0 ? [] : deployments(board, now, question.minuteOfWeek),
    ),
    needs: card,
    missing: missingNeeds(needs, [...filling.values()], taken),
    runCard: circumstances,
    ...versions,
    configurationVersion: board.configuration?.version ?? 0,
  };
}

/** Free ones that could serve, taken ones that could have, and free ones that cannot serve. */
interface Rating {
  readonly free: Rated[];
  readonly taken: Rated[];
  readonly others: Rated[];
}

function rate(
  { board, travel, etas, fixes, among = board.units.keys() }: RecommendationQuestion,
  card: readonly Need[],
  incidentId: IncidentId | undefined,
): Rating {
  const rating: Rating = { free: [], taken: [], others: [] };
  for (const unitId of among) {
    const unit = board.units.get(unitId);
    if (unit === undefined) continue;
    const fix = fixes.get(unitId);
    const travelTimeMs = fix ? travel.get(unitId) : undefined;
    if (fix && travelTimeMs === undefined && !travel.has(unitId)) continue;
    if (unit.assignmentIds.some(id => board.assignments.get(id)?.incidentId === incidentId)) continue;
    const capabilities = capabilitiesNow(board, unit);
    const suitable = card.some(({ capability }) => canFill(capabilities, capability));
    const lacking = suitable ? undefined : lackingNow(board, unit, card);
    const out = whyOut(board, unit, fix, travelTimeMs) ?? lacking;
    const eta = travelTimeMs === undefined ? undefined : etas?.get(unitId);
    const arrivalMs = eta?.ms ?? travelTimeMs ?? Infinity;
    const one: Rated = { unit, fix, travelTimeMs, eta, arrivalMs, out, capabilities, suitable };
    if (suitable || lacking) rating[out ? 'taken' : 'free'].push(one);
    else if (!out) rating.others.push(one);
  }
  return rating;
}

/** Why the unit cannot do now what it was built for and the card asks for. */
function lackingNow(board: Board, unit: Unit, card: readonly Need[]): Reason | undefined {
  const { capabilities } = unit.description;
  for (const { capability } of card) {
    const found = capabilities.includes(capability) ? lackingFor(board, unit, capability) : undefined;
    if (!found) continue;
    const { people, qualification } = found;
    if (qualification) return { code: 'crewUnqualified', capability, ...qualification };
    return people === undefined
      ? { code: 'equipmentOut', capability }
      : { code: 'crewTooSmall', capability, people };
  }
  return undefined;
}

function whyOut(
  board: Board,
  unit: Unit,
  fix: FixNow | undefined,
  travelTimeMs: number | undefined,
): Reason | undefined {
  if (unit.status === 'outOfService' || unit.leaving) return { code: 'outOfService' };
  const current = unit.assignmentIds.at(-1);
  const elsewhere = current === undefined ? undefined : board.assignments.get(current);
  if (elsewhere) return { code: 'assignedElsewhere', incidentId: elsewhere.incidentId };
  const withUnit = crewOut(board, unit);
  if (withUnit !== undefined) return { code: 'crewAway', unitId: withUnit };
  if (!fix) return { code: 'noPosition' };
  return travelTimeMs === undefined ? { code: 'unreachable' } : undefined;
}

function chosenOf(free: readonly Rated[], filling: ReadonlyMap<number, Capability>): Chosen {
  const fills = new Map<UnitId, Capability>();
  const slowest = new Map<Capability, number>();
  const crews = new Map<CrewId, UnitId>();
  for (const [index, capability] of filling) {
    const { unit, arrivalMs } = free[index]!;
    fills.set(unit.unitId, capability);
    if (unit.description.crewId !== undefined) crews.set(unit.description.crewId, unit.unitId);
    slowest.set(capability, Math.max(slowest.get(capability) ?? 0, arrivalMs));
  }
  return { fills, slowest, crews };
}

/** Evidence stays small: a city has thousands of units, and a glance takes in a dozen. */
function first(count: number, sorted: readonly Rated[], keep: (one: Rated) => boolean): readonly Rated[] {
  const kept: Rated[] = [];
  for (const one of sorted) {
    if (kept.length >= count) break;
    if (keep(one)) kept.push(one);
  }
  return kept;
}

/** The nearest `count`, in order, without sorting thousands that nobody will read. */
function nearest(count: number, ones: readonly Rated[]): readonly Rated[] {
  const kept: Rated[] = [];
  for (const one of ones) {
    if (kept.length >= count && byArrival(one, kept[kept.length - 1] ?? one) >= 0) continue;
    const place = kept.findIndex(other => byArrival(one, other) < 0);
    kept.splice(place < 0 ? kept.length : place, 0, one);
    if (kept.length > count) kept.pop();
  }
  return kept;
}

function byArrival(a: Rated, b: Rated): number {
  if (a.arrivalMs !== b.arrivalMs) return a.arrivalMs - b.arrivalMs;
  return a.unit.unitId < b.unit.unitId ? -1 : a.unit.unitId > b.unit.unitId ? 1 : 0;
}
