import { expect, test } from 'vitest';
import {
  assigned,
  at,
  chief,
  crew,
  does,
  machine,
  opened,
  release,
  smallTown,
  status,
  Telling,
} from '../../test/story.ts';
import { alarmKinds } from '../alarms/kinds.ts';
import { timeline } from '../timeline.ts';
import { MOST_PHOTOS } from './message.ts';

const words = { sealedId: 's1', digest: 'aa' };
const send = (more: object = {}) => does({ type: 'SendMessage', incidentId: 'I1', words, ...more });
const write = (more: object, unitId = 'E1') =>
  does({ type: 'WriteToFloor', unitId, incidentId: 'I1', ...more } as never, crew(unitId));
const acknowledge = (seq: number, unitId = 'E1', assignmentId = 'A1', more: object = {}) =>
  does({ type: 'AcknowledgeMessage', unitId, assignmentId, seq, ...more }, crew(unitId));

/** E1 and M11 on I1; nobody on I2. */
function floor(): Telling {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of [opened('I1', undefined, 'fire'), opened('I2'), assigned(['E1', 'M11'], 'I1')])
    telling.must(act);
  return telling;
}
const messages = (telling: Telling, assignmentId = 'A1') =>
  telling.board.assignments.get(assignmentId)?.messages ?? [];
const causes = (telling: Telling, kind: string, seconds: number) =>
  [...alarmKinds.find(one => one.kind === kind)!.causes(telling.board, at(seconds), {})].map(
    one => one.about.unitId,
  );

test('[MS1] a message goes to the crews that are named, else to all on the incident; to nobody else', () => {
  const telling = floor();
  const [one] = telling.must(send({ unitIds: ['E1'] }));
  expect(messages(telling).map(({ seq }) => seq)).toEqual([one!.seq]);
  expect(messages(telling, 'A2')).toEqual([]);
  telling.must(send());
  expect(messages(telling)).toHaveLength(2);
  expect(messages(telling, 'A2')).toHaveLength(1);
  expect(telling.act(send({ unitIds: ['E1', 'E2'] })).refusal).toMatchObject({
    code: 'UnitNotAssigned',
    unitId: 'E2',
  });
  expect(telling.act(send({ incidentId: 'I2' })).refusal?.code).toBe('NobodyToTell');
  telling.checkFold();
});

test('[MS2] each crew acknowledges each message by itself, once, with its own time, or the floor for it', () => {
  const telling = floor();
  const [sent] = telling.must(send());
  const seq = sent!.seq;
  telling.must({ ...acknowledge(seq, 'E1', 'A1', { happenedAt: at(20) }), at: 300 });
  expect(messages(telling)[0]?.acknowledged).toMatchObject({ at: at(20), by: { id: 'E1' } });
  expect(telling.must(acknowledge(seq))).toEqual([]);
  expect(messages(telling, 'A2')[0]?.acknowledged).toBeUndefined();
  telling.must(does({ type: 'AcknowledgeMessage', unitId: 'M11', assignmentId: 'A2', seq }, chief));
  expect(messages(telling, 'A2')[0]?.acknowledged?.by).toEqual(chief);
  expect(telling.act(acknowledge(seq + 50)).refusal?.code).toBe('MessageUnknown');
  // Nobody says it for another crew's assignment.
  expect(telling.act(acknowledge(seq, 'M11', 'A1')).refusal?.code).toBe('MessageUnknown');
});

test('[MS3] what stays unacknowledged is an alarm of its desk, until it is acknowledged or the crew is through', () => {
  const telling = floor();
  const [sent] = telling.must({ ...send(), at: 100 });
  expect(causes(telling, 'messageUnacknowledged', 159)).toEqual([]);
  expect(causes(telling, 'messageUnacknowledged', 160)).toEqual(['E1', 'M11']);
  telling.must(acknowledge(sent!.seq));
  expect(causes(telling, 'messageUnacknowledged', 200)).toEqual(['M11']);
  telling.must(release('M11', 'I1'));
  expect(causes(telling, 'messageUnacknowledged', 200)).toEqual([]);
});

