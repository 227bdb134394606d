import type { Milliseconds } from '@clarion/measure';
import { milliseconds } from '@clarion/measure';
import type { Board, Unit } from '../board.ts';
import { crewOut } from '../crew.ts';
import type { Candidate, Cover, Evidence } from '../evidence.ts';
import type { Capability, CrewId, PostId, UnitId } from '../ids.ts';
import { capabilitiesNow } from '../staffing.ts';
import { standsAt } from '../stands-at.ts';

/** By road from where each unit is to a post; a unit without a time cannot get there, or was too far to be asked about. */
export type TravelToPosts = ReadonlyMap<PostId, ReadonlyMap<UnitId, Milliseconds>>;

/** Posts of units that could be sent, with what their going takes away: to these, from those who can do it, times are wanted. */
export function costsAtStake(board: Board, evidence: Evidence): ReadonlyMap<PostId, ReadonlySet<Capability>> {
  const stakes = new Map<PostId, Set<Capability>>();
  for (const candidate of evidence.candidates) {
    const unit = board.units.get(candidate.unitId);
    const capability = unit && isFree(unit) ? meantFor(board, unit, candidate, evidence) : undefined;
    const postId = unit && standsAt(unit);
    if (postId === undefined || capability === undefined) continue;
    stakes.set(postId, (stakes.get(postId) ?? new Set()).add(capability));
  }
  return stakes;
}

/**
 * Whether of these units, in the order in which they are at a post, enough can do it that somebody is left of them whoever
 * of the candidates goes beside those recommended: the others need not be asked about.
 */
export function leavesSomebody(
  board: Board,
  evidence: Evidence,
  capability: Capability,
  unitIds: Iterable<UnitId>,
): boolean {
  const gone = new Set<string>();
  for (const { unitId, recommended } of evidence.candidates)
    if (recommended) gone.add(board.units.get(unitId)?.description.crewId ?? `unit ${unitId}`);
  const left = new Set<string>();
  for (const unit of freeUnits(board, new Set(unitIds))) {
    const crew = unit.description.crewId ?? `unit ${unit.unitId}`;
    if (!gone.has(crew) && capabilitiesNow(board, unit).includes(capability)) left.add(crew);
  }
  return left.size > 1;
}

/**
 * The same evidence, each unit that could be sent with what its going leaves behind: how much longer the next unit that can
 * do the same takes to its post, when it and all those recommended are gone. A measure to look at, not one that chooses.
 */
export function withCover(board: Board, evidence: Evidence, travel: TravelToPosts): Evidence {
  const going = new Set(evidence.candidates.flatMap(one => (one.recommended ? [one.unitId] : [])));
  const free = freeUnits(board, new Set([...travel.values()].flatMap(times => [...times.keys()])));
  const known = new Map<Capability, readonly Unit[]>();
  const ableTo = (capability: Capability) => {
    const able =
      known.get(capability) ?? free.filter(one => capabilitiesNow(board, one).includes(capability));
    known.set(capability, able);
    return able;
  };
  const candidates = evidence.candidates.map((candidate): Candidate => {
    const unit = board.units.get(candidate.unitId);
    const postId = unit && isFree(unit) ? standsAt(unit) : undefined;
    const capability = unit && meantFor(board, unit, candidate, evidence);
    const times = travel.get(postId ?? '');
    if (postId === undefined || capability === undefined || !times) return candidate;
    const able = ableTo(capability);
    return {
      ...candidate,
      cover: coverOf(candidate.unitId, able, going, { postId, capability }, times, board),
    };
  });
  return { ...evidence, candidates };
}

function coverOf(
  unitId: UnitId,
  able: readonly Unit[],
  going: ReadonlySet<UnitId>,
  about: { readonly postId: PostId; readonly capability: Capability },
  times: ReadonlyMap<UnitId, Milliseconds>,
  board: Board,
): Cover {
  const crewsGone = new Set<CrewId | undefined>();
  for (const id of [...going, unitId]) crewsGone.add(board.units.get(id)?.description.crewId);
  let now = Infinity;
  let next: { readonly unitId: UnitId; readonly ms: number } | undefined;
  for (const one of able) {
    const ms = times.get(one.unitId);
    if (ms === undefined) continue;
    if (ms < now) now = ms;
    const { crewId } = one.description;
    const gone = one.unitId === unitId || going.has(one.unitId);
    if (gone || (crewId !== undefined && crewsGone.has(crewId))) continue;
    if (!next || ms < next.ms || (ms === next.ms && one.unitId < next.unitId))
      next = { unitId: one.unitId, ms };
  }
  if (!next) return about;
  return { ...about, nextUnitId: next.unitId, nextMs: milliseconds(next.ms), longerMs: next.ms - now };
}

/** What its going takes away: what it would be sent for, else the first thing that it can do. */
function meantFor(
  board: Board,
  unit: Unit,
  candidate: Candidate,
  evidence: Evidence,
): Capability | undefined {
  const own = capabilitiesNow(board, unit);
  const fills = candidate.reasons.find(reason => reason.code === 'fills');
  if (fills?.code === 'fills' && own.includes(fills.capability)) return fills.capability;
  return evidence.needs.find(({ capability }) => own.includes(capability))?.capability ?? own[0];
}

const isFree = (unit: Unit) => unit.status === 'available' && !unit.leaving;

/** Of these units those that are free, their crews too. */
function freeUnits(board: Board, among: ReadonlySet<UnitId>): readonly Unit[] {
  return [...among].flatMap(unitId => {
    const unit = board.units.get(unitId);
    return unit !== undefined && isFree(unit) && crewOut(board, unit) === undefined ? [unit] : [];
  });
}
