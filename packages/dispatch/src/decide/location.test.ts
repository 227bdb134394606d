import { expect } from 'vitest';
import { answered, close, does, machine, opened, square, story, taker } from '../../test/story.ts';

const first = { sealedId: 's1', digest: 'aa' };
const second = { sealedId: 's2', digest: 'bb' };
const reports = (location: typeof first, callId = 'C1') =>
  does({ type: 'RecordLocation', callId, location }, machine);
const placed = does({ type: 'AmendCall', callId: 'C1', fields: { place: square } }, taker);

story('[Y1] what the phone says appends, and the newest counts')
  .given(answered(), reports(first))
  .when(reports(second))
  .writes('LocationReported')
  .and((board, [entry]) => {
    expect(entry?.data).toEqual({ callId: 'C1', location: second });
    expect(board.calls.get('C1')?.locations).toEqual([first, second]);
  });
story('[Y2] it changes neither the card nor the incident')
  .given(answered(), placed, opened('I1', 'C1'))
  .when(reports(first))
  .writes('LocationReported')
  .and(board => {
    expect(board.calls.get('C1')?.place).toEqual(square);
    expect(board.incidents.get('I1')?.place).toEqual(square);
  });
story('[Y1] it comes while the phone rings, and until both call and incident have ended')
  .given(answered(), opened('I1', 'C1'), does({ type: 'EndCall', callId: 'C1' }, taker), close('I1'))
  .when(reports(first))
  .refused('CallEndedAlready', { callId: 'C1' });
story('[Y1] of a call that is not there nothing is taken').when(reports(first, 'C9')).refused('CallUnknown');
story('[Y1] only the line says it')
  .given(answered())
  .when(does({ type: 'RecordLocation', callId: 'C1', location: first }, taker))
  .refused('NotAllowed');
