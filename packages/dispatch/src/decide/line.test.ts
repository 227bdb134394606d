import { expect } from 'vitest';
import { answered, chief, close, does, machine, opened, story, taker } from '../../test/story.ts';
import { ribbon } from '../clocks/ribbon.ts';
import { copyBoard } from '../empty.ts';

const sealed = { sealedId: 's1', digest: 'aa' };
const rings = does({ type: 'ReceiveCall', channel: 'phone', onLine: true }, machine);
const again = does({ type: 'RingAgain', callId: 'C1' }, machine);
const onLine = does({ type: 'TellAnswered', callId: 'C1' }, machine);
const ends = does({ type: 'EndCall', callId: 'C1' }, machine);
const settled = does({ type: 'EndCall', callId: 'C1', disposition: 'handled' }, chief);

story('[AV1] the line says when it was answered, whoever takes the call here')
  .given(rings, answered('C1'))
  .when(onLine)
  .writes('AnsweredOnLine')
  .and((board, [entry]) => {
    expect(board.calls.get('C1')).toMatchObject({
      lineAnsweredAt: entry?.at,
      taker: { id: expect.any(String) },
    });
  });
story('[AV1] said again, the first time counts').given(rings, onLine).when(onLine).nothing();
story('[AV1] abandoned on the line, it waits for somebody')
  .given(rings)
  .when(ends)
  .writes('CallEnded')
  .and(board => expect(board.openCalls.has('C1')).toBe(true));
story('[AV2] an answer that the line has not told of reads as typed, and what it tells takes its place')
  .given(rings, { ...answered('C1'), at: 20 }, { ...opened('I1', 'C1'), at: 30 })
  .when({ ...onLine, at: 40 })
  .writes('AnsweredOnLine')
  .and(told => {
    let board = told;
    const { lineAnsweredAt: _, ...untold } = board.calls.get('C1')!;
    const now = board.incidents.get('I1')!.openedAt;
    const read = () => ribbon(board, 'I1', now).find(one => one.clock === 'answer');
    expect(read()).toMatchObject({
      state: 'done',
      typed: false,
      until: board.calls.get('C1')?.lineAnsweredAt,
    });
    board = copyBoard(board);
    board.calls.set('C1', untold);
    expect(read()).toMatchObject({ state: 'done', typed: true, until: untold.answeredAt });
  });
story('[AV3] an abandoned caller who rings again is the same call, and is answered as one')
  .given(rings, ends, again)
  .when(answered('C1'))
  .writes('CallAnswered')
  .and(board => {
    expect(board.calls.get('C1')).toMatchObject({ state: 'open', rangAgainAt: expect.any(Number) });
    expect(board.calls.size).toBe(1);
  });
story(
  '[AV3] whose call came to an incident rings again, can be answered by anybody, and its first answer stands',
)
  .given(rings, { ...answered('C1'), at: 20 }, opened('I1', 'C1'), ends)
  .when(again)
  .writes('CallRangAgain')
  .and(board => {
    const call = board.calls.get('C1')!;
    expect(call).toMatchObject({ state: 'ringing', incidentId: 'I1', answeredAt: expect.any(Number) });
    expect([call.taker, call.endedAt]).toEqual([undefined, undefined]);
  });
story('[AV3] who holds it still holds it')
  .given(rings, answered('C1'))
  .when(again)
  .writes('CallRangAgain')
  .and(board => expect(board.calls.get('C1')).toMatchObject({ state: 'open', taker: expect.anything() }));
story('[AV4] what was settled does not ring again')
  .given(rings, ends, settled)
  .when(again)
  .refused('CallEndedAlready', { callId: 'C1' });
story('[AV4] nor that of a closed incident')
  .given(rings, answered('C1'), opened('I1', 'C1'), ends, close('I1'))
  .when(again)
  .refused('CallEndedAlready', { callId: 'C1' });
story('[AV5] a recording is named by sealed reference')
  .given(rings)
  .when(
    does({ type: 'RecordRecording', callId: 'C1', recording: { ...sealed, said: 'x' } as never }, machine),
  )
  .writes('RecordingReferenced')
  .and((board, [entry]) => {
    expect(entry?.data).toEqual({ callId: 'C1', recording: sealed });
    expect(board.calls.get('C1')?.recordings).toEqual([sealed]);
  });
story('[AV5] text that comes in is words by sealed reference')
  .given(rings)
  .when(does({ type: 'RecordWords', callId: 'C1', words: sealed }, machine))
  .writes('WordsRecorded');
for (const command of [
  { type: 'RingAgain', callId: 'C1' },
  { type: 'TellAnswered', callId: 'C1' },
  { type: 'RecordRecording', callId: 'C1', recording: sealed },
] as const)
  story(`[AV6] ${command.type} is not for people`)
    .given(rings)
    .when(does(command, taker))
    .refused('NotAllowed');
