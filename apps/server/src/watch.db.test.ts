import type { Entry } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

describe.skipIf(noDatabase)(`alarms by the server’s clock ${needsDatabase}`, () => {
  let centre: TestCentre;
  let other: TestCentre;
  let taker: Client;
  let dispatcher: Client;
  let chief: Client;
  /** Sent, and never acknowledged. */
  let unitId: string;

  const ahead = (seconds: number) => {
    for (const one of [centre, other]) one.wallAheadMs += seconds * 1000;
  };
  const entries = async (type: Entry['type']) => {
    // A command at this server takes in what the other one wrote.
    await taker.command({ type: 'AcknowledgeAlarm', key: 'none' });
    const answer = await dispatcher.get('/api/log?from=1&to=5000');
    return (answer.body['entries'] as Entry[]).filter(entry => entry.type === type);
  };
  const raised = async (kind: string) =>
    (await entries('FloorAlarmRaised')).filter(
      entry => entry.type === 'FloorAlarmRaised' && entry.data.kind === kind,
    );

  beforeAll(async () => {
    centre = await testCentre();
    other = await centre.another();
    taker = await centre.client('calltaker');
    dispatcher = await centre.client('dispatcher');
    chief = await other.client('commander');
    for (const [who, deskId] of [
      [dispatcher, 'D1'],
      [chief, 'S1'],
    ] as const)
      expect((await who.command({ type: 'TakeDesk', deskId })).status).toBe(200);
    const { incidentId } = await openedIncident(taker, centre.centre.place.center);
    unitId = (await dispatched(dispatcher, incidentId))[0]!;
  });
  afterAll(async () => {
    await other.drop();
    await centre.drop();
  });

  test('an alarm is raised exactly once by two servers that look at the same time', async () => {
    ahead(31);
    await Promise.all([centre.watch(), other.watch(), centre.watch(), other.watch()]);
    const all = await raised('unacknowledged');
    expect(all).toHaveLength(1);
    expect(all[0]?.data).toMatchObject({ unitIds: expect.arrayContaining([unitId]) });
    expect(all[0]).toMatchObject({ actor: { kind: 'system', id: 'watch' }, data: { deskId: 'D1' } });
  });

  test('a server that starts again goes on where the clocks stand', async () => {
    const before = (await raised('unacknowledged')).length;
    await other.drop();
    ahead(61);
    other = await centre.another();
    other.wallAheadMs = centre.wallAheadMs;
    chief = await other.client('commander');
    await Promise.all([other.watch(), centre.watch()]);
    expect((await raised('unacknowledged')).length).toBe(before);
    const escalated = (await entries('FloorAlarmEscalated')).filter(
      entry => entry.type === 'FloorAlarmEscalated' && entry.data.key.startsWith('unacknowledged'),
    );
    expect(escalated.length).toBe(before);
    expect(escalated[0]).toMatchObject({ data: { deskId: 'S1' } });
  });

  test('a crew’s emergency carries its last fix, and nobody but the floor ends it', async () => {
    const phone = await centre.client(unitId.toLowerCase());
    const gateway = await centre.client('gateway');
    const { center } = centre.centre.place;
    const fixAt = centre.centre.clock.now();
    await gateway.send('POST', '/api/positions', { fixes: [{ unitId, at: center, fixAt }] });
    const pressed = centre.centre.clock.now() - 20_000;
    const sent = await phone.command({ type: 'RaiseEmergency', unitId, happenedAt: pressed } as {
      type: string;
    });
    expect([sent.status, (sent.body['seqs'] as number[]).length]).toEqual([200, 2]);
    const [entry] = await entries('EmergencyRaised');
    expect(entry).toMatchObject({ at: pressed, data: { via: 'button', fix: { at: center, fixAt } } });
    const view = await phone.get('/api/unit');
    expect(view.body['emergency']).toMatchObject({ unitId, via: 'button' });
    const other = await phone.command({ type: 'RaiseEmergency', unitId: 'E1x' } as { type: string });
    expect([other.status, other.body['code']]).toEqual([403, 'UnitNotYours']);
    expect((await phone.command({ type: 'EndEmergency', unitId })).status).toBe(403);
    expect((await phone.command({ type: 'ClaimSafe', unitId })).status).toBe(200);
    await centre.watch();
    expect(centre.centre.log.board.alarms.has(`emergency:${unitId}`)).toBe(true);
    expect((await dispatcher.command({ type: 'EndEmergency', unitId })).status).toBe(200);
    expect((await phone.get('/api/unit')).body).not.toHaveProperty('emergency');
  });

  test('an unproven alert: where it sounded is in the log, by who sat there', async () => {
    const key = String(
      (await raised('unacknowledged')).map(entry => 'key' in entry.data && entry.data.key)[0],
    );
    const told = { type: 'ReportSounded', key, deskId: 'D1', how: 'sounded', round: 0 };
    expect((await dispatcher.command(told)).status).toBe(200);
    const [entry] = await entries('FloorAlarmSounded');
    expect(entry).toMatchObject({ actor: { id: 'dispatcher' }, data: { key, deskId: 'D1', how: 'sounded' } });
  });
});
