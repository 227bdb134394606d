import type { PublishedRules, RoleRules } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';

describe.skipIf(noDatabase)(`roles as the centre has them ${needsDatabase}`, () => {
  let centre: TestCentre;
  let admin: Client;
  let commander: Client;
  let dispatcher: Client;
  let taker: Client;
  let at: readonly [number, number];
  beforeAll(async () => {
    centre = await testCentre();
    [admin, commander, dispatcher, taker] = (await Promise.all(
      ['admin', 'commander', 'dispatcher', 'calltaker'].map(login => centre.client(login)),
    )) as [Client, Client, Client, Client];
    at = [...centre.centre.log.board.units.values()].find(unit => unit.description.home)!.description.home!;
  });
  afterAll(() => centre.drop());

  const suspend = (who: Client) =>
    who.command({
      type: 'SuspendMoveUps',
      until: centre.centre.clock.now() + 600_000,
      reason: 'weather',
    } as { type: string });
  const resume = (who: Client) => who.command({ type: 'ResumeMoveUps' });
  const close = (who: Client) =>
    who.command({
      type: 'CloseStreet',
      points: [at],
      reason: 'flood',
      expiresAt: centre.centre.clock.now() + 600_000,
    } as { type: string });
  const streets = (who: Client) => who.get(`/api/streets/at?lng=${at[0]}&lat=${at[1]}`);
  const draft = (roles: object) =>
    admin.command({ type: 'DraftRules', rules: { roles }, reason: 'order' } as {
      type: string;
    });
  const published = async (rulesId: string) =>
    ((await admin.get('/api/rules')).body['published'] as PublishedRules[]).find(
      one => one.rulesId === rulesId,
    )!;
  async function begun(roles: RoleRules): Promise<PublishedRules> {
    const drafted = await draft(roles);
    expect(drafted.status, drafted.text).toBe(200);
    const rulesId = String(drafted.body['rulesId']);
    expect((await admin.send('POST', '/api/rules/replay', { rulesId })).status).toBe(202);
    const long = { timeout: 60_000, interval: 50 };
    await vi.waitFor(async () => expect((await published(rulesId)).replay).toBeDefined(), long);
    expect((await commander.command({ type: 'ApproveRules', rulesId })).status).toBe(200);
    await vi.waitFor(async () => expect((await published(rulesId)).state).toBe('begun'), long);
    return published(rulesId);
  }
  const rolledBack = async (rulesId: string) =>
    expect((await commander.command({ type: 'RollBackRules', rulesId })).status).toBe(200);

  test('what is law is refused with its field, and nothing is drafted', async () => {
    for (const [roles, field] of [
      [{ RaiseEmergency: 'commander' }, 'command.rules.roles'],
      [{ send: 'commander' }, 'command.rules.roles.send'],
      [{ emergencies: 'callTaker' }, 'command.rules.roles.emergencies'],
      [{ streets: 'administrator' }, 'command.rules.roles.streets'],
      [{ streets: 'auditor' }, 'command.rules.roles.streets'],
    ] as const) {
      const answer = await draft(roles);
      expect(answer.status, answer.text).toBe(409);
      expect(answer.body['code']).toBe('RulesUnfit');
      expect(String(answer.body['field'])).toContain(field);
    }
    expect(centre.centre.log.board.rules.size).toBe(0);
  });

  test('given to call takers, commands and the routes that help with them open at once, and close with the way back', async () => {
    expect([(await close(taker)).status, (await streets(taker)).status]).toEqual([403, 403]);
    const { rulesId } = await begun({ streets: 'callTaker' });
    expect((await streets(taker)).status).toBe(200);
    const closed = await close(taker);
    expect(closed.status, closed.text).not.toBe(403);
    expect((await close(dispatcher)).status).toBe(closed.status);
    // Nothing else is given with it.
    expect((await suspend(taker)).status).toBe(403);
    const cordon = await taker.get('/api/cordons/Z0/reach');
    expect(cordon.status).toBe(403);
    for (const who of ['auditor', 'admin', 'planner', 'e1'])
      expect((await streets(await centre.client(who))).status, who).toBe(403);
    await rolledBack(rulesId);
    expect((await streets(taker)).status).toBe(403);
  });

  test('taken from dispatchers, the replay says what they would have been refused, and they are from the start on', async () => {
    expect((await suspend(dispatcher)).status).toBe(200);
    expect((await resume(dispatcher)).status).toBe(200);
    expect((await suspend(commander)).status).toBe(200);
    expect((await resume(commander)).status).toBe(200);
    const { rulesId, replay } = await begun({ moveUps: 'commander' });
    expect(replay?.refused).toEqual([{ action: 'moveUps', role: 'dispatcher', count: 2 }]);
    const refused = await suspend(dispatcher);
    expect(refused).toMatchObject({ status: 403, body: { code: 'NotAllowed' } });
    expect((await suspend(commander)).status).toBe(200);
    expect((await resume(commander)).status).toBe(200);
    // A server that starts anew has it from the log.
    const other = await centre.another();
    expect((await suspend(dispatcher.at(other.url))).status).toBe(403);
    await other.drop();
    await rolledBack(rulesId);
    expect((await suspend(dispatcher)).status).toBe(200);
  });
});
