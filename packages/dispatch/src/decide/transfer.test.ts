import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import {
  type Act,
  anna,
  answered,
  assign,
  at,
  chief,
  close,
  does,
  leaves,
  machine,
  opened,
  ringing,
  sits,
  smallTown,
  square,
  story,
  taker,
} from '../../test/story.ts';
import { Watched } from '../../test/watched.ts';
import type { OutsideAgency } from '../agency.ts';
import { briefing } from '../briefing.ts';
import type { Actor, Command } from '../command.ts';
import type { Configuration } from '../configuration.ts';
import { filable } from '../filing.ts';
import { whoHas } from '../hand-over.ts';
import { queue } from '../queue.ts';
import { boardFromJson, boardToJson } from '../snapshot.ts';
import { agenciesFor, agencyActor, deskOfMatter, openTransfers, tellingTasks } from '../transfer.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
const service: OutsideAgency = {
  agencyId: 'service',
  names: { en: 'Service' },
  receiptSeconds: 60,
  resultHours: 1,
};
const ambulance: OutsideAgency = {
  agencyId: 'ambulance',
  names: { en: 'Ambulance' },
  categories: ['medical'],
  receiptSeconds: 30,
};
const withAgencies = (agencies: readonly OutsideAgency[] = [service, ambulance]): Act => ({
  actor: machine,
  command: { type: 'AdoptConfiguration', configuration: { ...smallTown, version: 2, agencies } },
});
const incident = { incidentId: 'I1' };
const call = { callId: 'C1' };
const sends = (of: object = incident, more: Partial<Of<'SendTransfer'>> = {}): Act =>
  does({ type: 'SendTransfer', agencyId: 'service', reason: 'notOurTask', ...of, ...more });
const receipt = (of: object = incident, actor: Actor = anna, said?: string): Act =>
  does({ type: 'NoteReceipt', number: 1, ...of, ...(said === undefined ? {} : { receipt: said }) }, actor);
const result = (how: Of<'NoteResult'>['result'], of: object = incident, actor: Actor = anna): Act =>
  does(
    {
      type: 'NoteResult',
      number: 1,
      result: how,
      ...(how === 'done' ? {} : { reason: 'notTheirTask' as const }),
      ...of,
    },
    actor,
  );
const transferred = (incidentId = 'I1'): Act =>
  does({ type: 'CloseIncident', incidentId, disposition: 'transferred' });
const at1 = [withAgencies(), opened('I1')];
const aCall = [withAgencies(), ringing(), answered('C1')];
const ends = does({ type: 'EndCall', callId: 'C1' }, taker);

story('[TR1] an incident is given to an agency with a reason; the number goes along when somebody says so')
  .given(...at1)
  .when(sends(incident, { withContact: true }))
  .writes('TransferSent')
  .and((board, [entry]) => {
    expect(entry?.data).toMatchObject({
      number: 1,
      agencyId: 'service',
      withContact: true,
      receiptDueAt: at(64),
    });
    expect(board.incidents.get('I1')?.transfers).toMatchObject([{ state: 'sent', by: anna, sentAt: at(4) }]);
  });
story('[TR1] else it stays')
  .given(...at1)
  .when(sends())
  .writes('TransferSent')
  .and((_, [entry]) => expect(entry?.data).not.toHaveProperty('withContact'));
story('[TR1] a call is given without an incident')
  .given(...aCall)
  .when(sends(call))
  .writes('TransferSent');
story('[TR1] an agency that nobody knows is refused')
  .given(...at1)
  .when(sends(incident, { agencyId: 'moon' }))
  .refused('AgencyUnknown', { agencyId: 'moon' });
story('[TR1] twice to one that owes an answer is refused')
  .given(...at1, sends())
  .when(sends())
  .refused('TransferOpenAlready', { number: 'I1' });
story('[TR1] a second one may be given it too')
  .given(...at1, sends())
  .when(sends(incident, { agencyId: 'ambulance' }))
  .writes('TransferSent')
  .and(board => expect(board.incidents.get('I1')?.transfers?.map(one => one.number)).toEqual([1, 2]));
story('[TR1] what is closed is not given away')
  .given(...at1, close('I1'))
  .when(sends())
  .refused('IncidentClosedAlready');
