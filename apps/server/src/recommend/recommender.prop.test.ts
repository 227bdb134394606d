import {
  type Board,
  type Entry,
  type Eta,
  type Evidence,
  emptyBoard,
  evolve,
  type FixNow,
  type NewEntry,
  recommend,
  type Unit,
  type UnitDescription,
} from '@clarion/dispatch';
import { distance, instant, type LngLat, milliseconds, minuteOfWeek } from '@clarion/measure';
import {
  buildHierarchy,
  type Closures,
  nearest,
  type RoadGraph,
  resolveClosures,
  snap,
} from '@clarion/roads';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPositionTable } from '../positions/table.ts';
import { createRoadsNow } from '../streets/roads-now.ts';
import { calibrationOf } from '../testing/calibration.ts';
import { at, gridGraph, idAt } from '../testing/grid.ts';
import { createExpectedTimes } from './expected-times.ts';
import { createRecommender } from './recommender.ts';
import { roadsAround } from './way.ts';
import { ALL_ASKED } from './who-is-asked.ts';

const SIDE = 9;
const graph = gridGraph(SIDE);
const hierarchy = buildHierarchy(graph);
const START = instant(1_000_000_000);
const kinds = [['engine', 'firstResponder'], ['als'], ['bls'], ['patrol'], ['traffic'], ['support'], []];
/** So rare that the nearest hundred hold none, as a rule. */
const RARE = ['hazmat'];
const needs = [
  { capability: 'engine', count: 2 },
  { capability: 'bls', count: 1 },
  { capability: 'hazmat', count: 1 },
];

const coordinate = fc.integer({ min: 0, max: 8 * (SIDE - 1) }).map(eighth => eighth / 8);
const somewhere: fc.Arbitrary<LngLat> = fc.tuple(coordinate, coordinate).map(([x, y]) => at(x, y));
const pairs = fc.array(
  fc
    .tuple(fc.nat(SIDE - 2), fc.nat(SIDE - 1), fc.boolean())
    .map(([i, j, isRow]) =>
      isRow ? { from: idAt(i, j), to: idAt(i + 1, j) } : { from: idAt(j, i), to: idAt(j, i + 1) },
    ),
  { maxLength: 12 },
);
const scene = fc.record({
  count: fc.constantFrom(12, ALL_ASKED + 150),
  seed: fc.nat(1_000_000),
  to: somewhere,
  closed: fc.array(pairs, { minLength: 1, maxLength: 3 }),
  isCalibrated: fc.boolean(),
});

/** Every street takes half as long again, every drive 40 s more, and a crew at its post 70 s to turn out. */
const calibration = calibrationOf({ overheadMs: 40_000, factor: 1.5, turnoutMs: { X: 70_000 } });
const NOT_SET_OUT = ['available', 'dispatched', 'acknowledged'];

function plainEta(driveMs: number, unit: Unit, fix: FixNow, isCalibrated: boolean): Eta {
  const range = (ms: number, low: number, high: number, more = 0) => ({
    ms: milliseconds(ms),
    lowMs: milliseconds(Math.round(ms * low)),
    highMs: milliseconds(Math.round(ms * high) + more),
  });
  if (!isCalibrated) return { ...range(driveMs, 0.9, 2, 120_000), basis: 'uncalibrated' };
  const { home } = unit.description;
  const isNear = fix.source === 'post' || (home !== undefined && distance(home, fix.at) <= 100);
  if (!isNear || !NOT_SET_OUT.includes(unit.status))
    return { ...range(driveMs + 40_000, 0.7, 1.8), basis: 'calibrated' };
  return { ...range(driveMs + 110_000, 0.8, 1.5), turnoutMs: milliseconds(70_000), basis: 'calibrated' };
}

interface Centre {
  board: Board;
  closures: Closures | undefined;
  slowedMs: ReadonlyMap<number, number> | undefined;
  readonly listeners: ((entries: readonly Entry[]) => void)[];
  readonly positions: ReturnType<typeof createPositionTable>;
}

function write(centre: Centre, body: Pick<NewEntry, 'type' | 'data'>): void {
  const entry = {
    ...body,
    at: START,
    recordedAt: START,
    seq: centre.board.head + 1,
    actor: { kind: 'system', id: 'test' },
    commandId: `c${centre.board.head}`,
  } as Entry;
  centre.board = evolve(centre.board, entry);
  for (const listener of centre.listeners) listener([entry]);
}

