import {
  type Board,
  type Configuration,
  couldDiffer,
  type Entry,
  emptyBoard,
  evolve,
  type FixNow,
  missingBy,
  type RecommendationQuestion,
  type ReplayedIncident,
  type RulesReplay,
  recommendedBy,
  recommendUnder,
  replayOf,
  takenFrom,
  type Unit,
} from '@clarion/dispatch';
import { type Instant, instant, minuteOfWeek } from '@clarion/measure';
import type { Centre } from '../centre/centre.ts';
import { incidentsLately } from '../filing/filed-at-hand.ts';
import { placeOfUnit } from '../positions/place-of-unit.ts';
import { createAbilities } from '../recommend/abilities.ts';
import { createUnitsOnRoad } from '../recommend/units-on-road.ts';
import { roadsAround } from '../recommend/way.ts';
import { type Travel, whoIsAsked } from '../recommend/who-is-asked.ts';

const MONTH_MS = 31 * 86_400_000;
/** Of a large city's month the newest. */
const AT_MOST = 3000;
const PAGE = 2000;

type Sent = Extract<Entry, { type: 'UnitsAssigned' }>;

export interface ReplayMeans extends Pick<Centre, 'log' | 'clock' | 'filedAtHand' | 'times' | 'place'> {
  readonly onProgress: (done: number, of: number) => void;
  readonly isOver: () => boolean;
}

/**
 * Reckons again, under what is in force and under `wanted`, who should have gone to the closed incidents of the last month: with
 * the units that were free when the first were sent, where the record of that sending saw them, else at their posts, over
 * the roads as they are driven now. Incident by incident, so that the floor's own questions come between.
 * Undefined: it was stopped.
 */
export async function replayRules(
  means: ReplayMeans,
  inForce: Configuration,
  wanted: Configuration,
): Promise<RulesReplay | undefined> {
  const { log, clock } = means;
  const until = clock.now();
  const since = instant(until - MONTH_MS);
  const lately = closedSince(means, since);
  const asked = new Set(lately.slice(-AT_MOST));
  const reckon = createReckoner(means, until, inForce, wanted);
  const all: ReplayedIncident[] = [];
  const refused = createRefusedCount(since, inForce, wanted);
  let board = emptyBoard();
  const { head } = log.board;
  for (let from = 1; from <= head; from += PAGE) {
    for (const entry of await log.read(from, Math.min(head, from + PAGE - 1))) {
      if (entry.type === 'UnitsAssigned' && asked.delete(entry.data.incidentId)) {
        if (means.isOver()) return undefined;
        const found = reckon(board, entry);
        if (found !== undefined) all.push(found);
        means.onProgress(all.length, all.length + asked.size);
        await new Promise(setImmediate);
      }
      refused.note(entry);
      board = evolve(board, entry);
    }
  }
  const left = Math.max(0, lately.length - AT_MOST);
  return replayOf(all, { against: inForce.version, since, until, left, ...refused.found() });
}

/** Commands of that time that the roles would take from who gave them: each once, whatever it wrote. */
function createRefusedCount(since: Instant, inForce: Configuration, wanted: Configuration) {
  const counts = new Map<string, NonNullable<RulesReplay['refused']>[number]>();
  let last: string | undefined;
  return {
    note(entry: Entry): void {
      if (entry.at < since || entry.commandId === last) return;
      const taken = takenFrom(entry, inForce.roles, wanted.roles);
      if (taken === undefined) return;
      last = entry.commandId;
      const key = `${taken.action} ${taken.role}`;
      counts.set(key, { ...taken, count: (counts.get(key)?.count ?? 0) + 1 });
    },
    found: (): Pick<RulesReplay, 'refused'> => (counts.size === 0 ? {} : { refused: [...counts.values()] }),
  };
}

/** Closed incidents with a type and a place, the oldest first. */
function closedSince(means: ReplayMeans, since: Instant): readonly string[] {
  const { incidents } = means.log.board;
  return incidentsLately(means)
    .filter(({ incidentId, openedAt, typeId, place, into }) => {
      const state = incidents.get(incidentId)?.state ?? 'closed';
      const isWhole = typeId !== undefined && place !== undefined && into === undefined;
      return openedAt >= since && state === 'closed' && isWhole;
    })
    .sort((a, b) => a.openedAt - b.openedAt)
    .map(one => one.incidentId);
}

function createReckoner(means: ReplayMeans, until: Instant, inForce: Configuration, wanted: Configuration) {
  const { place, times } = means;
  const metric = times.roadsAt(until).at(until);
  const onRoad = createUnitsOnRoad(place.graph, metric);
  const abilities = createAbilities();

  return (board: Board, { at, data: { incidentId, evidence } }: Sent): ReplayedIncident | undefined => {
    const incident = board.incidents.get(incidentId);
    const to = incident?.place?.at;
    if (incident?.typeId === undefined || to === undefined) return undefined;
    const { typeId, openedAt, alarm, needs: own } = incident;
    const about = {
      typeId,
      at: to,
      ...(alarm === undefined ? {} : { alarm }),
      ...(own === undefined ? {} : { needs: own }),
    };
    const minute = minuteOfWeek(at, place.timeZone);
    const fixes = fixesOf(board, evidence, at);
    for (const unitId of [...onRoad.ids()]) if (!fixes.has(unitId)) onRoad.remove(unitId);
    for (const [unitId, fix] of fixes) onRoad.put(unitId, fix.at, abilities.note(board.units.get(unitId)!));
    const question = (travel: Travel): RecommendationQuestion => ({
      board,
      for: about,
      ...times.expect(travel, board.units, unitId => fixes.get(unitId), at),
      among: board.units.keys(),
      fixes,
      now: at,
      minuteOfWeek: minute,
      versions: { graphHash: place.graph.hash, closuresVersion: 0, speedsVersion: 0 },
    });
    const ends = () => roadsAround(place.graph, to, metric.shut);
    const needs = [inForce, wanted].flatMap(one => recommendUnder(question(new Map()), one).needs);
    const travel = whoIsAsked(ends(), needs, onRoad, abilities, times.longestTurnoutMs)?.travel ?? new Map();
    const differs = couldDiffer(board, about, inForce, wanted, at, minute);
    const was = recommendUnder(question(travel), inForce);
    const now = differs ? recommendUnder(question(travel), wanted) : was;
    return {
      incidentId,
      typeId,
      openedAt,
      was: recommendedBy(was),
      now: recommendedBy(now),
      wasMissing: missingBy(was),
      nowMissing: missingBy(now),
    };
  };
}

/** Where each unit was then, as far as the log knows: as the sending saw it, where somebody had placed it, else its post. */
function fixesOf(board: Board, evidence: Sent['data']['evidence'], at: Instant): Map<string, FixNow> {
  const seen = new Map(evidence?.candidates.map(({ unitId, fix }) => [unitId, fix]));
  const fixes = new Map<string, FixNow>();
  for (const unit of board.units.values()) {
    const fix = seen.get(unit.unitId) ?? standing(unit, at);
    if (fix !== undefined) fixes.set(unit.unitId, fix);
  }
  return fixes;
}

function standing(unit: Unit, now: Instant): FixNow | undefined {
  const place = placeOfUnit(unit, undefined, now);
  return place && { at: place.at, ageMs: 0, source: place.source };
}
