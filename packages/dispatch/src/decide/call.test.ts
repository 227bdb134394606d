import { expect } from 'vitest';
import {
  anna,
  answer,
  answered,
  assigned,
  at,
  bridge,
  chief,
  close,
  does,
  machine,
  opened,
  ringing,
  square,
  story,
  taker,
} from '../../test/story.ts';
import type { CallFields } from '../command.ts';

const words = { sealedId: 's1', digest: 'aa' };
const moreWords = { sealedId: 's2', digest: 'bb' };
const amend = (fields: CallFields, callId = 'C1') => does({ type: 'AmendCall', callId, fields }, taker);
const end = (callId: string) => does({ type: 'EndCall', callId }, taker);
const attach = (callId: string, incidentId: string) =>
  does({ type: 'AttachCall', callId, incidentId }, taker);
const detach = (callId: string) => does({ type: 'DetachCall', callId }, taker);

story('[C1] an announced call is answered by whoever is first')
  .given(ringing())
  .when(answer('C1'))
  .writes('CallAnswered')
  .and(board => {
    expect(board.calls.get('C1')).toMatchObject({
      state: 'open',
      taker,
      receivedAt: at(2),
      answeredAt: at(3),
    });
  });
story('[C1] the second to answer is told who has the call')
  .given(ringing(), answered('C1'))
  .when(answer('C1', anna))
  .refused('CallAnsweredAlready', { callId: 'C1', by: taker });
story('[C1] pressing answer twice writes nothing')
  .given(ringing(), answered('C1'))
  .when(answer('C1'))
  .nothing();
story('[C1] a caller who hung up cannot be answered')
  .given(ringing(), does({ type: 'EndCall', callId: 'C1' }, machine))
  .when(answer('C1'))
  .refused('CallEndedAlready');
story('[C1] a call that is not there cannot be answered')
  .when(answer('C9'))
  .refused('CallUnknown', { callId: 'C9' });

story('[C2] a call nobody announced is received and answered in one step')
  .when(answer())
  .writes('CallReceived', 'CallAnswered')
  .and(board => {
    expect(board.calls.get('C1')).toMatchObject({ state: 'open', channel: 'phone', taker });
  });
story('[C2] a walk-in is a call too')
  .when(does({ type: 'AnswerCall', channel: 'walkIn' }, taker))
  .writes('CallReceived', 'CallAnswered')
  .and(board => {
    expect(board.calls.get('C1')?.channel).toBe('walkIn');
  });

story('[C3] an amended card changes only the fields that are given')
  .given(answered(), amend({ language: 'fr', kind: 'help' }))
  .when(amend({ kind: 'report', language: 'fr' }))
  .writes('CallAmended')
  .and((board, [entry]) => {
    expect(board.calls.get('C1')).toMatchObject({ kind: 'report', language: 'fr' });
    expect(entry?.data).toEqual({ callId: 'C1', fields: { kind: 'report' } });
  });
story('[C3] saying the same again writes nothing')
  .given(answered(), amend({ place: square }))
  .when(amend({ place: { ...square } }))
  .nothing();

story('[C4] the words of a caller append')
  .given(answered(), does({ type: 'RecordWords', callId: 'C1', words }, taker))
  .when(does({ type: 'RecordWords', callId: 'C1', words: moreWords }, taker))
  .writes('WordsRecorded')
  .and(board => {
    expect(board.calls.get('C1')?.words).toEqual([words, moreWords]);
  });
story('[C4] contacts append, one that came with the ring first')
  .given(does({ type: 'ReceiveCall', channel: 'phone', contact: words }, machine), answered('C1'))
  .when(does({ type: 'RecordContact', callId: 'C1', contact: moreWords }, taker))
  .writes('ContactRecorded')
  .and(board => {
    expect(board.calls.get('C1')?.contacts).toEqual([words, moreWords]);
  });

story('[C5] call taking goes on after release, while units are on their way')
  .given(answered(), opened('I1', 'C1'), assigned('E1', 'I1'))
  .when(does({ type: 'RecordWords', callId: 'C1', words }, taker))
  .writes('WordsRecorded');
story('[C5] facts are taken after the caller hung up, while the incident is open')
  .given(answered(), opened('I1', 'C1'), end('C1'))
  .when(does({ type: 'RecordWords', callId: 'C1', words }, taker))
  .writes('WordsRecorded');
story('[C5] facts are taken on a running call after its incident has closed')
  .given(answered(), opened('I1', 'C1'), close('I1'))
  .when(amend({ language: 'fr' }))
  .writes('CallAmended');