/** Everybody asked, by a plain search, over what is closed now. */
function slowTruth(
  { board, closures, slowedMs, positions }: Centre,
  to: LngLat,
  isCalibrated: boolean,
): Evidence {
  const roads = {
    ...graph,
    arcTimeMs: graph.arcTimeMs.map(ms => (isCalibrated ? Math.round(ms * 1.5) : ms)),
  };
  for (const [arc, timeMs] of slowedMs ?? []) roads.arcTimeMs[arc] = timeMs;
  const fixes = new Map(
    [...board.units.keys()].flatMap(unitId => {
      const place = positions.placeOf(board, unitId, START);
      if (!place) return [];
      const ageMs = place.source === 'post' ? 0 : START - place.fixAt;
      return [[unitId, { at: place.at, ageMs, source: place.source }] as const];
    }),
  );
  const standing = [...fixes].flatMap(([id, fix]) => {
    const onRoad = snap(graph, fix.at, { closures });
    return onRoad ? [{ id, snap: onRoad }] : [];
  });
  let found: ReturnType<typeof nearest> = [];
  for (const end of roadsAround(graph, to, closures)) {
    found = nearest(roads, standing, end, Infinity, closures);
    if (found.length > 0) break;
  }
  const overheadMs = isCalibrated ? 40_000 : 0;
  const travel = new Map(
    found.map(({ unit, travelTimeMs }) => [unit, milliseconds(travelTimeMs + overheadMs)] as const),
  );
  const etas = new Map(
    found.map(({ unit, travelTimeMs }) => {
      const eta = plainEta(travelTimeMs, board.units.get(unit)!, fixes.get(unit)!, isCalibrated);
      return [unit, eta] as const;
    }),
  );
  const hash = isCalibrated ? { calibrationHash: calibration.sha256 } : {};
  const versions = {
    graphHash: graph.hash,
    closuresVersion: board.closuresVersion,
    speedsVersion: 0,
    ...hash,
  };
  const week = minuteOfWeek(START, 'UTC');
  const asked = { board, for: { typeId: 'fire' }, travel, etas, fixes, now: START, minuteOfWeek: week };
  return recommend({ ...asked, versions });
}

/** Who cannot get there is told of where the search has met everybody, and of a large fleet not always. */
const withoutUnreachable = ({ candidates, missing, ...rest }: Evidence) => ({
  ...rest,
  candidates: candidates.filter(({ travelTimeMs }) => travelTimeMs !== undefined),
  missing: missing.map(({ help = [], ...need }) => ({
    ...need,
    help: help.filter(({ travelTimeMs }) => travelTimeMs !== undefined),
  })),
});

test('a recommendation is that of everybody asked by a plain search, whoever moves, whatever is closed and slowed', () => {
  let [rare, closedRuns] = [0, 0];
  fc.assert(
    fc.property(scene, ({ count, seed, to, closed, isCalibrated }) => {
      let state = seed + 1;
      const chance = () => {
        state = (state * 48_271) % 2_147_483_647;
        return state / 2_147_483_647;
      };
      const anywhere = (): LngLat => at(chance() * (SIDE - 1), chance() * (SIDE - 1));
      const units = Array.from({ length: count }, (_, i): UnitDescription => {
        const capabilities = i % 190 === 7 ? RARE : kinds[Math.floor(chance() * kinds.length)]!;
        const home = chance() < 0.9 ? { home: anywhere() } : {};
        return { unitId: `u${i}`, kind: 'X', agency: 'fire', capabilities, ...home };
      });
      const centre: Centre = {
        board: emptyBoard(),
        closures: undefined,
        slowedMs: undefined,
        listeners: [],
        positions: createPositionTable(),
      };
      const roadsOf = (roads: RoadGraph) =>
        createRoadsNow({
          graph: roads,
          hierarchy,
          closures: { at: () => centre.closures },
          speeds: { at: () => centre.slowedMs },
        });
      const roads = roadsOf(graph);
      const recommender = createRecommender({
        graph,
        roads,
        times: createExpectedTimes({
          graph,
          roads,
          roadsOf,
          calibration: isCalibrated ? calibration : undefined,
          timeZone: 'UTC',
        }),
        board: () => centre.board,
        onBoard: listener => void centre.listeners.push(listener),
        positions: centre.positions,
        timeZone: 'UTC',
        now: () => START,
        later: () => undefined,
      });
      const type = { typeId: 'fire', names: {}, category: 'fire', priority: 1, needs } as const;
      write(centre, {
        type: 'ConfigurationAdopted',
        data: {
          configuration: {
            version: 1,
            placeName: {},
            units,
            types: [type],
            posts: [],
            clocks: { releaseSeconds: 1, acknowledgeSeconds: 1, turnoutSeconds: 1, staleFixSeconds: 60 },
          },
        },
      });
      for (const pairsNow of closed) {
        const resolved = resolveClosures(
          graph,
          pairsNow.filter(({ to: end }) => !end.endsWith('-0')),
        );
        if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
        centre.closures = resolved.value;
        centre.slowedMs =
          chance() < 0.2
            ? undefined
            : new Map(
                Array.from({ length: 8 }, () => [
                  Math.floor(chance() * graph.arcCount),
                  Math.floor(chance() * 60_000),
                ]),
              );
        closedRuns += resolved.value.stretches.size > 0 ? 1 : 0;
        const moved = Array.from({ length: 30 }, (_, i) => ({
          unitId: `u${Math.floor(chance() * count)}`,
          at: anywhere(),
          fixAt: instant(START - 1000 + i),
        }));
        centre.positions.take(moved);
        for (let i = 0; i < count / 5; i++) {
          const status = chance() < 0.7 ? 'outOfService' : 'available';
          const unitId = `u${Math.floor(chance() * count)}`;
          write(centre, { type: 'StatusReported', data: { unitId, status, happenedAt: START, late: false } });
        }
        const { evidence } = recommender.recommend({ at: to, typeId: 'fire' });
        const truth = slowTruth(centre, to, isCalibrated);
        expect(withoutUnreachable(evidence)).toEqual(withoutUnreachable(truth));
        const sent = truth.candidates.filter(one => one.recommended).map(one => one.unitId);
        rare += sent.some(unitId => Number(unitId.slice(1)) % 190 === 7) ? 1 : 0;
      }
    }),
    { numRuns: 40 },
  );
  expect(rare).toBeGreaterThan(10);
  expect(closedRuns).toBeGreaterThan(10);
});
