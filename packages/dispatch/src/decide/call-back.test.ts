import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import {
  type Act,
  anna,
  answer,
  answered,
  at,
  ben,
  chief,
  close,
  does,
  leaves,
  machine,
  opened,
  ringing,
  sits,
  story,
  taker,
} from '../../test/story.ts';
import { alarms, Watched } from '../../test/watched.ts';
import { briefing } from '../briefing.ts';
import {
  type AttemptOutcome,
  attemptOutcomes,
  type CallBackCause,
  callBacks,
  deskOfCallBack,
  hasCallBack,
  openCallBack,
} from '../call-back.ts';
import { filable } from '../filing.ts';
import { whoHas } from '../hand-over.ts';
import { queue } from '../queue.ts';
import { boardFromJson, boardToJson } from '../snapshot.ts';

const hangsUp = does({ type: 'EndCall', callId: 'C1' }, machine);
const again = does({ type: 'RingAgain', callId: 'C1' }, machine);
const marked = (cause: CallBackCause): Act => does({ type: 'SetCallBack', callId: 'C1', cause }, taker);
const tried = (outcome: AttemptOutcome, second?: number): Act => ({
  ...does({ type: 'AttemptCallBack', callId: 'C1', outcome }, taker),
  ...(second === undefined ? {} : { at: second }),
});
const givesUp = (actor = taker): Act =>
  does({ type: 'GiveUpCallBack', callId: 'C1', reason: 'notReached' }, actor);
const abandoned = [ringing(), hangsUp];
const thrice = [tried('noAnswer'), tried('engaged'), tried('unreachable')];

story('[TK1] who hangs up before anybody answers is to be called back')
  .given(ringing())
  .when(hangsUp)
  .writes('CallEnded')
  .and(board => {
    expect(board.calls.get('C1')?.callBack).toEqual({ cause: 'abandoned', since: at(3), attempts: [] });
    expect(queue(board)).toMatchObject([{ waits: 'abandoned' }]);
  });
story('[TK1] a silent line is one while it is open still')
  .given(ringing(), answered('C1'))
  .when(marked('silent'))
  .writes('CallBackSet')
  .and(board => expect(queue(board)).toMatchObject([{ waits: 'silent', call: { state: 'open' } }]));
story('[TK1] and stays one when it ends')
  .given(ringing(), answered('C1'), marked('silent'))
  .when(does({ type: 'EndCall', callId: 'C1' }, taker))
  .writes('CallEnded')
  .and(board => expect(queue(board)).toMatchObject([{ waits: 'silent', call: { state: 'ended' } }]));
story('[TK1] a line that breaks in the middle is over, and its caller is called back')
  .given(ringing(), answered('C1'))
  .when(marked('cutOff'))
  .writes('CallBackSet', 'CallEnded')
  .and(board => expect(queue(board)).toMatchObject([{ waits: 'cutOff' }]));
story('[TK1] it is said once')
  .given(ringing(), answered('C1'), marked('silent'))
  .when(marked('silent'))
  .nothing();
story('[TK1] what never was on the line was not cut off')
  .given(...abandoned)
  .when(marked('cutOff'))
  .refused('CallBackUnfit', { cause: 'cutOff' });
story('[TK1] a phone that rings is answered')
  .given(ringing())
  .when(marked('silent'))
  .refused('CallRingsStill');
story('[TK1] a caller who was cut off is called back beside the incident, as long as that is open')
  .given(ringing(), answered('C1'), opened('I1', 'C1'), marked('cutOff'))
  .when(close('I1'))
  .writes('IncidentClosed')
  .and((board, _, telling) => {
    expect(callBacks(board)).toEqual([]);
    telling.must(does({ type: 'ReopenIncident', incidentId: 'I1' }));
    expect(callBacks(telling.board)).toMatchObject([{ call: { callId: 'C1' } }]);
  });
story('[TK1] of an abandoned call the incident takes its place, and detached it is to be called back again')
  .given(...abandoned, opened('I1', 'C1'))
  .when(does({ type: 'DetachCall', callId: 'C1' }))
  .writes('CallDetached')
  .and(board => expect(queue(board).map(({ waits }) => waits)).toContain('abandoned'));

