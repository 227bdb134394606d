import { createHash } from 'node:crypto';
import {
  type Board,
  defaultConfiguration,
  emptyBoard,
  evolve,
  type MoveUpPolicy,
  type UnitDescription,
  usualMoveUp,
} from '@clarion/dispatch';
import { instant, type LngLat } from '@clarion/measure';
import { buildGraph, openGraph, type WayInput } from '@clarion/roads';
import { expect, test } from 'vitest';
import { createMoveUpGround } from './ground.ts';
import { moveUpQuestion } from './question.ts';

/** A straight road of ten kilometres at 36 km/h with a node at each kilometre: a minute is 600 m. */
const KM = 0.013_99;
const at = (km: number): LngLat => [10 + km * KM, 50];
const ways: WayInput[] = [
  {
    nodes: Array.from({ length: 11 }, (_, km) => `n${km}`),
    points: Array.from({ length: 11 }, (_, km) => at(km)),
    forward: true,
    backward: true,
    speedKmh: 36,
    roadClass: 'residential',
  },
];
const opened = openGraph(
  buildGraph(ways, { digest: bytes => createHash('sha256').update(bytes).digest('hex') }).buffer,
);
if (!opened.ok) throw new Error(opened.error.code);
const graph = opened.value;
/** Most live in the west, fewer in the middle, fewest in the east. */
const demand = { at: [at(0.5), at(5), at(9.5)], weight: Float64Array.from([40, 20, 15]) };

const posts = (
  [
    ['W', 1],
    ['M', 5],
    ['E', 9],
  ] as const
).map(([postId, km]) => ({
  postId,
  names: { en: postId },
  kind: 'fire',
  at: at(km),
}));
const unit = (
  unitId: string,
  postId: string,
  km: number,
  more: Partial<UnitDescription> = {},
): UnitDescription => ({
  unitId,
  kind: 'ENGINE',
  agency: 'fire',
  capabilities: ['engine'],
  postId,
  home: at(km),
  ...more,
});
const crewed = [unit('E1', 'W', 1), unit('E2', 'W', 1), unit('E3', 'M', 5)];
const policy: MoveUpPolicy = { ...usualMoveUp, withinMinutes: 3, minimumGain: 0.02, longestDriveMinutes: 20 };
const now = 10_000_000;

function boardOf(units: readonly UnitDescription[] = crewed): Board {
  const configuration = defaultConfiguration({ placeName: {}, units, posts });
  return evolve(emptyBoard(), {
    type: 'ConfigurationAdopted',
    data: { configuration },
    seq: 1,
    at: instant(1000),
    recordedAt: instant(1000),
    actor: { kind: 'system', id: 'x' },
    commandId: 'c',
  });
}
/** Changes one unit of a board. */
function having(board: Board, unitId: string, more: object): Board {
  board.units.set(unitId, { ...board.units.get(unitId)!, ...more });
  return board;
}
function advise(under: Partial<MoveUpPolicy> = {}, board = boardOf()) {
  const question = moveUpQuestion(
    board,
    { ...policy, ...under },
    unitId => board.units.get(unitId)?.description.home,
    instant(now),
  );
  const ground = createMoveUpGround(graph, demand);
  return ground.advise(question).map(move => `${move.unitId}>${move.postId}`);
}

test('the second of two at one post goes where nobody stands, for what it adds, by the road', () => {
  const board = boardOf();
  const question = moveUpQuestion(board, policy, id => board.units.get(id)?.description.home, instant(now));
  const ground = createMoveUpGround(graph, demand);
  const [move, ...others] = ground.advise(question);
  expect(others).toEqual([]);
  expect(move).toMatchObject({ unitId: 'E1', postId: 'E', capability: 'engine', rule: 'gain' });
  // Fifteen by one unit instead of none, forty by one instead of two, of seventy-five.
  expect(move!.gain).toBeCloseTo((15 * 0.7 - 40 * 0.7 * 0.3) / 75, 9);
  expect(move!.driveMs / 60_000).toBeCloseTo(8000 / 600, 1);
});

