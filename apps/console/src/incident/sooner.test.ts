import { type Assignment, type Board, emptyBoard, type Incident, type Unit } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { askSwaps, changedPlaces, type Swaps, standingSwap } from './sooner.ts';

const swap = { outUnitId: 'M11', inUnitId: 'M12', byMs: 240_000 };
const town = (): Board => {
  const board = emptyBoard();
  board.configuration = {
    desks: [
      { deskId: 'D1', names: {}, work: 'dispatch' },
      { deskId: 'D2', names: {}, work: 'dispatch' },
    ],
    types: [],
  } as unknown as NonNullable<Board['configuration']>;
  for (const [deskId, id] of [
    ['D1', 'anna'],
    ['D2', 'ben'],
  ] as const)
    board.desks.set(deskId, { deskId, by: { kind: 'operator', id }, since: instant(0) });
  board.openIncidents.add('I1');
  board.incidents.set('I1', {
    incidentId: 'I1',
    state: 'open',
    deskId: 'D1',
    place: { at: [8.6, 49.4] },
    assignmentIds: ['A1'],
  } as unknown as Incident);
  board.assignments.set('A1', {
    assignmentId: 'A1',
    incidentId: 'I1',
    unitId: 'M11',
    times: {},
    unread: [{ seq: 7, at: instant(1), was: { place: null } }],
  } as unknown as Assignment);
  board.units.set('M12', { unitId: 'M12', status: 'available' } as unknown as Unit);
  return board;
};

/** A console by itself: what it has in hand, what it was told, and how often it asked. */
function consoleOf(operatorId: string, inHand?: string) {
  let swaps: Swaps = new Map();
  let asked = 0;
  const get = async () => {
    asked++;
    return { ok: true, value: { swaps: [swap] } } as never;
  };
  return {
    look: (board: Board) =>
      askSwaps({ get }, swaps, changedPlaces(board, operatorId, inHand), (incidentId, key, found) => {
        swaps = new Map(swaps).set(incidentId, found === undefined ? { key } : { key, swap: found });
      }),
    offer: (board: Board) => standingSwap(board, swaps, 'I1'),
    asked: () => asked,
  };
}

test('an offer reaches the console that has the incident and the one whose desk owns it, and no other', async () => {
  const board = town();
  const [owner, holder, other] = [consoleOf('anna'), consoleOf('ben', 'I1'), consoleOf('ben')];
  for (const one of [owner, holder, other]) await one.look(board);
  expect([owner, holder, other].map(one => one.offer(board))).toEqual([swap, swap, undefined]);
  expect(other.asked()).toBe(0);
});

test('it is asked for once for each place', async () => {
  const board = town();
  const owner = consoleOf('anna');
  await owner.look(board);
  await owner.look(board);
  expect(owner.asked()).toBe(1);
  board.incidents.set('I1', { ...board.incidents.get('I1')!, place: { at: [8.7, 49.4] } as never });
  await owner.look(board);
  expect(owner.asked()).toBe(2);
});

test('one console takes it, and it stands on none any more', async () => {
  const board = town();
  const owner = consoleOf('anna');
  await owner.look(board);
  board.units.set('M12', { ...board.units.get('M12')!, status: 'dispatched' });
  expect(owner.offer(board)).toBeUndefined();
  board.units.set('M12', { ...board.units.get('M12')!, status: 'available' });
  const there = { ...board.assignments.get('A1')!, times: { onScene: instant(9) } };
  board.assignments.set('A1', there);
  expect(owner.offer(board)).toBeUndefined();
});