for (const outcome of attemptOutcomes.slice(0, 3))
  story(`[TK2] ${outcome}: noted, and tried again later`)
    .given(...abandoned)
    .when(tried(outcome))
    .writes('CallBackAttempted')
    .and(board => {
      expect(board.calls.get('C1')?.callBack?.attempts).toEqual([{ at: at(4), by: taker, outcome }]);
      expect(board.openCalls.has('C1')).toBe(true);
    });
story('[TK2] who needs no help is done')
  .given(...abandoned)
  .when(tried('fine'))
  .writes('CallBackAttempted')
  .and(board => {
    expect(board.calls.get('C1')?.callBack?.ended).toEqual({ how: 'fine', at: at(4), by: taker });
    expect(queue(board)).toEqual([]);
  });
story('[TK2] who needs help is on the line again with who reached them, since the first ring')
  .given({ ...ringing(), at: 5 }, hangsUp, tried('noAnswer'))
  .when(tried('needsHelp'))
  .writes('CallBackAttempted', 'CallAnswered')
  .and((board, _, telling) => {
    const call = board.calls.get('C1');
    expect(call).toMatchObject({
      state: 'open',
      taker,
      receivedAt: at(5),
      callBack: { ended: { how: 'needsHelp' } },
    });
    expect(call).not.toHaveProperty('endedAt');
    telling.must(opened('I1', 'C1'));
    expect(telling.board.incidents.get('I1')?.callIds).toEqual(['C1']);
  });
story('[TK2] on a silent line that is open still, help is said once')
  .given(ringing(), answered('C1'), marked('silent'))
  .when(tried('needsHelp'))
  .writes('CallBackAttempted')
  .and(board => expect(queue(board)).toMatchObject([{ waits: 'open' }]));
story('[TK2] who rings again ends it, and hanging up again begins it anew')
  .given(...abandoned, tried('noAnswer'), again)
  .when(hangsUp)
  .writes('CallEnded')
  .and(board =>
    expect(board.calls.get('C1')?.callBack).toEqual({ cause: 'abandoned', since: at(6), attempts: [] }),
  );
story('[TK2] one that was cut off and rings again is the same call, and can be answered')
  .given(ringing(), answered('C1'), marked('cutOff'), again)
  .when(answer('C1'))
  .writes('CallAnswered')
  .and(board => expect(board.calls.get('C1')?.callBack?.ended?.how).toBe('rangAgain'));
story('[TK2] there is nothing to try where nobody is to be called back')
  .given(ringing(), answered('C1'))
  .when(tried('fine'))
  .refused('CallBackOver', { callId: 'C1' });
story('[TK2] a slip is put right by saying again that the caller is to be called back')
  .given(...abandoned, tried('fine'))
  .when(marked('abandoned'))
  .writes('CallBackSet')
  .and(board => expect(queue(board)).toMatchObject([{ waits: 'abandoned' }]));

test('[TK3] when it is due is the centre’s own: the first, the next, and how many', () => {
  const due = (callBacks_?: object, ...acts: readonly Act[]) => {
    const floor = new Watched(
      callBacks_ === undefined ? {} : { callBacks: callBacks_ as never },
      { ...ringing(), at: 10 },
      { ...hangsUp, at: 20 },
      ...acts,
    );
    return callBacks(floor.board).map(({ dueAt }) => dueAt);
  };
  const own = { firstSeconds: 30, betweenSeconds: 90, attempts: 2 };
  expect(due()).toEqual([at(80)]);
  expect(due(own)).toEqual([at(50)]);
  expect(due(undefined, tried('engaged', 40))).toEqual([at(340)]);
  expect(due(own, tried('engaged', 40))).toEqual([at(130)]);
  const two = new Watched({ callBacks: own }, ringing(), hangsUp, tried('noAnswer'));
  expect(two.act(givesUp()).refusal).toEqual({
    code: 'CallBackTooFew',
    callId: 'C1',
    attempts: 1,
    needed: 2,
  });
  two.must(tried('noAnswer'));
  two.must(givesUp());
});

