import { randomUUID } from 'node:crypto';
import {
  type Board,
  destinationOf,
  type Entry,
  type Eta,
  type Evidence,
  type FixNow,
  type Incident,
  type Place,
  recommend,
  withCover,
} from '@clarion/dispatch';
import { fail, type Instant, type LngLat, minuteOfWeek, ok, type Result } from '@clarion/measure';
import type { Closures, RoadGraph } from '@clarion/roads';
import type { PositionTable } from '../positions/table.ts';
import type { RoadsNow } from '../streets/roads-now.ts';
import type { TurnSetting } from '../streets/times-elsewhere.ts';
import { createAbilities } from './abilities.ts';
import type { ExpectedTimes } from './expected-times.ts';
import { travelToPosts } from './travel-to-posts.ts';
import { createUnitsInPlace } from './units-in-place.ts';
import { createUnitsOnRoad } from './units-on-road.ts';
import { roadsAround, type Way, wayBetween } from './way.ts';
import { ALL_ASKED, type Travel, whoIsAsked } from './who-is-asked.ts';

/** The longest drive of those who are sent: who is taken and farther off is of no interest. */
function farthestSent({ candidates }: Evidence, travel: Travel): number | undefined {
  const drives = candidates.flatMap(one => (one.recommended ? [travel.get(one.unitId) ?? Infinity] : []));
  return drives.length === 0 ? undefined : Math.max(...drives);
}

/** Recommendations on screens are remembered this many deep; a shift's worth for a large centre. */
const REMEMBERED = 5000;

export type Question = { readonly incidentId: string } | { readonly at: LngLat; readonly typeId?: string };

/** A change that is only thought of. */
export interface Supposed {
  readonly without: readonly string[];
  /** All that would be closed; absent: what is. */
  readonly closures?: Closures | undefined;
}

export interface Recommender {
  /** Which units, with travel times by road from where they are now. Remembered under `evidenceId`. */
  recommend(question: Question): { readonly evidenceId: string; readonly evidence: Evidence };
  /** What would be recommended without these units, and with other streets closed. Neither remembered nor in the log. */
  whatIf(question: Question, change: Supposed): Evidence;
  /** What was shown under `evidenceId`; when that is unknown (another server, a restart), the answer of now. */
  evidenceFor(incidentId: string, evidenceId: string | undefined): Evidence | undefined;
  /** The quickest way of now, around what is closed, by the map's own times: what an exercise drives. */
  way(from: LngLat, to: LngLat): ReturnType<typeof wayBetween>;
  /** As a unit would drive it from where it is, with when it would be there. */
  wayOf(
    unitId: string,
    to: LngLat,
  ): Result<
    Way & { readonly eta: Eta },
    | { readonly code: 'NoPosition'; readonly unitId: string }
    | { readonly code: 'NoRoadNear'; readonly metres: number }
    | { readonly code: 'NoWayThere'; readonly unitId: string }
  >;
}

export interface RecommenderMeans {
  readonly graph: RoadGraph;
  readonly roads: RoadsNow;
  readonly times: ExpectedTimes;
  /** Which turns count in `roads`; absent: none do. */
  readonly turns?: TurnSetting | undefined;
  readonly board: () => Board;
  /** Where an incident is now; absent: where the board says. */
  readonly placeOf?: (incident: Incident) => Place | undefined;
  readonly onBoard: (changed: (entries: readonly Entry[]) => void) => void;
  readonly positions: PositionTable;
  readonly timeZone: string;
  readonly now: () => Instant;
  /** Runs work when the process has nothing more urgent to do. */
  readonly later: (work: () => void) => void;
}

