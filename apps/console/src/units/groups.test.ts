import { defaultConfiguration, emptyBoard, type Unit } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { unitRows } from './groups.ts';

test('units stand under agency and post, numbers read as numbers, with how many are free', () => {
  const board = emptyBoard();
  const put = (
    unitId: string,
    agency: Unit['description']['agency'],
    postId: string | undefined,
    status: Unit['status'],
  ) =>
    board.units.set(unitId, {
      unitId,
      description: {
        unitId,
        kind: 'ENGINE',
        agency,
        capabilities: [],
        ...(postId === undefined ? {} : { postId }),
      },
      status,
      statusSince: instant(0),
      assignmentIds: [],
      changedSeq: 0,
    });
  put('E10', 'fire', 'S1', 'available');
  put('E2', 'fire', 'S1', 'onScene');
  put('P1', 'police', undefined, 'available');
  expect(
    unitRows(board).map(row => (row.kind === 'unit' ? row.id : `${row.id} ${row.free}/${row.all}`)),
  ).toEqual(['fire 1/2', 'fire/S1 1/2', 'E2', 'E10', 'police 1/1', 'police/ 1/1', 'P1']);
  // What changes afterwards is shown: who is taken, who leaves, who comes to another post.
  put('E10', 'fire', 'S1', 'enRoute');
  board.units.delete('P1');
  expect(
    unitRows(board).map(row => (row.kind === 'unit' ? row.id : `${row.id} ${row.free}/${row.all}`)),
  ).toEqual(['fire 0/2', 'fire/S1 0/2', 'E2', 'E10']);
  put('E2', 'fire', 'S2', 'available');
  board.configuration = defaultConfiguration({ placeName: {}, units: [], posts: [] });
  expect(unitRows(board).map(row => row.id)).toEqual(['fire', 'fire/S1', 'E10', 'fire/S2', 'E2']);
});