test('[TK3] [J9] what is overdue is one alarm for each desk, however many wait there', () => {
  const floor = new Watched({}, sits('C1', taker), { ...ringing(), at: 10 }, ringing(), ringing());
  for (const callId of ['C1', 'C2', 'C3'])
    floor.must({ ...does({ type: 'EndCall', callId }, machine), at: 20 });
  expect(floor.look(79)).toEqual([]);
  expect(floor.look(80)).toEqual(['FloorAlarmRaised callBackDue:C1']);
  expect(floor.board.alarms.get('callBackDue:C1')).toMatchObject({ deskId: 'C1', about: { callId: 'C1' } });
  expect(floor.look(81)).toEqual([]);
  for (const callId of ['C1', 'C2', 'C3'])
    floor.must({ ...does({ type: 'AttemptCallBack', callId, outcome: 'noAnswer' }, taker), at: 90 });
  expect(floor.look(91)).toEqual(['FloorAlarmCleared callBackDue:C1']);
  expect(floor.look(391)).toEqual(['FloorAlarmRaised callBackDue:C1']);
  floor.checkFold();
});

test('[J4] [TK3] one more that becomes due after the alarm was acknowledged raises it again, once', () => {
  const floor = new Watched({}, sits('C1', taker), { ...ringing(), at: 10 }, ringing());
  floor.must({ ...does({ type: 'EndCall', callId: 'C1' }, machine), at: 20 });
  floor.must({ ...does({ type: 'EndCall', callId: 'C2' }, machine), at: 50 });
  expect(floor.look(80)).toEqual(['FloorAlarmRaised callBackDue:C1']);
  const acknowledged = (second: number) =>
    floor.must({ ...does({ type: 'AcknowledgeAlarm', key: 'callBackDue:C1' }, taker), at: second });
  acknowledged(85);
  expect([floor.look(86), floor.look(109)]).toEqual([[], []]);
  expect(floor.look(110)).toEqual(['FloorAlarmRepeated callBackDue:C1']);
  acknowledged(111);
  expect([floor.look(112), floor.look(410)]).toEqual([[], []]);
  expect(floor.look(411)).toEqual(['FloorAlarmRepeated callBackDue:C1']);
  floor.checkFold();
});

test('[J4] [J6] where the centre lets the alarm wait, one more that joins it waits as long', () => {
  const waits = { ...alarms, kinds: { callBackDue: { afterSeconds: 15 } } };
  const floor = new Watched({ alarms: waits }, sits('C1', taker), { ...ringing(), at: 10 }, ringing());
  floor.must({ ...does({ type: 'EndCall', callId: 'C1' }, machine), at: 20 });
  floor.must({ ...does({ type: 'EndCall', callId: 'C2' }, machine), at: 50 });
  expect([floor.look(94), floor.look(95)]).toEqual([[], ['FloorAlarmRaised callBackDue:C1']]);
  floor.must({ ...does({ type: 'AcknowledgeAlarm', key: 'callBackDue:C1' }, taker), at: 100 });
  expect([floor.look(124), floor.look(125)]).toEqual([[], ['FloorAlarmRepeated callBackDue:C1']]);
});

story('[TK4] before the centre’s attempts a call taker does not give up')
  .given(...abandoned, tried('noAnswer'))
  .when(givesUp())
  .refused('CallBackTooFew', { attempts: 1, needed: 3 });
story('[TK4] nor a dispatcher')
  .given(...abandoned)
  .when(givesUp(anna))
  .refused('CallBackTooFew', { attempts: 0 });
story('[TK4] after them anybody does, with a reason')
  .given(...abandoned, ...thrice)
  .when(givesUp())
  .writes('CallBackGivenUp')
  .and((board, [entry]) => {
    expect(entry?.data).toEqual({ callId: 'C1', reason: 'notReached', attempts: 3 });
    expect(queue(board)).toEqual([]);
  });