export function createRecommender(means: RecommenderMeans): Recommender {
  const { graph, roads, times, board, now } = means;
  const units = createUnitsOnRoad(graph, times.roadsAt(now()).at(now()));
  const abilities = createAbilities();
  const inPlace = createUnitsInPlace({ ...means, units, abilities });
  const remembered = new Map<
    string,
    { readonly evidence: Evidence; readonly incidentId: string | undefined }
  >();

  function answer(question: Question, supposed?: Supposed): Evidence {
    const at = now();
    const roadsThen = times.roadsAt(at);
    const metric = supposed?.closures ? roadsThen.over(at, supposed.closures) : roadsThen.at(at);
    const without = new Set(supposed?.without);
    units.follow(metric);
    inPlace.bringUpToDate(at);
    const to = 'incidentId' in question ? toWhere(question.incidentId) : question.at;
    const ends = to === undefined ? [] : roadsAround(graph, to, metric.shut);
    const fixOf = (unitId: string) => inPlace.fixOf(unitId, at);
    const about = (asked: Travel) => {
      const { travel, etas } = times.expect(asked, board().units, fixOf, at);
      return recommend({
        board: board(),
        for: question,
        travel,
        etas,
        among: new Set([...travel.keys(), ...nowhere()].filter(unitId => !without.has(unitId))),
        fixes: fixesOf(travel.keys(), at),
        now: at,
        minuteOfWeek: minuteOfWeek(at, means.timeZone),
        versions: versionsAt(at),
      });
    };
    // What the run card asks for is said by a recommendation among nobody.
    const { needs } = about(new Map());
    const asked = whoIsAsked(ends, needs, units, abilities, times.longestTurnoutMs);
    let found = about(asked?.travel ?? unreachable());
    if (asked?.askTaken(farthestSent(found, asked.travel), found.missing)) found = about(asked.travel);
    return withCover(board(), found, travelToPosts(board(), found, metric, units, abilities));
  }

  function versionsAt(at: Instant) {
    const { closuresVersion, speedsVersion } = board();
    const feedVersion = roads.feedVersion(at);
    const fed = feedVersion === undefined ? {} : { feedVersion };
    const { calibrationHash } = times;
    const calibrated = calibrationHash === undefined ? {} : { calibrationHash };
    const turns = means.turns === undefined ? {} : { turns: means.turns };
    return { graphHash: graph.hash, closuresVersion, speedsVersion, ...fed, ...calibrated, ...turns };
  }

  /** The incident where it is now, if it moves. */
  const atNow = (incident: Incident): Incident => {
    const place = means.placeOf?.(incident);
    return place === undefined ? incident : { ...incident, place };
  };

  /** Where units that are sent there would drive: the staging place while they are to wait. */
  function toWhere(incidentId: string): LngLat | undefined {
    const incident = board().incidents.get(incidentId);
    return incident && destinationOf(atNow(incident));
  }

  /** Where no unit can get to: those of a large fleet that are shown say it for all. */
  function unreachable(): Travel {
    const travel: Travel = new Map();
    for (const unitId of units.ids()) if (travel.size < ALL_ASKED) travel.set(unitId, undefined);
    return travel;
  }

  /** Units that nobody knows the place of; of a province's, some. */
  function nowhere(): string[] {
    const some: string[] = [];
    for (const unitId of inPlace.nowhere) {
      if (some.length >= ALL_ASKED) break;
      some.push(unitId);
    }
    return some;
  }

  function fixesOf(unitIds: Iterable<string>, at: Instant) {
    const fixes = new Map<string, FixNow>();
    for (const unitId of unitIds) {
      const fix = inPlace.fixOf(unitId, at);
      if (fix !== undefined) fixes.set(unitId, fix);
    }
    return fixes;
  }

  return {
    recommend(question) {
      const evidence = answer(question);
      const evidenceId = randomUUID();
      const incidentId = 'incidentId' in question ? question.incidentId : undefined;
      remembered.set(evidenceId, { evidence, incidentId });
      const oldest = remembered.keys().next().value;
      if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      return { evidenceId, evidence };
    },
    whatIf: answer,
    evidenceFor(incidentId, evidenceId) {
      const shown = remembered.get(evidenceId ?? '');
      // What was shown for another incident is no evidence for this one; what was shown before there was one is.
      if (shown !== undefined && (shown.incidentId ?? incidentId) === incidentId) return shown.evidence;
      const incident = board().incidents.get(incidentId);
      return incident?.place === undefined ? undefined : answer({ incidentId });
    },
    way: (from, to) => wayBetween(roads.at(now()), from, to),
    wayOf(unitId, to) {
      const at = now();
      const [unit, from] = [board().units.get(unitId), inPlace.fixOf(unitId, at)];
      if (unit === undefined || from === undefined) return fail({ code: 'NoPosition', unitId });
      const way = wayBetween(times.roadsAt(at).at(at), from.at, to);
      if (way.ok) return ok({ ...way.value, ...times.etaOf(way.value.travelTimeMs, unit, from, at) });
      return fail(way.error.code === 'NoWayThere' ? { code: 'NoWayThere', unitId } : way.error);
    },
  };
}