story('[C5] when both have ended nothing more is taken')
  .given(answered(), opened('I1', 'C1'), end('C1'), close('I1'))
  .when(does({ type: 'RecordWords', callId: 'C1', words }, taker))
  .refused('CallEndedAlready', { callId: 'C1' });

story('[C6] a later call attaches to the incident that is open already')
  .given(answered(), opened('I1', 'C1'), answered())
  .when(attach('C2', 'I1'))
  .writes('CallAttached')
  .and(board => {
    expect(board.incidents.get('I1')?.callIds).toEqual(['C1', 'C2']);
    expect(board.calls.get('C2')?.incidentId).toBe('I1');
  });
story('[C6] a call that is attached already stays where it is')
  .given(answered(), opened('I1', 'C1'), opened('I2'))
  .when(attach('C1', 'I2'))
  .refused('CallAttachedAlready', { incidentId: 'I1' });
story('[C6] no second incident is opened from a call')
  .given(answered(), opened('I1', 'C1'))
  .when(opened('I2', 'C1'))
  .refused('CallAttachedAlready', { callId: 'C1', incidentId: 'I1' });
story('[C6] attaching to where it is writes nothing')
  .given(answered(), opened('I1', 'C1'))
  .when(attach('C1', 'I1'))
  .nothing();

story('[C7] what the card says reaches the incident that it opened')
  .given(answered(), amend({ place: bridge }), does({ type: 'OpenIncident', callId: 'C1' }, taker))
  .when(amend({ place: square, typeId: 'fire' }))
  .writes('CallAmended', 'IncidentAmended')
  .and(board => {
    expect(board.incidents.get('I1')).toMatchObject({ place: square, typeId: 'fire', priority: 1 });
  });
story('[C7] but not over what dispatch has said since')
  .given(
    answered(),
    amend({ place: bridge }),
    does({ type: 'OpenIncident', callId: 'C1' }, taker),
    does({ type: 'AmendIncident', incidentId: 'I1', place: { ...bridge, label: 'Under the bridge' } }),
  )
  .when(amend({ place: square }))
  .writes('CallAmended')
  .and(board => {
    expect(board.incidents.get('I1')?.place?.label).toBe('Under the bridge');
  });
story('[C7] a second call does not move the incident')
  .given(answered(), opened('I1', 'C1'), answered(), attach('C2', 'I1'))
  .when(amend({ place: bridge }, 'C2'))
  .writes('CallAmended');

story('[C8] an abandoned call stays in the queue')
  .given(ringing())
  .when(does({ type: 'EndCall', callId: 'C1' }, machine))
  .writes('CallEnded')
  .and(board => {
    expect([...board.openCalls]).toEqual(['C1']);
  });
story('[C8] until somebody says why nothing comes of it')
  .given(ringing(), does({ type: 'EndCall', callId: 'C1' }, machine))
  .when(does({ type: 'EndCall', callId: 'C1', disposition: 'cancelledByCaller' }, chief))
  .writes('CallEnded')
  .and(board => {
    expect([...board.openCalls]).toEqual([]);
    expect(board.calls.get('C1')).toMatchObject({ endedAt: at(3), disposition: 'cancelledByCaller' });
  });
story('[C8] or an incident is opened from it')
  .given(ringing(), does({ type: 'EndCall', callId: 'C1' }, machine))
  .when(opened('I1', 'C1'))
  .writes('IncidentOpened')
  .and(board => {
    expect([...board.openCalls]).toEqual([]);
  });
story('[C8] ending an ended call writes nothing').given(answered(), end('C1')).when(end('C1')).nothing();

story('[C9] a call is detached')
  .given(answered(), opened('I1', 'C1'))
  .when(detach('C1'))
  .writes('CallDetached')
  .and(board => {
    expect(board.incidents.get('I1')?.callIds).toEqual([]);
    expect(board.calls.get('C1')?.incidentId).toBeUndefined();
  });
story('[C9] and attached elsewhere')
  .given(answered(), opened('I1', 'C1'), opened('I2'), detach('C1'))
  .when(attach('C1', 'I2'))
  .writes('CallAttached');
story('[C9] one that belongs nowhere cannot be detached')
  .given(answered())
  .when(detach('C1'))
  .refused('CallNotAttached');
story('[C9] from a closed incident no call is detached')
  .given(answered(), opened('I1', 'C1'), close('I1'))
  .when(detach('C1'))
  .refused('IncidentClosedAlready', { incidentId: 'I1' });