story('[TK4] a commander does before')
  .given(...abandoned)
  .when(givesUp(chief))
  .writes('CallBackGivenUp');
story('[TK4] and who sits at the supervisor’s desk')
  .given(sits('S1', ben), ...abandoned)
  .when(givesUp(ben))
  .writes('CallBackGivenUp');
story('[TK4] a disposition does not take the place of the attempts')
  .given(...abandoned)
  .when(does({ type: 'EndCall', callId: 'C1', disposition: 'noneFound' }, anna))
  .refused('CallBackTooFew');
story('[TK4] nor of a silent line')
  .given(ringing(), answered('C1'), marked('silent'))
  .when(does({ type: 'EndCall', callId: 'C1', disposition: 'noneFound' }, taker))
  .refused('CallBackTooFew');
story('[TK4] no reason takes the place of an answer')
  .given(ringing())
  .when(does({ type: 'EndCall', callId: 'C1', disposition: 'falseAlarm' }, chief))
  .refused('CallRingsStill');

story('[TK5] what nobody has ended is not filed, however old')
  .given(...abandoned)
  .when(does({ type: 'FileRecords', incidentIds: [], callIds: ['C1'] }, machine))
  .refused('RecordInUse', { number: 'C1' });
test('[TK5] nor is it offered for filing; given up it is', () => {
  const floor = new Watched({}, ...abandoned);
  const old = instant(floor.board.at + 9e9);
  expect(filable(floor.board, old).callIds).toEqual([]);
  floor.must(givesUp(chief));
  expect(filable(floor.board, old).callIds).toEqual(['C1']);
});

test('[TK6] it has one owner, is in the briefing with its time, and is the supervisor’s when who sat there leaves', () => {
  const floor = new Watched(
    {},
    sits('C1', taker),
    sits('S1', chief),
    { ...ringing(), at: 10 },
    { ...answered('C1'), at: 12 },
    { ...marked('silent'), at: 20 },
  );
  const owner = () => deskOfCallBack(floor.board, floor.board.calls.get('C1')!);
  expect(owner()).toBe('C1');
  expect(briefing(floor.board, 'C1', at(30)).tasks).toEqual([
    { kind: 'callBack', callId: 'C1', dueAt: at(80) },
  ]);
  const read = boardFromJson(JSON.parse(JSON.stringify(boardToJson(floor.board))));
  expect(read.ok && callBacks(read.value)).toEqual(callBacks(floor.board));
  floor.must(leaves('C1', taker));
  expect(whoHas(floor.board, owner())?.by).toEqual(chief);
  expect(floor.board.alarms.has('deskOrphaned:C1')).toBe(true);
  floor.must(does({ type: 'EndCall', callId: 'C1' }, chief));
  floor.must({ ...opened('I1', 'C1'), at: 100 });
  expect(openCallBack(floor.board, floor.board.calls.get('C1')!)).toBeDefined();
  expect(owner()).toBe('D1');
});

test('[TK7] who has it in hand is who sits at its desk; else the supervisor, else everybody', () => {
  const floor = new Watched({}, sits('C1', taker), sits('S1', chief), ...abandoned);
  const has = (id: string) => hasCallBack(floor.board, floor.board.calls.get('C1')!, id);
  expect(['tom', 'cleo', 'anna'].map(has)).toEqual([true, false, false]);
  floor.must(leaves('C1', taker));
  expect(['tom', 'cleo', 'anna'].map(has)).toEqual([false, true, false]);
  floor.must(leaves('S1', chief));
  expect(['tom', 'cleo', 'anna'].map(has)).toEqual([true, true, true]);
  floor.must(givesUp(chief));
  expect(['tom', 'cleo', 'anna'].map(has)).toEqual([false, false, false]);
});

story(
  '[TK5] a silent call that has an incident is not said to be abandoned, for its task would be gone without a reason',
)
  .given(ringing(), answered('C1'), opened('I1', 'C1'), marked('silent'), hangsUp)
  .when(marked('abandoned'))
  .refused('CallBackUnfit', { callId: 'C1', cause: 'abandoned' });
