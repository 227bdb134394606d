import { randomUUID } from 'node:crypto';
import type { Configuration } from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import type { RoadGraph } from '@clarion/roads';
import {
  type Database,
  type Log,
  openFiled,
  openPositions,
  openSpeedFeeds,
  type Sealing,
} from '@clarion/store';
import { createCordons } from '../cordon/cordons.ts';
import { createConceptsAtHand } from '../duplicates/concepts-at-hand.ts';
import { createDuplicates } from '../duplicates/duplicates.ts';
import { openFiledAtHand } from '../filing/filed-at-hand.ts';
import { createLocationsAtHand } from '../location/locations-at-hand.ts';
import { createMoveUpAdviser } from '../move-up/adviser.ts';
import { sameConfiguration } from '../place/configuration.ts';
import { createMovedPlaces } from '../place/moved-places.ts';
import type { PlaceAtHand } from '../place/place-at-hand.ts';
import { createPlanning } from '../planning/planning.ts';
import { createPositionTable } from '../positions/table.ts';
import { createExpectedTimes } from '../recommend/expected-times.ts';
import { createRecommender } from '../recommend/recommender.ts';
import { keepPastBoards } from '../replay/past-boards.ts';
import { createReplays } from '../rules/replays.ts';
import type { RulesGround } from '../rules/rules-at-hand.ts';
import { createClosuresAtWork } from '../streets/closures-at-work.ts';
import { countTurns } from '../streets/counted-turns.ts';
import { createRoadsNow } from '../streets/roads-now.ts';
import { createSpeedFeeds } from '../streets/speed-feeds.ts';
import { createSpeedsAtWork } from '../streets/speeds-at-work.ts';
import type { ReadyTimes } from '../streets/time-set.ts';
import { createTimesElsewhere, type TurnSetting } from '../streets/times-elsewhere.ts';
import type { Centre } from './centre.ts';
import { createClock } from './clock.ts';

/** A device that has been silent longer than this is shown at its post after a restart. */
const POSITIONS_WORTH_MS = 3_600_000;

export interface CentreParts {
  readonly version: string;
  readonly database: Database;
  readonly log: Log;
  readonly sealing: Sealing;
  readonly place: PlaceAtHand;
  readonly rulesGround: RulesGround;
  readonly wall: () => number;
  /** Where the log's clock begins, for a drill on recorded calls; it never goes back behind the log. */
  readonly clock?: { readonly at: Instant; readonly rate: number };
  /** Which turns count on drives; absent: none do. */
  readonly turns?: TurnSetting | undefined;
  /** Hears of work in the background that failed. */
  readonly onTrouble?: (error: unknown) => void;
}

/** Puts a running centre together from its opened parts. */
export async function openCentre(parts: CentreParts): Promise<Centre> {
  const { database, log, wall, place } = parts;
  const begin = parts.clock === undefined ? log.board.at : instant(Math.max(parts.clock.at, log.board.at));
  const clock = createClock(wall, {
    at: begin,
    settable: log.kind !== 'live',
    ...(parts.clock === undefined ? {} : { rate: parts.clock.rate }),
  });
  const storedPositions = openPositions(database, log.logId);
  const positions = createPositionTable();
  const readPositions = async () => {
    const worth = clock.now() - POSITIONS_WORTH_MS;
    positions.take((await storedPositions.latest()).filter(fix => fix.fixAt >= worth));
  };
  await readPositions();
  const closures = createClosuresAtWork(place.graph, () => log.board);
  const speeds = createSpeedsAtWork(place.graph, () => log.board);
  const { graph, calibration, timeZone } = place;
  const counted = parts.turns && countTurns(graph, place.hierarchy, parts.turns);
  const { hierarchy, view } = counted ?? { hierarchy: place.hierarchy, view: undefined };
  const elsewhere = createTimesElsewhere(graph, hierarchy, parts.turns);
  const onTrouble = parts.onTrouble ?? (() => undefined);
  const feeds = createSpeedFeeds({
    graph,
    hierarchy,
    view,
    elsewhere,
    log,
    stored: openSpeedFeeds(database, log.logId),
    now: clock.now,
    onTrouble,
  });
  await feeds.settled();
  const roadsOf = (roads: RoadGraph, ready?: ReadyTimes) =>
    createRoadsNow({ graph: roads, hierarchy, view, ready, closures, speeds, fed: feeds.at });
  const roads = roadsOf(graph);
  const times = createExpectedTimes({ graph, roads, roadsOf, elsewhere, onTrouble, calibration, timeZone });
  const movedPlaces = createMovedPlaces({
    logId: log.logId,
    board: () => log.board,
    onBoard: log.onBoard,
    sealing: parts.sealing,
    now: clock.now,
  });
  const recommender = createRecommender({
    graph,
    roads,
    times,
    turns: parts.turns,
    board: () => log.board,
    placeOf: movedPlaces.placeOf,
    onBoard: log.onBoard,
    positions,
    timeZone: place.timeZone,
    now: clock.now,
    later: work => void setImmediate(work),
  });
  const filed = openFiled(database, log.logId);
  const filedAtHand = await openFiledAtHand(log, filed, clock.now());
  const pastBoards = keepPastBoards(log);
  const planning = createPlanning({ place, log, wall, clock, filedAtHand }, onTrouble);
  const moveUps = createMoveUpAdviser({
    board: () => log.board,
    onBoard: log.onBoard,
    ground: planning.open,
    metric: now => times.roadsAt(now).at(now),
    overheadMs: calibration?.calibration.profile.overheadMs ?? 0,
    placeOf: (unitId, now) => positions.placeOf(log.board, unitId, now)?.at,
    now: clock.now,
    wall,
  });
  const concepts = createConceptsAtHand(log, parts.sealing);
  const locations = createLocationsAtHand(log, parts.sealing);
  const submit: Centre['submit'] = (envelope, sealed) =>
    log.append(envelope, { now: clock.now(), ...(sealed === undefined ? {} : { sealed }) });
  return {
    ...parts,
    submit,
    replays: createReplays({ log, clock, filedAtHand, times, place, submit }, onTrouble),
    sealing: concepts.sealing,
    duplicates: createDuplicates({ board: () => log.board, concepts, locations, now: clock.now }),
    locations,
    clock,
    storedPositions,
    positions,
    readPositions,
    closures,
    speeds,
    feeds,
    times,
    recommender,
    movedPlaces,
    filed,
    filedAtHand,
    pastBoards,
    cordons: createCordons({
      map: graph,
      times,
      people: place.people,
      board: () => log.board,
      positions,
      closures,
      now: clock.now,
    }),
    planning,
    moveUps,
    stopReckoning() {
      feeds.stop();
      filedAtHand.stop();
      pastBoards.stop();
      elsewhere.stop();
    },
  };
}

/** Makes the log say which units, posts and types there are, when it says otherwise. */
export async function adoptConfiguration(
  centre: Centre,
  make: (version: number) => Configuration,
): Promise<void> {
  const { adopted: current, lastConfiguration } = centre.log.board;
  const configuration = make(lastConfiguration + 1);
  if (current !== undefined && sameConfiguration(current, configuration)) return;
  const adopted = await centre.submit({
    commandId: randomUUID(),
    actor: { kind: 'system', id: 'start' },
    command: { type: 'AdoptConfiguration', configuration },
  });
  if (!adopted.ok) throw new Error(`configuration refused: ${adopted.error.code}`);
}