test('[MS4] a crew writes a ready sentence or words of its own; it stays unread until the floor has read it', () => {
  const telling = floor();
  telling.must({ ...write({ ready: 'accessBlocked', happenedAt: at(40) }), at: 400 });
  const [second] = telling.must(write({ words }, 'M11'));
  const texts = () => telling.board.incidents.get('I1')?.crewMessages ?? [];
  expect(texts()[0]).toMatchObject({ unitId: 'E1', ready: 'accessBlocked', at: at(40), toldAt: at(400) });
  expect(texts()[1]).toMatchObject({ unitId: 'M11', words });
  expect(telling.act(write({})).refusal?.code).toBe('MessageEmpty');
  expect(telling.act(write({ words, ready: 'delayed' })).refusal?.code).toBe('MessageEmpty');
  expect(telling.act(write({ ready: 'delayed' }, 'E2')).refusal?.code).toBe('UnitNotAssigned');
  const read = (seq: number) => does({ type: 'ReadCrewMessages', incidentId: 'I1', seq });
  telling.must(read(texts()[0]!.seq));
  expect(texts().map(one => one.read !== undefined)).toEqual([true, false]);
  telling.must(read(second!.seq));
  expect(telling.must(read(second!.seq))).toEqual([]);
  // What was written without a network comes in after the crew was released too.
  telling.must(release('E1', 'I1'));
  telling.must(write({ ready: 'sceneSecure', happenedAt: at(50) }));
  telling.checkFold();
});

test('[MS5] what a crew wrote and nobody reads is an alarm, from when it arrived; of a part, at the lead', () => {
  const telling = floor();
  telling.must(assigned('E2', 'I2'));
  telling.must({
    ...does(
      { type: 'WriteToFloor', unitId: 'E2', incidentId: 'I2', ready: 'callMe', happenedAt: at(10) },
      crew('E2'),
    ),
    at: 500,
  });
  expect(causes(telling, 'crewMessageUnread', 559)).toEqual([]);
  telling.must(does({ type: 'MergeIncidents', incidentId: 'I2', intoId: 'I1' }));
  expect(causes(telling, 'crewMessageUnread', 560)).toEqual(['E2']);
  telling.must(does({ type: 'ReadCrewMessages', incidentId: 'I1', seq: 1e6 }));
  expect(causes(telling, 'crewMessageUnread', 600)).toEqual([]);
  expect(telling.board.incidents.get('I2')?.crewMessages?.[0]?.read).toBeDefined();
  telling.checkFold();
});

test('[MS5] of a closed incident too: what comes late, and what nobody had read when it was closed', () => {
  const telling = floor();
  const write = does(
    { type: 'WriteToFloor', unitId: 'E1', incidentId: 'I1', ready: 'callMe', happenedAt: at(10) },
    crew('E1'),
  );
  telling.must({ ...write, at: 100 });
  for (const unitId of ['E1', 'M11'])
    telling.must({ ...does({ type: 'ReleaseUnit', unitId, incidentId: 'I1' }), at: 150 });
  telling.must({ ...does({ type: 'CloseIncident', incidentId: 'I1', disposition: 'handled' }), at: 200 });
  expect(causes(telling, 'crewMessageUnread', 300)).toEqual(['E1']);
  telling.must({ ...does({ type: 'ReadCrewMessages', incidentId: 'I1', seq: 1e6 }), at: 310 });
  expect(causes(telling, 'crewMessageUnread', 400)).toEqual([]);
  telling.must({ ...write, at: 500 });
  expect(causes(telling, 'crewMessageUnread', 700)).toEqual(['E1']);
});

