import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import { openedIncident } from './testing/story.ts';

describe.skipIf(noDatabase)(`two dispatchers ${needsDatabase}`, () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await testCentre();
  });
  afterAll(() => centre.drop());

  test('of two who send the same unit at once, one wins and the other is told who, what and when', async () => {
    const { center } = centre.centre.place;
    const taker = await centre.client('calltaker');
    const first = await openedIncident(taker, center);
    const second = await openedIncident(taker, center);
    const dispatchers = [await centre.client('dispatcher'), await centre.client('dispatcher2', 'zh-CN')];
    const [one, other] = await Promise.all([
      dispatchers[0]!.command({
        type: 'AssignUnits',
        incidentId: first.incidentId,
        unitIds: ['E1'],
        displayed: [],
      }),
      dispatchers[1]!.command({
        type: 'AssignUnits',
        incidentId: second.incidentId,
        unitIds: ['E1'],
        displayed: [],
      }),
    ]);
    expect([one.status, other.status].toSorted()).toEqual([200, 409]);
    const lost = one.status === 409 ? one : other;
    const winner = one.status === 409 ? 'dispatcher2' : 'dispatcher';
    expect(lost.body['facts']).toMatchObject({
      code: 'UnitAlreadyAssigned',
      unitId: 'E1',
      by: { id: winner },
    });
    expect(lost.body['message']).toContain(winner);
    expect(centre.centre.log.board.units.get('E1')?.assignmentIds).toHaveLength(1);
  });

  test('a retried click is the same click: same entries, one assignment', async () => {
    const taker = await centre.client('calltaker');
    const { incidentId } = await openedIncident(taker, centre.centre.place.center);
    const dispatcher = await centre.client('dispatcher');
    const order = {
      commandId: crypto.randomUUID(),
      command: { type: 'AssignUnits', incidentId, unitIds: ['E2'], displayed: [] },
    };
    const first = await dispatcher.send('POST', '/api/commands', order);
    const again = await dispatcher.send('POST', '/api/commands', order);
    expect(first.status).toBe(200);
    expect(again.body['seqs']).toEqual(first.body['seqs']);
    expect(centre.centre.log.board.incidents.get(incidentId)?.assignmentIds).toHaveLength(1);
  });

  test('the log holds what was on the screen, and for a unit typed by hand what would have been', async () => {
    const taker = await centre.client('calltaker');
    const { incidentId } = await openedIncident(taker, centre.centre.place.center, 'medical');
    const dispatcher = await centre.client('dispatcher');
    const shown = await dispatcher.get(`/api/recommendation?incidentId=${incidentId}`);
    const evidence = shown.body['evidence'] as { at: number; candidates: { unitId: string }[] };
    const [nearest] = evidence.candidates;
    await new Promise(resolve => setTimeout(resolve, 20));
    const sent = await dispatcher.command({
      type: 'AssignUnits',
      incidentId,
      unitIds: [nearest!.unitId],
      displayed: evidence.candidates.map(one => one.unitId),
      evidenceId: String(shown.body['evidenceId']),
    });
    const byHand = await dispatcher.command({
      type: 'AssignUnits',
      incidentId,
      unitIds: ['E3'],
      displayed: [],
    });
    const seqs = [...(sent.body['seqs'] as number[]), ...(byHand.body['seqs'] as number[])];
    const entries = await centre.centre.log.read(seqs[0]!, seqs.at(-1)!);
    const kept = entries.flatMap(entry => (entry.type === 'UnitsAssigned' ? [entry.data.evidence] : []));
    expect(kept[0]).toEqual(evidence);
    expect(kept[1]?.graphHash).toBe(centre.centre.place.graph.hash);
    expect(kept[1]?.at).toBeGreaterThan(evidence.at);
  });
});