story('[TR1] a phone that rings is answered first')
  .given(withAgencies(), ringing())
  .when(sends(call))
  .refused('CallRingsStill');

story('[TR2] sending it away closes nothing, and units are sent as before')
  .given(...at1, sends())
  .when(assign('E1', 'I1'))
  .writes('UnitsAssigned')
  .and(board => expect(queue(board)).toMatchObject([{ kind: 'incident', waits: 'units' }]));
story('[TR2] it is not closed as transferred before it was received')
  .given(...at1, sends())
  .when(transferred())
  .refused('TransferNotReceived', { number: 'I1', agencyId: 'service' });
story('[TR2] somebody’s own word closes it')
  .given(...at1, sends())
  .when(close('I1'))
  .writes('IncidentClosed');
story('[TR2] and the receipt lets it be closed')
  .given(...at1, sends(), receipt())
  .when(transferred())
  .writes('IncidentClosed');
story('[TR2] a call that ended stays in the queue until it was received')
  .given(...aCall, sends(call))
  .when(ends)
  .writes('CallEnded')
  .and((board, _, telling) => {
    expect(queue(board)).toMatchObject([{ waits: 'transferred', since: at(3) }]);
    telling.must(receipt(call));
    expect(queue(telling.board)).toEqual([]);
  });
story('[TR2] nor is a call ended as transferred before that')
  .given(...aCall, sends(call))
  .when(does({ type: 'EndCall', callId: 'C1', disposition: 'transferred' }, taker))
  .refused('TransferNotReceived', { number: 'C1' });

story('[TR3] the receipt has the agency’s own number, typed by the desk or given at its door')
  .given(...at1, sends())
  .when(receipt(incident, agencyActor('service'), 'A-1234'))
  .writes('TransferReceived')
  .and(board =>
    expect(board.incidents.get('I1')?.transfers?.[0]).toMatchObject({
      state: 'received',
      received: { at: at(5), by: agencyActor('service'), receipt: 'A-1234', resultDueAt: at(5 + 3600) },
    }),
  );
story('[TR3] words are no number')
  .given(...at1, sends())
  .when(receipt(incident, anna, 'spoke to the clerk'))
  .refused('ReceiptUnfit');
story('[TR3] said twice it is written once')
  .given(...at1, sends(), receipt())
  .when(receipt())
  .nothing();
story('[TR3] an agency speaks of what was given to it alone')
  .given(...at1, sends())
  .when(receipt(incident, agencyActor('ambulance')))
  .refused('TransferUnknown', { number: 'I1-1' });
story('[TR3] one that owes no result is over with the receipt')
  .given(...at1, sends(incident, { agencyId: 'ambulance' }))
  .when(receipt())
  .writes('TransferReceived')
  .and(board => expect(openTransfers(board)).toEqual([]));
story('[TR3] done ends it')
  .given(...at1, sends(), receipt(), transferred())
  .when(result('done', incident, agencyActor('service')))
  .writes('TransferEnded')
  .and(board => {
    expect(board.transferring.size).toBe(0);
    expect(board.incidents.get('I1')).toMatchObject({ state: 'closed', transfers: [{ state: 'done' }] });
  });
story('[TR3] done has no reason, and the others have one')
  .given(...at1, sends())
  .when(does({ type: 'NoteResult', incidentId: 'I1', number: 1, result: 'refused' }))
  .refused('ResultUnfit');

for (const how of ['refused', 'returned'] as const)
  story(`[TR4] ${how}: the incident is in the queue at once, since it was opened`)
    .given(...at1, sends(), receipt(), transferred())
    .when(result(how, incident, agencyActor('service')))
    .writes('TransferEnded', 'IncidentReopened')
    .and(board => {
      expect(queue(board)).toMatchObject([{ kind: 'incident', waits: 'firstUnit', since: at(3) }]);
      expect(board.incidents.get('I1')).not.toHaveProperty('disposition');
    });
story('[TR4] a call that comes back is in the queue since its first ring')
  .given(...aCall, sends(call), ends, receipt(call))
  .when(result('refused', call))
  .writes('TransferEnded')
  .and(board => expect(queue(board)).toMatchObject([{ waits: 'returned', since: at(3) }]));
