import {
  type Board,
  type Command,
  decide,
  defaultTypes,
  emptyBoard,
  evolve,
  type QueueItem,
  queue,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { GroupsAnswer } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { firstToAnswer, groupedRows, noGroups } from './groups.ts';

const machine = { kind: 'system', id: 'line' } as const;
const taker = { kind: 'operator', id: 'tom', role: 'callTaker' } as const;

/** An incident I1 that C1 opened, then phones C2…C6 and a text C7, ringing. */
function floor(): Board {
  let board = emptyBoard();
  let at = 1_000_000;
  const does = (command: Command, actor: typeof machine | typeof taker = taker) => {
    at += 1000;
    const decided = decide(board, { commandId: `c${at}`, actor, command }, instant(at));
    if (!decided.ok) throw new Error(decided.error.code);
    for (const entry of decided.value)
      board = evolve(board, { ...entry, seq: board.head + 1, recordedAt: instant(at) });
  };
  does(
    {
      type: 'AdoptConfiguration',
      configuration: {
        version: 1,
        placeName: {},
        units: [],
        types: defaultTypes,
        posts: [],
        areas: [],
        readiness: { levels: [], minimums: [] },
        clocks: {
          releaseSeconds: 40,
          dispatchSeconds: 30,
          acknowledgeSeconds: 30,
          turnoutSeconds: 80,
          staleFixSeconds: 60,
        },
      },
    } as Command,
    machine,
  );
  does({ type: 'AnswerCall' });
  does({ type: 'OpenIncident', callId: 'C1', typeId: 'structureFire' });
  for (let i = 0; i < 5; i++) does({ type: 'ReceiveCall', channel: 'phone', fields: {} }, machine);
  does({ type: 'ReceiveCall', channel: 'text', fields: {} }, machine);
  return board;
}
const items = (board: Board) =>
  queue(board).map((item: QueueItem) => ({
    ...item,
    id: item.kind === 'call' ? item.call.callId : item.incident.incidentId,
  }));
const sorted: GroupsAnswer = {
  head: 9,
  groups: [{ leader: 'I1', callIds: ['C2', 'C3', 'C4', 'C7'] }],
  standing: [{ callId: 'C6', among: 'I1', concepts: ['notBreathing'], saidBy: 0, of: 40 }],
};

test('a group is one row with its counts, below what stands out and what stands alone', () => {
  const board = floor();
  const rows = groupedRows(items(board), board, sorted);
  expect(rows.map(row => row.id)).toEqual(['C6', 'I1', 'C5', 'group-I1'].sort((a, b) => order(a) - order(b)));
  expect(rows.at(-1)).toMatchObject({
    callIds: ['C2', 'C3', 'C4', 'C7'],
    ringing: 4,
    unread: [],
    leader: 'I1',
  });
});
const order = (id: string) => ['C6', 'I1', 'C5', 'group-I1'].indexOf(id);

test('what came since stands alone, and without an answer all do', () => {
  const board = floor();
  expect(groupedRows(items(board), board, noGroups).map(row => row.id)).toHaveLength(7);
});

test('attached and unread, a call keeps its incident in the queue until somebody reads it', () => {
  let board = floor();
  const act = (command: Command) => {
    const decided = decide(board, { commandId: `x${board.head}`, actor: taker, command }, instant(2_000_000));
    if (!decided.ok) throw new Error(decided.error.code);
    for (const entry of decided.value)
      board = evolve(board, { ...entry, seq: board.head + 1, recordedAt: instant(2_000_000) });
  };
  act({ type: 'AttachCall', callId: 'C7', incidentId: 'I1' });
  const group = () => groupedRows(items(board), board, noGroups).find(row => row.kind === 'group');
  expect(group()).toMatchObject({ leader: 'I1', unread: ['C7'], callIds: [] });
  act({ type: 'ReadCall', callId: 'C7' });
  expect(group()).toBeUndefined();
});

test('the phone that stands out is answered first, then those alone, then those of a group', () => {
  const board = floor();
  expect(firstToAnswer(board, sorted)).toBe('C6');
  expect(firstToAnswer(board, { ...sorted, standing: [] })).toBe('C5');
  expect(firstToAnswer(board, noGroups)).toBe('C2');
  // One that is attached has its place already, though nobody has answered it.
  const attach: Command = { type: 'AttachCall', callId: 'C2', incidentId: 'I1' };
  const decided = decide(board, { commandId: 'x', actor: taker, command: attach }, instant(3_000_000));
  if (!decided.ok) throw new Error(decided.error.code);
  const [entry] = decided.value;
  const after = evolve(board, { ...entry!, seq: board.head + 1, recordedAt: instant(3_000_000) });
  expect(firstToAnswer(after, noGroups)).toBe('C3');
});
