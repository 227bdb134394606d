import { expect } from 'vitest';
import {
  anna,
  answered,
  ben,
  bridge,
  does,
  machine,
  opened,
  ringing,
  story,
  taker,
  undo,
} from '../../test/story.ts';
import type { ShownLikeness } from '../duplicates/shown.ts';
import { unreadOf } from '../unread.ts';

const likeness: ShownLikeness = {
  probability: 0.97,
  version: 1,
  reasons: [{ code: 'distance', distanceM: 120, uncertaintyM: 60, weight: 2 }],
};
const written = (incidentId?: string) => [
  does({ type: 'ReceiveCall', channel: 'text', fields: { place: bridge } }, machine),
  ...(incidentId === undefined
    ? []
    : [does({ type: 'AttachCall', callId: 'C2', incidentId, likeness }, taker)]),
];
const first = [answered(), opened('I1', 'C1')];
const read = (callId: string) => does({ type: 'ReadCall', callId }, anna);

story('[X1] the machine attaches no call')
  .given(...first, written())
  .when(does({ type: 'AttachCall', callId: 'C2', incidentId: 'I1', likeness }, machine))
  .refused('NotAllowed');
story('[X2] what stood on the screen stays with the entry')
  .given(...first, written())
  .when(does({ type: 'AttachCall', callId: 'C2', incidentId: 'I1', likeness }, taker))
  .writes('CallAttached')
  .and((board, [entry]) => {
    expect(entry?.data).toEqual({ callId: 'C2', incidentId: 'I1', likeness });
    expect(board.incidents.get('I1')?.callIds).toEqual(['C1', 'C2']);
  });
story('[X2] attaching is undone')
  .given(...first, written('I1'))
  .when(undo(6, taker))
  .writes('EntryUndone')
  .and(board => expect(board.calls.get('C2')?.incidentId).toBeUndefined());
story('[X3] a call that is attached stays unread')
  .given(...first, written())
  .when(does({ type: 'AttachCall', callId: 'C2', incidentId: 'I1' }, taker))
  .writes('CallAttached')
  .and(board => expect(unreadOf(board, 'I1').map(call => call.callId)).toEqual(['C2']));
story('[X3] until somebody reads it')
  .given(...first, written('I1'))
  .when(read('C2'))
  .writes('CallRead')
  .and((board, [entry]) => {
    expect(unreadOf(board, 'I1')).toEqual([]);
    expect(board.calls.get('C2')?.read).toEqual({ at: entry?.at, by: anna });
  });
story('[X3] or answers it')
  .given(...first, written('I1'))
  .when(answered('C2'))
  .writes('CallAnswered')
  .and(board => expect(unreadOf(board, 'I1')).toEqual([]));
story('[X3] reading it twice writes nothing')
  .given(...first, written(), read('C2'))
  .when(read('C2'))
  .nothing();
story('[X3] what was answered is not read again').given(answered()).when(read('C1')).nothing();
story('[X3] a caller who hung up unanswered can be read')
  .given(ringing(), does({ type: 'EndCall', callId: 'C1' }, machine))
  .when(does({ type: 'ReadCall', callId: 'C1' }, ben))
  .writes('CallRead');
story('[X4] a phone that rings is answered, not read')
  .given(ringing())
  .when(read('C1'))
  .refused('CallRingsStill', { callId: 'C1' });
story('[X3] what is not there is not read').when(read('C9')).refused('CallUnknown', { callId: 'C9' });
