import type { PublishedRules, RulesReplay } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import { type Client, clientOf } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

const engines = (count: number) => ({
  types: { outsideFire: { needs: [{ capability: 'engine', count }] } },
});
type Evidence = { candidates: { recommended: boolean }[]; configurationVersion: number };

describe.skipIf(noDatabase)(`the centre’s own rules ${needsDatabase}`, () => {
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

  const rules = async (who = admin) => (await who.get('/api/rules')).body;
  const published = async (rulesId: string, who = admin) =>
    ((await rules(who))['published'] as PublishedRules[]).find(one => one.rulesId === rulesId);
  const state = async (rulesId: string, is: string, who = admin) =>
    vi.waitFor(async () => expect((await published(rulesId, who))?.state).toBe(is), {
      timeout: 60_000,
      interval: 50,
    });
  const draft = async (file: Record<string, unknown>, who = admin, more: object = {}) =>
    who.command({ type: 'DraftRules', rules: file, reason: 'review', ...more });
  async function replayed(rulesId: string): Promise<RulesReplay> {
    const begun = await admin.send('POST', '/api/rules/replay', { rulesId });
    expect(begun.status, begun.text).toBe(202);
    return vi.waitFor(
      async () => {
        const replay = (await published(rulesId))?.replay;
        expect(replay).toBeDefined();
        return replay!;
      },
      { timeout: 120_000, interval: 50 },
    );
  }
  const asked = async (incidentId?: string, url = centre.url): Promise<Evidence> => {
    const query =
      incidentId === undefined ? `typeId=outsideFire&lng=${at[0]}&lat=${at[1]}` : `incidentId=${incidentId}`;
    const who = url === centre.url ? dispatcher : await clientOf(url, 'dispatcher2');
    return (await who.get(`/api/recommendation?${query}`)).body['evidence'] as Evidence;
  };
  const many = async (incidentId?: string) =>
    (await asked(incidentId)).candidates.filter(one => one.recommended).length;

  test('what is wrong in a file is told with its field, and an auditor only reads', async () => {
    const wrong = await draft({ types: { outsideFire: { needs: [{ capability: 'rocket', count: 1 }] } } });
    expect(wrong.status).toBe(409);
    expect(wrong.body).toMatchObject({
      code: 'RulesUnfit',
      field: 'command.rules.types.outsideFire.needs.0.capability',
    });
    expect((await draft({ colour: 1 })).body).toMatchObject({ field: 'command.rules.colour' });
    expect((await draft({})).body).toMatchObject({ code: 'RulesUnchanged' });
    const auditor = await centre.client('auditor');
    expect((await auditor.get('/api/rules')).status).toBe(200);
    expect((await draft(engines(2), auditor)).status).toBe(403);
    expect((await auditor.send('POST', '/api/rules/replay', { rulesId: 'K1' })).status).toBe(403);
    expect((await dispatcher.get('/api/rules')).status).toBe(403);
    expect((await admin.send('POST', '/api/rules/replay', { rulesId: 'K9' })).status).toBe(404);
  });

  test('drafted, replayed on the log’s own incidents, approved by another, in force on every node, rolled back', async () => {
    const past = await openedIncident(taker, at, 'outsideFire');
    expect(await dispatched(dispatcher, past.incidentId)).toHaveLength(1);
    for (const unitId of [...centre.centre.log.board.units.keys()])
      await dispatcher.command({ type: 'ReleaseUnit', unitId, incidentId: past.incidentId });
    await taker.command({ type: 'EndCall', callId: past.callId });
    const done = await dispatcher.command({
      type: 'CloseIncident',
      incidentId: past.incidentId,
      disposition: 'handled',
    });
    expect(done.status, done.text).toBe(200);
    const open = await openedIncident(taker, at, 'outsideFire');

    const drafted = await draft(engines(3));
    expect(drafted.status, drafted.text).toBe(200);
    const { rulesId } = drafted.body as { rulesId: string };
    expect(await many()).toBe(1);
    const approve = { type: 'ApproveRules', rulesId };
    expect((await commander.command(approve)).body).toMatchObject({ code: 'RulesNotReplayed' });
    const replay = await replayed(rulesId);
    expect(replay).toMatchObject({ incidents: 1, left: 0, differing: 1, wasShort: 0, against: 1 });
    const [difference] = replay.differences;
    expect(difference).toMatchObject({ incidentId: past.incidentId, typeId: 'outsideFire' });
    expect(difference!.was).toHaveLength(1);
    expect(difference!.now.length + difference!.nowMissing.reduce((sum, one) => sum + one.count, 0)).toBe(3);
    expect((await admin.command(approve)).body).toMatchObject({ code: 'RulesAreOwn' });

    const { head } = centre.centre.log.board;
    const other = await centre.another();
    try {
      // A server that starts anew on the same place adopts nothing anew.
      expect(other.centre.log.board.head).toBe(head);
      const approved = await commander.command(approve);
      expect(approved.status, approved.text).toBe(200);
      await state(rulesId, 'begun');
      const available = difference!.now.length;
      expect(await many()).toBe(available);
      await vi.waitFor(
        async () => {
          const there = await asked(undefined, other.url);
          expect(there.configurationVersion).toBe(2);
          expect(there.candidates.filter(one => one.recommended)).toHaveLength(available);
        },
        { timeout: 60_000, interval: 50 },
      );
      // The open incident keeps the cards under which it was opened; the next one has the new.
      expect(await many(open.incidentId)).toBe(1);
      const next = await openedIncident(taker, at, 'outsideFire');
      expect(await many(next.incidentId)).toBe(available);
      expect((await commander.command({ type: 'RollBackRules', rulesId })).status).toBe(200);
      expect(await many()).toBe(1);
      expect((await asked()).configurationVersion).toBe(1);
      expect(await many(next.incidentId)).toBe(available);
    } finally {
      await other.stop();
    }
  });

  test('rules with a start wait for it, another version outdates them, and a server that starts anew keeps those in force', async () => {
    const startsAt = centre.centre.clock.now() + 3_600_000;
    const { rulesId } = (await draft(engines(2), admin, { startsAt })).body as { rulesId: string };
    await replayed(rulesId);
    expect((await commander.command({ type: 'ApproveRules', rulesId })).status).toBe(200);
    const late = (await draft(engines(4), commander)).body as { rulesId: string };
    expect((await published(rulesId))?.state).toBe('approved');
    centre.wallAheadMs += 3_600_000;
    await state(rulesId, 'begun');
    await state(late.rulesId, 'outdated');
    const other = await centre.another();
    try {
      const { board } = other.centre.log;
      expect(board.rules.get(rulesId)?.state).toBe('begun');
      const type = board.configuration?.types.find(one => one.typeId === 'outsideFire');
      expect(type?.needs).toEqual([{ capability: 'engine', count: 2 }]);
    } finally {
      await other.stop();
    }
  });
});
