import { expect, test } from 'vitest';
import {
  anna,
  answered,
  assigned,
  at,
  chief,
  close,
  does,
  machine,
  opened,
  smallTown,
  status,
  story,
  Telling,
  taker,
  undo,
} from '../test/story.ts';
import { filable } from './filing.ts';
import { boardAt } from './fold.ts';
import { boardToJson } from './snapshot.ts';

const file = (incidentIds: readonly string[], callIds: readonly string[] = [], actor = machine) =>
  does({ type: 'FileRecords', incidentIds, callIds }, actor);
const hangsUp = (callId = 'C1') => does({ type: 'EndCall', callId }, taker);
const past = [
  answered(),
  opened('I1', 'C1', 'ill'),
  assigned('M12', 'I1'),
  status('M12', 'available'),
] as const;
const over = [...past, hangsUp(), close('I1')] as const;

story('[K5] what is over is filed, and the entry says what it was')
  .given(...over)
  .when(file(['I1']))
  .writes('RecordsFiled');
story('[K6] an open incident is not filed')
  .given(...past, hangsUp())
  .when(file(['I1']))
  .refused('RecordInUse', { number: 'I1' });
story('[K6] … nor one whose caller is still on the line')
  .given(...past, close('I1'))
  .when(file(['I1']))
  .refused('RecordInUse', { number: 'C1' });
story('[K6] … nor one linked to what is open')
  .given(...over, opened('I2'), does({ type: 'LinkIncidents', incidentId: 'I1', otherId: 'I2' }))
  .when(file(['I1']))
  .refused('RecordInUse', { number: 'I2' });
story('[K6] … nor a part without what leads it')
  .given(
    ...past,
    hangsUp(),
    opened('I2'),
    does({ type: 'MergeIncidents', incidentId: 'I1', intoId: 'I2' }),
    close('I2'),
  )
  .when(file(['I1']))
  .refused('RecordInUse', { number: 'I2' });
story('[K6] a call that has an incident is filed with it alone')
  .given(...over)
  .when(file([], ['C1']))
  .refused('RecordInUse', { number: 'C1' });
story('[K6] … and one that goes on not at all')
  .given(answered())
  .when(file([], ['C1']))
  .refused('RecordInUse', { number: 'C1' });
story('[K7] a filed incident takes nothing any more')
  .given(...over, file(['I1']))
  .when(does({ type: 'AmendIncident', incidentId: 'I1', priority: 1 }))
  .refused('FiledAlready', { number: 'I1' });
story('[K7] … nor a filed call')
  .given(answered(), hangsUp(), file([], ['C1']))
  .when(does({ type: 'RecordWords', callId: 'C1', words: { sealedId: 's', digest: 'd' } }, taker))
  .refused('FiledAlready', { number: 'C1' });
story('[K7] a number that was never given is unknown all the same')
  .given(...over, file(['I1']))
  .when(close('I2'))
  .refused('IncidentUnknown', { incidentId: 'I2' });
story('[K8] what was filed is not reopened')
  .given(...over, file(['I1']))
  .when(does({ type: 'ReopenIncident', incidentId: 'I1' }, chief))
  .refused('FiledAlready', { number: 'I1' });
story('[K8] filing the same twice writes one entry')
  .given(...over, file(['I1']))
  .when(file(['I1']))
  .writes();
story('a person does not file')
  .given(...over)
  .when(file(['I1'], [], anna))
  .refused('NotAllowed');

function told(...acts: Parameters<Telling['must']>[0][]): Telling {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of acts) telling.must(act);
  return telling;
}

test('[K5] nothing of it is left on the board, and the log folds to that board before and after', () => {
  const telling = told(...over);
  const before = boardToJson(telling.board);
  const seq = telling.log.length;
  const [filed] = telling.must(file(['I1']));
  expect(filed?.data).toEqual({
    callIds: [],
    incidents: [
      expect.objectContaining({
        incidentId: 'I1',
        typeId: 'ill',
        called: true,
        agencies: ['fire'],
        closedAt: before.incidents[0]?.closedAt,
      }),
    ],
  });
  const { board } = telling;
  expect([board.incidents.size, board.calls.size, board.assignments.size, board.undoable.size]).toEqual([
    0, 0, 0, 0,
  ]);
  const { configuration: _, ...records } = boardToJson(board);
  expect(JSON.stringify(records)).not.toMatch(/"(I1|C1|A1)"/);
  telling.checkFold();
  expect(boardToJson(boardAt(telling.log.slice(0, seq), at(1e9)))).toEqual(before);
  expect([board.lastIncident, board.lastCall, board.lastAssignment]).toEqual([1, 1, 1]);
});

test('[K8] what was done to it is no longer undone', () => {
  const telling = told(...past, hangsUp());
  const [closed] = telling.must(close('I1'));
  telling.must(file(['I1']));
  expect(telling.act(undo(closed!.seq))).toMatchObject({ refusal: { code: 'NotUndoable' } });
});

test('[K6] what can be filed is what was over before the time, families as a whole, no more than asked for', () => {
  const telling = told(...over);
  const { board } = telling;
  const closedAt = board.incidents.get('I1')!.closedAt!;
  expect(filable(board, closedAt).incidentIds).toEqual([]);
  expect(filable(board, at(1e6)).incidentIds).toEqual(['I1']);
  for (const act of [opened('I2'), does({ type: 'LinkIncidents', incidentId: 'I1', otherId: 'I2' })])
    telling.must(act);
  expect(filable(board, at(1e6)).incidentIds).toEqual([]);
  telling.must(close('I2'));
  telling.must(opened('I3'));
  telling.must(close('I3'));
  expect(filable(board, at(1e6), 1).incidentIds).toEqual(['I1', 'I2']);
  expect(filable(board, at(1e6)).incidentIds).toEqual(['I1', 'I2', 'I3']);
  expect(telling.must(file(filable(board, at(1e6)).incidentIds))).toHaveLength(1);
});
