import { type Board, defaultConfiguration, type Entry, emptyBoard, evolve } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { buildHierarchy } from '@clarion/roads';
import { expect, test } from 'vitest';
import { createPositionTable } from '../positions/table.ts';
import { countTurns } from '../streets/counted-turns.ts';
import { createRoadsNow } from '../streets/roads-now.ts';
import type { TurnSetting } from '../streets/times-elsewhere.ts';
import { at, gridGraph, idAt } from '../testing/grid.ts';
import { createExpectedTimes } from './expected-times.ts';
import { createRecommender } from './recommender.ts';

const now = instant(1_000_000);
/** A lane comes from the west into the corner of row 5 and column 0; straight on into row 5 is forbidden. */
const graph = gridGraph(
  6,
  [
    {
      id: 'Lane',
      nodes: ['west', idAt(0, 5)],
      points: [at(-3, 5), at(0, 5)],
      forward: true,
      backward: true,
      speedKmh: 36,
      roadClass: 'residential',
    },
  ],
  [{ kind: 'no', from: ['Lane'], via: { node: idAt(0, 5) }, to: ['Row 5'] }],
);
const ofStreets = buildHierarchy(graph);
/** E1 stands in the lane, just before the corner behind which it is needed; E2 further away, and free to turn. */
const homes = { E1: at(-0.5, 5), E2: at(4, 5) };
const incident = at(0.1, 5);

function centre(turns: TurnSetting | undefined) {
  let board: Board = emptyBoard();
  const units = Object.entries(homes).map(([unitId, home]) => ({
    unitId,
    kind: 'PATROL',
    agency: 'police' as const,
    capabilities: ['patrol'],
    home,
  }));
  const configuration = defaultConfiguration({ placeName: {}, units, posts: [] });
  board = evolve(board, {
    type: 'ConfigurationAdopted',
    data: { configuration },
    at: now,
    recordedAt: now,
    seq: 1,
    actor: { kind: 'system', id: 'test' },
    commandId: 'c',
  } as Entry);
  const counted = turns && countTurns(graph, ofStreets, turns);
  const roads = createRoadsNow({
    graph,
    hierarchy: counted?.hierarchy ?? ofStreets,
    view: counted?.view,
    closures: { at: () => undefined },
  });
  return createRecommender({
    graph,
    roads,
    turns,
    times: createExpectedTimes({
      graph,
      roads,
      roadsOf: () => roads,
      calibration: undefined,
      timeZone: 'UTC',
    }),
    board: () => board,
    onBoard: () => undefined,
    positions: createPositionTable(),
    now: () => now,
    later: () => undefined,
    timeZone: 'UTC',
  });
}

function answerOf(turns: TurnSetting | undefined) {
  const recommender = centre(turns);
  const { evidence } = recommender.recommend({ at: incident, typeId: 'disturbance' });
  const way = recommender.wayOf('E1', incident);
  if (!way.ok) throw new Error(way.error.code);
  return {
    first: evidence.candidates[0]?.unitId,
    timeOf: (unitId: string) => evidence.candidates.find(one => one.unitId === unitId)?.travelTimeMs,
    turns: evidence.turns,
    way: way.value,
    forbidden: way.value.steps.some(step => step.isForbidden === true),
  };
}

test('with forbidden turns counted another unit is the first, and the drive shown is the one that was reckoned', () => {
  const without = answerOf(undefined);
  expect([without.first, without.turns, without.forbidden]).toEqual(['E1', undefined, true]);

  const strict = { turns: 'restrictions', profile: 'strict' } as const;
  const counted = answerOf(strict);
  expect([counted.first, counted.turns, counted.forbidden]).toEqual(['E2', strict, false]);

  const emergency = { turns: 'restrictions', profile: 'emergency' } as const;
  const urgent = answerOf(emergency);
  expect(urgent.turns).toEqual(emergency);
  // The forbidden turn may be made, for half a minute, and is told at its step.
  expect(urgent.forbidden).toBe(true);
  expect(urgent.timeOf('E1')).toBe(without.timeOf('E1')! + 30_000);
  for (const answer of [without, counted, urgent]) expect(answer.way.travelTimeMs).toBe(answer.timeOf('E1'));
});

test('with what every turn takes, a drive round a corner is longer, and the one shown is the one that was reckoned', () => {
  const around = at(0, 2.5);
  const timeBy = (turns: TurnSetting | undefined) => {
    const recommender = centre(turns);
    const { candidates } = recommender.recommend({ at: around, typeId: 'disturbance' }).evidence;
    const way = recommender.wayOf('E2', around);
    const timeMs = candidates.find(({ unitId }) => unitId === 'E2')!.travelTimeMs!;
    expect(way.ok && way.value.travelTimeMs).toBe(timeMs);
    return timeMs;
  };
  const plain = timeBy(undefined);
  expect(timeBy({ turns: 'restrictions', profile: 'strict' })).toBe(plain);
  expect(timeBy({ turns: 'full', profile: 'emergency' })).toBeGreaterThan(plain + 3000);
});