test('[PH1] [PH2] a photo comes from a crew that is or was on the incident, at its own time, and so many at most', () => {
  const telling = floor();
  const photo = (unitId: string, more: object = {}) =>
    does({ type: 'AddPhoto', unitId, incidentId: 'I1', photo: words, ...more } as never, crew(unitId));
  telling.must({ ...photo('E1', { happenedAt: at(30) }), at: 600 });
  expect(telling.board.incidents.get('I1')?.photos).toEqual([{ photo: words, at: at(30), unitId: 'E1' }]);
  expect(telling.act(photo('E2')).refusal?.code).toBe('UnitNotAssigned');
  for (let i = 1; i < MOST_PHOTOS; i++) telling.must(photo('M11'));
  expect(telling.act(photo('M11')).refusal).toMatchObject({ code: 'PhotosFull', most: MOST_PHOTOS });
  telling.checkFold();
});

test('[DV1] [DV2] what a device answers late has its own time; what was ordered anew since is not answered by it', () => {
  const telling = floor();
  const stage = does({ type: 'SetStaging', incidentId: 'I1', reason: 'violence' });
  const staged = (happenedAt: number) =>
    does({ type: 'ReportStaged', unitId: 'E1', incidentId: 'I1', happenedAt: at(happenedAt) }, crew('E1'));
  const heard = (happenedAt: number) =>
    does({ type: 'AcknowledgeSafe', unitId: 'E1', incidentId: 'I1', happenedAt: at(happenedAt) }, crew('E1'));
  telling.must({ ...stage, at: 100 });
  telling.must({ ...staged(130), at: 700 });
  expect(telling.board.assignments.get('A1')?.staging?.reachedAt).toBe(at(130));
  telling.must({ ...does({ type: 'TellSafe', incidentId: 'I1' }), at: 710 });
  // Said before it was told safe this time: of an order before.
  expect(telling.act(heard(300)).refusal).toEqual({ code: 'OrderNewer', at: at(710) });
  // Clocks differ a little; nothing is heard before it is told.
  telling.must(heard(705));
  expect(telling.board.assignments.get('A1')?.staging?.heardAt).toBe(at(710));

  telling.must(does({ type: 'AmendIncident', incidentId: 'I1', hazards: ['gas'] }));
  const change = telling.board.assignments.get('A1')!.unread![0]!;
  const read = { type: 'ReadChange', unitId: 'E1', incidentId: 'I1', seq: change.seq } as const;
  expect(telling.act(does({ ...read, happenedAt: at(1) }, crew('E1'))).refusal?.code).toBe('OrderNewer');
  telling.must(does({ ...read, happenedAt: change.at }, crew('E1')));
  expect(telling.board.assignments.get('A1')?.unread).toBeUndefined();
  telling.checkFold();
});

test('[DV3] what was refused of a device stands in the story with its own time, and changes nothing', () => {
  const telling = floor();
  telling.must(status('E1', 'enRoute'));
  const before = telling.board.units.get('E1');
  telling.must({
    actor: machine,
    at: 900,
    command: {
      type: 'RecordRefusal',
      unitId: 'E1',
      asked: 'ReportStatus',
      code: 'UnitNotAssigned',
      happenedAt: at(60),
    },
  });
  expect(telling.board.units.get('E1')).toEqual(before);
  const line = timeline(telling.log, 'I1').find(one => one.type === 'DeviceRefused');
  expect(line).toMatchObject({
    at: at(60),
    recordedAt: at(900),
    unitIds: ['E1'],
    values: { asked: 'ReportStatus', refusal: 'UnitNotAssigned' },
  });
  // A device that lies about the time is written down all the same.
  telling.must({
    actor: machine,
    command: {
      type: 'RecordRefusal',
      unitId: 'E1',
      asked: 'AddPhoto',
      code: 'TimeImplausible',
      happenedAt: at(1e7),
    },
  });
  expect(telling.log.at(-1)!.at).toBe(telling.log.at(-1)!.recordedAt);
});
