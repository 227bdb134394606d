import type { LngLat } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Answer, Client } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

describe.skipIf(noDatabase)(`linked, merged and split incidents ${needsDatabase}`, () => {
  let centre: TestCentre;
  let dispatcher: Client;
  let taker: Client;
  let at: LngLat;

  const ask = async (command: object, client = dispatcher): Promise<Answer> => {
    const answer = await client.command(command as { type: string });
    expect(answer.status, answer.text).toBe(200);
    return answer;
  };
  const storyOf = async (incidentId: string) =>
    (await dispatcher.get(`/api/incidents/${incidentId}/entries`)).body['entries'] as {
      type: string;
      data: { incidentId?: string };
    }[];
  async function two() {
    const first = await openedIncident(taker, at, 'outsideFire');
    const second = await openedIncident(taker, at, 'outsideFire');
    const [unitId = ''] = await dispatched(dispatcher, second.incidentId);
    return { lead: first.incidentId, part: second.incidentId, callId: second.callId, unitId };
  }

  beforeAll(async () => {
    centre = await testCentre();
    dispatcher = await centre.client('dispatcher');
    taker = await centre.client('calltaker');
    at = centre.centre.place.center;
  });
  afterAll(() => centre.drop());

  test('merged, both stories are given with the lead, the number of the part is found, and its crew works on', async () => {
    const { lead, part, unitId } = await two();
    await ask({ type: 'AddNote', incidentId: part, text: 'two engines in the yard' });
    const crew = await centre.client(unitId.toLowerCase());
    const live = await crew.live();
    live.say({ type: 'follow', from: 0 });
    await live.until('unit');
    await ask({ type: 'MergeIncidents', incidentId: part, intoId: lead });
    const told = await live.until('unit', ({ view }) => view.assignments[0]?.incident.incidentId === lead);
    expect(told.view.assignments).toHaveLength(1);
    live.close();
    const entries = await storyOf(lead);
    for (const [type, incidentId] of [
      ['IncidentOpened', lead],
      ['IncidentOpened', part],
      ['UnitsAssigned', part],
      ['IncidentMerged', part],
      ['IncidentTookIn', lead],
    ])
      expect(entries.some(entry => entry.type === type && entry.data.incidentId === incidentId)).toBe(true);
    const texts = (await dispatcher.get(`/api/sealed?incidentId=${lead}`)).text;
    expect(texts).toContain('two engines in the yard');
    const found = await dispatcher.get(`/api/incidents?q=${part}`);
    expect(found.body['incidents']).toMatchObject([{ incidentId: part, state: 'merged' }]);
    // The phone still names the part.
    await ask({ type: 'ReportStatus', unitId, status: 'onScene', incidentId: part }, crew);
    expect(centre.centre.log.board.units.get(unitId)?.status).toBe('onScene');
    const closing = await dispatcher.command({
      type: 'CloseIncident',
      incidentId: part,
      disposition: 'handled',
    });
    expect([closing.status, closing.body['code']]).toEqual([409, 'IncidentMergedAlready']);
  });

  test('split, each is itself again, and the call is where it was', async () => {
    const { lead, part, callId, unitId } = await two();
    await ask({ type: 'MergeIncidents', incidentId: part, intoId: lead });
    await ask({ type: 'SplitIncident', incidentId: part });
    const { board } = centre.centre.log;
    expect(board.calls.get(callId)?.incidentId).toBe(part);
    expect(board.incidents.get(part)?.state).toBe('open');
    const held = board.units.get(unitId)?.assignmentIds.map(id => board.assignments.get(id)?.incidentId);
    expect(held).toEqual([part]);
    const leads = await storyOf(lead);
    expect(leads.some(entry => entry.type === 'UnitsAssigned')).toBe(false);
    expect(leads.map(entry => entry.type)).toContain('IncidentLetGo');
  });

  test('two dispatchers who merge the same incident into different ones: one wins, the other is told', async () => {
    const { lead, part } = await two();
    const third = await openedIncident(taker, at, 'outsideFire');
    const ben = await centre.client('dispatcher2');
    const answers = await Promise.all([
      dispatcher.command({ type: 'MergeIncidents', incidentId: part, intoId: lead }),
      ben.command({ type: 'MergeIncidents', incidentId: part, intoId: third.incidentId }),
    ]);
    expect(answers.map(answer => answer.status).toSorted()).toEqual([200, 409]);
    expect(answers.find(answer => answer.status === 409)?.body['code']).toBe('IncidentMergedAlready');
  });

  test('linked, undone, and not allowed to a call taker', async () => {
    const { lead, part } = await two();
    const linked = await ask({ type: 'LinkIncidents', incidentId: lead, otherId: part });
    expect(centre.centre.log.board.incidents.get(part)?.linked).toEqual([lead]);
    await ask({ type: 'Undo', seq: (linked.body['seqs'] as number[])[0] });
    expect(centre.centre.log.board.incidents.get(part)?.linked).toBeUndefined();
    const may = await taker.command({ type: 'MergeIncidents', incidentId: part, intoId: lead });
    expect(may.status).toBe(403);
  });
});
