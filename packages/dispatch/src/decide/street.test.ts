import { expect, test } from 'vitest';
import {
  type Act,
  answered,
  at,
  ben,
  bridge,
  chief,
  crew,
  does,
  machine,
  square,
  story,
  Telling,
  taker,
} from '../../test/story.ts';
import type { Actor } from '../command.ts';
import { closuresInForce, foldBoard } from '../index.ts';

const mill = {
  pairs: [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
  ],
  lines: [[square.at, bridge.at]],
  label: { en: 'Mill Lane', zh: '磨坊巷' },
  reason: 'flood',
} as const;
const closed = (until: number, more: object = {}, actor?: Actor): Act =>
  does({ type: 'CloseStreet', ...mill, expiresAt: at(until), ...more }, actor);
const reopened = (closureId: string, actor?: Actor): Act => does({ type: 'ReopenStreet', closureId }, actor);
const ids = (telling: Telling, seconds: number) =>
  closuresInForce(telling.board, at(seconds)).map(closure => closure.closureId);

story('[T1] a street is closed with a reason and an expiry')
  .when(closed(600))
  .writes('StreetClosed')
  .and(board => {
    expect(board.closures.get('X1')).toMatchObject({ ...mill, since: at(2), expiresAt: at(600) });
    expect(board.closures.get('X1')?.by.id).toBe('anna');
  });
story('[T1] not until a time that has passed')
  .when(closed(1))
  .refused('TimeImplausible', { at: at(1) });
story('[T1] nor for longer than anybody means')
  .when(closed(367 * 86_400))
  .refused('TimeImplausible');
story('[T1] nor until no time at all').when(closed(Number.NaN)).refused('TimeImplausible');
story('[W1] a call taker closes no street')
  .when(closed(600, {}, taker))
  .refused('NotAllowed');
story('[W2] nor does a crew')
  .when(closed(600, {}, crew('E1')))
  .refused('NotAllowed');
story('[W4] nor does the machine by itself')
  .when(closed(600, {}, machine))
  .refused('NotAllowed');
story('[W1] nor do they open one').given(closed(600)).when(reopened('X1', taker)).refused('NotAllowed');
story('[W1] a commander opens what a dispatcher closed')
  .given(closed(600))
  .when(reopened('X1', chief))
  .writes('StreetReopened');

test('[T2] a closure counts until it expires, and needs no entry for that', () => {
  const telling = new Telling();
  telling.must(closed(600));
  telling.must(closed(300, { reason: 'crash' }));
  expect([ids(telling, 2), ids(telling, 299.999), ids(telling, 300)]).toEqual([
    ['X1', 'X2'],
    ['X1', 'X2'],
    ['X1'],
  ]);
  expect(ids(telling, 600)).toEqual([]);
  expect(telling.log).toHaveLength(2);
});
story('[T2] or until it is reopened')
  .given(closed(600))
  .when(reopened('X1', ben))
  .writes('StreetReopened')
  .and(board => {
    expect(closuresInForce(board, at(3))).toEqual([]);
  });
test('[T2] expired ones leave the board with the next entry about streets, and their numbers stay given', () => {
  const telling = new Telling();
  telling.must(closed(10));
  telling.must({ ...answered(), at: 20 });
  expect([...telling.board.closures.keys()]).toEqual(['X1']);
  telling.must(closed(600));
  expect([...telling.board.closures.keys()]).toEqual(['X2']);
  telling.checkFold();
});

story('[T3] the same street closed for another reason is another closure')
  .given(closed(600))
  .when(closed(600, { reason: 'crash' }))
  .writes('StreetClosed');
story('[T3] reopening one leaves the other')
  .given(closed(600), closed(900))
  .when(reopened('X1'))
  .writes('StreetReopened')
  .and(board => {
    expect([...board.closures.keys()]).toEqual(['X2']);
  });
story('[T3] the very same one is written once')
  .given(closed(600))
  .when(closed(600, {}, ben))
  .nothing();

story('[T4] a street that was reopened is open already')
  .given(closed(600), reopened('X1'))
  .when(reopened('X1'))
  .refused('StreetOpenAlready', { closureId: 'X1' });
story('[T4] one whose closure has expired is open already')
  .given(closed(10))
  .when({ ...reopened('X1'), at: 10 })
  .refused('StreetOpenAlready');
story('[T4] one that was dropped from the board too')
  .given(closed(10), { ...closed(600), at: 20 })
  .when(reopened('X1'))
  .refused('StreetOpenAlready');
for (const closureId of ['X2', 'X0', 'x1', 'M12'])
  story(`[T4] ${closureId} is no closure`)
    .given(closed(600))
    .when(reopened(closureId))
    .refused('ClosureUnknown', { closureId });

test('[T5] the newest entry about streets and a time name the closures of that time', () => {
  const telling = new Telling();
  const acts = [closed(100), answered(), closed(50, { reason: 'fire' }), reopened('X1'), closed(80)];
  const named = acts.map(act => {
    telling.must(act);
    return { version: telling.board.closuresVersion, inForce: ids(telling, 60) };
  });
  expect(named.map(one => one.version)).toEqual([1, 1, 4, 5, 6]);
  for (const { version, inForce } of named) {
    const then = foldBoard(telling.log.filter(entry => entry.seq <= version));
    expect(closuresInForce(then, at(60)).map(closure => closure.closureId)).toEqual(inForce);
  }
});

const onCard = (act: Act, seconds: number): Act => ({
  ...act,
  at: 1000,
  onPaper: { happenedAt: at(seconds), card: 'K7' },
});
story('[D1] a closure on paper counts from its card, even where it has expired meanwhile')
  .when(onCard(closed(900), 600))
  .writes('StreetClosed')
  .and(board => {
    expect(board.closures.get('X1')?.since).toEqual(at(600));
    expect(closuresInForce(board, at(1000))).toEqual([]);
  });
story('[D2] a street is not opened on paper before it was closed')
  .given({ ...closed(5000), at: 900 })
  .when(onCard(reopened('X1'), 600))
  .refused('TimeImplausible', { at: at(600) });