story('[TR4] what is withdrawn is ours again')
  .given(...aCall, sends(call), ends, receipt(call))
  .when(does({ type: 'WithdrawTransfer', callId: 'C1', number: 1 }))
  .writes('TransferWithdrawn')
  .and(board => expect(queue(board)).toMatchObject([{ waits: 'returned' }]));
story('[TR4] what is over takes no receipt')
  .given(...at1, sends(), result('refused'))
  .when(receipt())
  .refused('TransferOverAlready', { number: 'I1-1', state: 'refused' });

const toBoth = (of: object) => [sends(of), sends(of, { agencyId: 'ambulance' })];
const second = (of: object) => ({ ...of, number: 2 });
const withdraws = (of: object): Act =>
  does({ type: 'WithdrawTransfer', number: 1, ...of } as Of<'WithdrawTransfer'>);
story('[TR4] what one agency refuses after another has received it is in the queue again')
  .given(...aCall, ...toBoth(call), ends, receipt(second(call)))
  .when(result('refused', call))
  .writes('TransferEnded')
  .and(board => expect(queue(board)).toMatchObject([{ waits: 'returned' }]));
story('[TR2] what one of two agencies has not received stays in the queue')
  .given(...aCall, ...toBoth(call), receipt(second(call)))
  .when(ends)
  .writes('CallEnded')
  .and(board => expect(queue(board)).toMatchObject([{ waits: 'transferred' }]));
story('[TR2] what one of two agencies has received is closed as transferred, though the other refused')
  .given(...at1, ...toBoth(incident), receipt(), result('refused', second(incident)))
  .when(transferred())
  .writes('IncidentClosed');
story('[TR2] an incident is not closed as transferred before what was given away of its call was received')
  .given(...aCall, sends(call), does({ type: 'OpenIncident', callId: 'C1', place: square }, taker))
  .when(transferred())
  .refused('TransferNotReceived', { number: 'I1', agencyId: 'service' });
story('[TR4] what the desk withdraws of an incident that it closed by another word stays closed')
  .given(...at1, sends(), receipt(), close('I1'))
  .when(withdraws(incident))
  .writes('TransferWithdrawn');
story('[TR4] nor does a call come back that ended by another word')
  .given(...aCall, sends(call), does({ type: 'EndCall', callId: 'C1', disposition: 'handled' }, taker))
  .when(withdraws(call))
  .writes('TransferWithdrawn')
  .and(board => expect(queue(board)).toEqual([]));

const floor = (agencies: readonly OutsideAgency[], ...acts: readonly Act[]) => {
  const watched = new Watched({ agencies } as Partial<Configuration>, ...acts);
  return watched;
};
test('[TR5] no receipt in the agency’s time is an alarm of the desk that owns it, then of the supervisor', () => {
  const watched = floor(
    [service],
    sits('D1'),
    sits('S1', chief),
    { ...opened('I1'), at: 10 },
    { ...assign('E1', 'I1'), at: 11 },
    { ...sends(), at: 20 },
  );
  const mine = (lines: readonly string[]) => lines.filter(line => line.includes('transfer'));
  expect(mine(watched.look(79))).toEqual([]);
  expect(mine(watched.look(80))).toEqual(['FloorAlarmRaised transferUnreceived:I1-1']);
  expect(watched.board.alarms.get('transferUnreceived:I1-1')).toMatchObject({
    deskId: 'D1',
    about: incident,
  });
  expect(mine(watched.look(140))).toEqual(['FloorAlarmEscalated transferUnreceived:I1-1']);
  watched.must({ ...receipt(), at: 150 });
  expect(mine(watched.look(151))).toEqual(['FloorAlarmCleared transferUnreceived:I1-1']);
  // The result is owed in its own time, also when the incident is closed by then.
  expect(mine(watched.look(150 + 3599))).toEqual([]);
  expect(mine(watched.look(150 + 3600))).toEqual(['FloorAlarmRaised transferOverdue:I1-1']);
});

