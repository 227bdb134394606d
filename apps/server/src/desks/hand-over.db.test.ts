import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from '../testing/centre.ts';
import type { Client, LiveClient } from '../testing/client.ts';
import { openedIncident } from '../testing/story.ts';

describe.skipIf(noDatabase)(`desks that change hands or are left ${needsDatabase}`, () => {
  let folder: string;
  let centre: TestCentre;
  let other: TestCentre;
  let first: Client;
  let second: Client;
  let chief: Client;
  let line: LiveClient;
  let incidentId: string;

  const board = () => centre.centre.log.board;
  const text = 'Ladder of T1 sticks; tell whoever is sent.';
  const lastEntry = async (type: Entry['type']) => {
    const { head } = board();
    const all = await centre.centre.log.read(1, head);
    return all.findLast(entry => entry.type === type);
  };
  const sit = async (who: Client, deskId: string) =>
    expect((await who.command({ type: 'TakeDesk', deskId })).status).toBe(200);
  const notesOf = async (who: Client, purpose = '') => {
    const { body, status } = await who.get(`/api/sealed?deskId=D1${purpose}`);
    return [status, ((body['texts'] ?? []) as { text?: string }[]).map(one => one.text)];
  };
  /** As if nothing had been heard of them for so long. */
  const silent = (operatorId: string, seconds: number) =>
    centre.centre.database.pool.query(
      'UPDATE clarion.presence SET seen_at = seen_at - $2 WHERE operator_id = $1',
      [operatorId, seconds * 1000],
    );
  const known = async (operatorId: string) => {
    const { rows } = await centre.centre.database.pool.query(
      'SELECT seen_at FROM clarion.presence WHERE operator_id = $1',
      [operatorId],
    );
    return rows.length;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clarion-desks-'));
    const rules = join(folder, 'rules.json');
    writeFileSync(rules, JSON.stringify({ shifts: { lostSeconds: 300 } }));
    centre = await testCentre(['--rules', rules]);
    other = await centre.another();
    first = await centre.client('dispatcher');
    second = await other.client('dispatcher2');
    chief = await centre.client('commander');
    await sit(first, 'D1');
    await sit(chief, 'S1');
    ({ incidentId } = await openedIncident(await centre.client('calltaker'), centre.centre.place.center));
    expect((await first.command({ type: 'GiveIncident', incidentId, deskId: 'D1' })).status).toBe(200);
  });
  afterAll(async () => {
    line?.close();
    await other.drop();
    await centre.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('two who take at once, at two servers: one has it, the other is told who and when; the note is sealed', async () => {
    const opened = await first.command({ type: 'OpenHandOver', deskId: 'D1', text });
    expect(opened.status).toBe(200);
    const [seq] = opened.body['seqs'] as [number];
    // The other server has it when it has it.
    await expect.poll(() => notesOf(second)).toEqual([200, [text]]);
    const { rows } = await centre.centre.database.pool.query(
      `SELECT kind, encode(body, 'escape') AS body FROM clarion.sealed WHERE kind = 'handOver'`,
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify([rows, await centre.centre.log.read(1, board().head)])).not.toContain('Ladder');

    const take = { type: 'TakeOver', deskId: 'D1', opened: seq } as const;
    const answers = await Promise.all([second.command(take), chief.command(take)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const [lost] = answers.filter(({ status }) => status === 409);
    const winner = (await lastEntry('DeskHandedOver'))!;
    expect(lost!.body).toMatchObject({
      code: 'HandedOverAlready',
      facts: { deskId: 'D1', by: { id: winner.actor.id }, at: winner.at },
    });
    expect(lost!.body['message']).toContain(winner.actor.id);
    expect(winner.data).toMatchObject({ fromId: 'dispatcher', opened: seq, incidentIds: [incidentId] });

    // Who sits there reads on what was left for them; who left it no more.
    const taker = winner.actor.id === 'commander' ? chief : second;
    expect(await notesOf(taker)).toEqual([200, [text]]);
    expect((await notesOf(first))[0]).toBe(403);
    expect(await notesOf(await centre.client('auditor'), '&purpose=qualityReview')).toEqual([200, [text]]);
    expect((await notesOf(await centre.client('planner')))[0]).toBe(403);
  });

  test('who is not heard of any more loses the desk, and the supervisor has the alarm at once', async () => {
    await sit(first, 'D1');
    // They have sat there for longer than the silence.
    for (const one of [centre, other]) one.wallAheadMs += 3_600_000;
    line = await first.live();
    line.say({ type: 'ping', sent: 1 });
    await line.until('pong');
    await expect.poll(() => known('dispatcher')).toBe(1);
    await silent('dispatcher', 1000);
    // The other end answers still: what it says counts.
    line.say({ type: 'ping', sent: 2 });
    await line.until('pong', ({ sent }) => sent === 2);
    expect(await centre.presence.look()).toBe(0);
    expect(board().desks.get('D1')?.by.id).toBe('dispatcher');

    line.close();
    // What was heard until then is told first.
    const isThere = () => centre.presence.isElsewhere({ operatorId: 'dispatcher', token: '' });
    await expect.poll(isThere).toBe(false);
    await centre.presence.look();
    await silent('dispatcher', 299);
    await centre.presence.look();
    expect(board().desks.get('D1')?.by.id).toBe('dispatcher');
    await silent('dispatcher', 299);
    // By two servers at once, once.
    await Promise.all([centre.presence.look(), other.presence.look()]);
    await centre.presence.look();
    expect(board().desks.has('D1')).toBe(false);
    expect(await lastEntry('DeskLost')).toMatchObject({
      actor: { kind: 'system', id: 'presence' },
      data: { deskId: 'D1', operatorId: 'dispatcher' },
    });
    const raised = (await lastEntry('FloorAlarmRaised'))!;
    expect(raised.data).toMatchObject({ kind: 'deskOrphaned', orphanId: 'D1' });
    expect(raised.commandId).toBe((await lastEntry('DeskLost'))!.commandId);
    expect(board().orphans.get('D1')).toMatchObject({ cause: 'lost', incidentIds: [incidentId] });
  });

  test('a server that starts gives everybody the whole time to come back', async () => {
    await sit(first, 'D1');
    await silent('dispatcher', 1000);
    const third = await centre.another();
    await third.presence.look();
    expect(third.centre.log.board.desks.get('D1')?.by.id).toBe('dispatcher');
    await third.drop();
  });

  test('who signs out without handing over leaves what they had to the supervisor', async () => {
    const csrf = await first.send('DELETE', '/api/session');
    expect(csrf.status).toBe(204);
    await centre.watch();
    expect(board().desks.has('D1')).toBe(false);
    expect(board().orphans.get('D1')).toMatchObject({ cause: 'left', by: { id: 'dispatcher' } });
    expect(board().alarms.has('deskOrphaned:D1')).toBe(true);
    expect(await known('dispatcher')).toBe(0);
    await sit(second, 'D1');
    // The other server's entry comes when it comes.
    await expect
      .poll(async () => {
        await centre.watch();
        return board().alarms.has('deskOrphaned:D1');
      })
      .toBe(false);
  });
});