test('by the roads of now: slower ones, closed ones and each drive’s overhead count', () => {
  const board = boardOf();
  const question = moveUpQuestion(board, policy, id => board.units.get(id)?.description.home, instant(now));
  const ground = createMoveUpGround(graph, demand);
  const { arcTimeMs } = graph;
  ground.follow({ arcTimeMs: arcTimeMs.map(ms => ms * 2), closures: undefined, overheadMs: 0 });
  expect(ground.advise(question)).toEqual([]);
  ground.follow({ arcTimeMs, closures: undefined, overheadMs: 7 * 60_000 });
  expect(ground.advise(question)).toEqual([]);
  const closed = new Uint8Array(graph.arcCount).fill(1);
  const whole = [...closed.keys()].map(arc => [arc, [[0, 1]]] as const);
  ground.follow({ arcTimeMs, closures: { closed, stretches: new Map(whole) }, overheadMs: 0 });
  expect(ground.advise(question)).toEqual([]);
  ground.follow({ arcTimeMs, closures: undefined, overheadMs: 0 });
  expect(ground.advise(question)).toHaveLength(1);
});

test('every setting of the policy changes what is advised', () => {
  expect(advise()).toEqual(['E1>E']);
  expect(advise({ minimumGain: 0.05 })).toEqual([]);
  expect(advise({ busy: 0.6 })).toEqual([]);
  expect(advise({ longestDriveMinutes: 12 })).toEqual([]);
  expect(advise({ withinMinutes: 30 })).toEqual([]);
  expect(advise({ capabilities: ['als'] })).toEqual([]);
  expect(advise({ movesAtOnce: 0 })).toEqual([]);
  expect(advise({ movesPerShift: 0 })).toEqual([]);
});

test('rest, the shift and what was dismissed are respected for as long as the policy says', () => {
  const minutesAgo = (minutes: number) => instant(now - minutes * 60_000);
  const moved = () => having(boardOf(), 'E1', { movedUpAt: [minutesAgo(100), minutesAgo(30)] });
  expect(advise({}, moved())).toEqual(['E1>E']);
  expect(advise({ restMinutes: 40 }, moved())).toEqual(['E2>E']);
  expect(advise({ movesPerShift: 2 }, moved())).toEqual(['E2>E']);
  expect(advise({ movesPerShift: 2, shiftHours: 1 }, moved())).toEqual(['E1>E']);
  const cleared = having(boardOf(), 'E1', { endedAssignmentId: 'A1', statusSince: minutesAgo(5) });
  expect(advise({}, cleared)).toEqual(['E2>E']);
  const dismissed = boardOf();
  dismissed.dismissedMoves = [{ unitId: 'E1', postId: 'E', at: minutesAgo(10) }];
  expect(advise({}, dismissed)).toEqual(['E2>E']);
  expect(advise({ dismissedMinutes: 5 }, dismissed)).toEqual(['E1>E']);
});

test('only who is free and on the air is asked; a unit on its way counts where it goes, and of one crew one counts', () => {
  expect(advise({}, having(boardOf(), 'E1', { status: 'onScene' }))).toEqual([]);
  const by = { kind: 'operator', id: 'anna' } as const;
  const underWay = { moveUp: { postId: 'E', by, orderedAt: instant(now - 1000) } };
  expect(advise({}, having(boardOf(), 'E1', underWay))).toEqual([]);
  const shared = boardOf([
    unit('E1', 'W', 1, { crewId: 'k' }),
    unit('E2', 'W', 1, { crewId: 'k' }),
    unit('E3', 'M', 5),
  ]);
  expect(advise({}, shared)).toEqual([]);
});

test('by a table: its posts are held, whatever else would be better', () => {
  const tables = { engine: [['W'], ['W', 'M'], ['W', 'M', 'M']] };
  expect(advise({ rule: 'table', tables })).toEqual(['E2>M']);
  expect(advise({ rule: 'table', tables: { engine: [['E']] } })).toEqual(['E3>E']);
  expect(advise({ rule: 'gain', tables })).toEqual(['E1>E']);
});