test('[TR5] when receipt and result are due is each agency’s own', () => {
  const due = (agency: OutsideAgency) => {
    const watched = floor([agency], { ...opened('I1'), at: 10 }, { ...sends(), at: 20 });
    const first = openTransfers(watched.board).map(one => one.dueAt);
    watched.must({ ...receipt(), at: 30 });
    return [...first, ...openTransfers(watched.board).map(one => one.dueAt)];
  };
  expect(due(service)).toEqual([at(80), at(30 + 3600)]);
  expect(due({ ...service, receiptSeconds: 90 })).toEqual([at(110), at(30 + 3600)]);
  expect(due({ ...service, resultHours: 2 })).toEqual([at(80), at(30 + 7200)]);
});

test('[TR5] an agency that takes such matters is offered first, and told by its channel where it has one', () => {
  const ill = { ...opened('I1', undefined, 'ill') };
  const order = (agencies: readonly OutsideAgency[]) => {
    const { board } = floor(agencies, ill);
    return agenciesFor(board, board.incidents.get('I1')!).map(one => one.agencyId);
  };
  const fires = { ...service, categories: ['fire'] };
  expect(order([fires, ambulance])).toEqual(['ambulance', 'service']);
  expect(order([service, ambulance])).toEqual(['service', 'ambulance']);
  const told = (agency: OutsideAgency) =>
    tellingTasks(floor([agency], ill, sends()).board).map(one => one.channelId);
  expect(told(service)).toEqual([]);
  expect(told({ ...service, channelId: 'radios' })).toEqual(['radios']);
});

story('[TR5] the first server to tell the agency does, and its steps only go forward')
  .given(
    ...at1,
    sends(),
    does({ type: 'MarkTransfer', incidentId: 'I1', number: 1, step: 'sending' }, machine),
  )
  .when(does({ type: 'MarkTransfer', incidentId: 'I1', number: 1, step: 'sending' }, machine))
  .nothing();
story('[TR5] how far that came is kept')
  .given(
    ...at1,
    sends(),
    does({ type: 'MarkTransfer', incidentId: 'I1', number: 1, step: 'sending' }, machine),
  )
  .when(does({ type: 'MarkTransfer', incidentId: 'I1', number: 1, step: 'failed' }, machine))
  .writes('TransferTold')
  .and(board => expect(board.incidents.get('I1')?.transfers?.[0]?.told?.step).toBe('failed'));

test('[TR6] it has one owner, stands in the briefing with its time, outlasts the close, and is found again after a restart', () => {
  const watched = floor(
    [service],
    sits('D1'),
    sits('S1', chief),
    { ...opened('I1'), at: 10 },
    { ...sends(), at: 20 },
    { ...receipt(), at: 30 },
    { ...transferred(), at: 40 },
  );
  const matter = { incidentId: 'I1' };
  expect(deskOfMatter(watched.board, matter)).toBe('D1');
  expect(briefing(watched.board, 'D1', at(50)).tasks).toEqual([
    { kind: 'transferResult', incidentId: 'I1', dueAt: at(3630) },
  ]);
  const read = boardFromJson(JSON.parse(JSON.stringify(boardToJson(watched.board))));
  expect(read.ok && openTransfers(read.value)).toEqual(openTransfers(watched.board));
  expect(filable(watched.board, instant(9e14)).incidentIds).toEqual([]);
  watched.must(leaves('D1'));
  expect(whoHas(watched.board, deskOfMatter(watched.board, matter))?.by).toEqual(chief);
  watched.must(result('done'));
  expect(filable(watched.board, instant(9e14)).incidentIds).toEqual(['I1']);
  watched.checkFold();
});

story('[TR1] the number that goes along is that of one caller, and nobody’s who is joined to it later')
  .given(
    ...aCall,
    does({ type: 'RecordContact', callId: 'C1', contact: { sealedId: 's1', digest: 'aa' } }, taker),
    does({ type: 'OpenIncident', callId: 'C1', place: square }, taker),
    sends(incident, { withContact: true }),
  )
  .when(answered())
  .writes('CallReceived', 'CallAnswered')
  .and((_, __, telling) => {
    telling.must(
      does({ type: 'RecordContact', callId: 'C2', contact: { sealedId: 's2', digest: 'bb' } }, taker),
    );
    telling.must(does({ type: 'AttachCall', callId: 'C2', incidentId: 'I1' }, taker));
    expect(telling.board.incidents.get('I1')?.transfers).toMatchObject([{ contactOf: 'C1' }]);
  });
