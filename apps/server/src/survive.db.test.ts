import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '@clarion/dispatch';
import { listLogs, openDatabase, verifyLog } from '@clarion/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from './testing/client.ts';
import { type ServerProcess, serverProcess } from './testing/process.ts';
import { sender } from './testing/sender.ts';

/** A gateway that goes on reporting, each batch while the one before may still be on its way. */
function reporter(gateway: Client, at: readonly [number, number]) {
  const acknowledged: number[] = [];
  const open = new Set<Promise<void>>();
  let fixAt = Date.now();
  const timer = setInterval(() => {
    fixAt = Math.max(fixAt + 1, Date.now());
    const own = fixAt;
    const fixes = ['E1', 'E2', 'M1'].map(unitId => ({ unitId, at, fixAt: own }));
    const sent = gateway.send('POST', '/api/positions', { fixes }).then(
      answer => {
        if (answer.status === 200) acknowledged.push(own);
      },
      () => undefined,
    );
    open.add(sent);
    void sent.finally(() => open.delete(sent));
  }, 5);
  return {
    acknowledged,
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
    },
  };
}

describe('kill -9 while commands flow', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'clarion-survive-'));
  let server: ServerProcess;
  beforeAll(async () => {
    server = await serverProcess(['--data', dataFolder, '--exercise', 'off']);
  });
  afterAll(async () => {
    await server.end();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  async function entriesNow(): Promise<readonly Entry[]> {
    const auditor = await clientOf(server.url, 'auditor');
    const answer = await auditor.get('/api/log?from=1&to=5000');
    return answer.body['entries'] as Entry[];
  }

  test('of PostgreSQL: nothing acknowledged is lost or doubled, and the page follows on without a reload', async () => {
    const dispatcher = await clientOf(server.url, 'dispatcher');
    const live = await dispatcher.live();
    live.say({ type: 'follow', from: 0 });
    await live.until('hello');
    const takers = await Promise.all(['calltaker', 'calltaker2'].map(who => clientOf(server.url, who)));
    const senders = takers.map(sender);
    await expect.poll(() => senders.every(one => one.acknowledged.length > 5)).toBe(true);
    const pid = Number(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    const before = senders.map(one => one.acknowledged.length);
    await expect
      .poll(() => senders.every((one, index) => one.acknowledged.length > before[index]! + 5), {
        timeout: 120_000,
      })
      .toBe(true);
    for (const one of senders) await one.stop();

    const entries = await entriesNow();
    expect(entries.map(entry => entry.seq)).toEqual(entries.map((_, index) => index + 1));
    const answers = entries.filter(entry => entry.type === 'CallAnswered').map(entry => entry.commandId);
    expect(new Set(answers).size).toBe(answers.length);
    const logged = new Set(answers);
    const acknowledged = senders.flatMap(one => one.acknowledged);
    expect(acknowledged.filter(commandId => !logged.has(commandId))).toEqual([]);
    expect(before.every(count => count > 0)).toBe(true);

    await live.until('entries', message => message.entries.at(-1)?.seq === entries.length);
    const followed = live.messages.flatMap(message =>
      message.type === 'entries' ? message.entries.map(entry => entry.seq) : [],
    );
    expect(followed).toEqual(entries.map(entry => entry.seq));
    live.close();
  });

  test('of the server: started again it has all that it acknowledged, and the chain verifies', async () => {
    const taker = await clientOf(server.url, 'calltaker');
    const sending = sender(taker);
    const place = await taker.get('/api/place');
    const began = Date.now() - 1000;
    const reporting = reporter(
      await clientOf(server.url, 'gateway'),
      place.body['center'] as [number, number],
    );
    await expect.poll(() => [sending, reporting].every(one => one.acknowledged.length > 5)).toBe(true);
    await server.end('SIGKILL');
    await sending.stop();
    await reporting.stop();
    expect(sending.acknowledged.length).toBeGreaterThan(5);
    expect(reporting.acknowledged.length).toBeGreaterThan(5);
    server = await serverProcess(['--data', dataFolder, '--exercise', 'off']);

    const logged = new Set((await entriesNow()).map(entry => entry.commandId));
    expect(sending.acknowledged.filter(commandId => !logged.has(commandId))).toEqual([]);
    const reader = await clientOf(server.url, 'dispatcher');
    const history = await reader.get(`/api/positions/history?from=${began}&to=${began + 60_000}`);
    const stored = (history.body['positions'] as { unitId: string; fixAt: number }[]).map(
      one => `${one.unitId} ${one.fixAt}`,
    );
    expect(new Set(stored).size).toBe(stored.length);
    const reported = reporting.acknowledged.flatMap(at => ['E1', 'E2', 'M1'].map(unit => `${unit} ${at}`));
    expect(reported.filter(one => !stored.includes(one))).toEqual([]);
    // The session outlives the server: nobody signs in again.
    const again = await clientOf(server.url);
    const session = await again.get('/api/session', { cookie: taker.cookie ?? '' });
    expect(session.body['login']).toBe('calltaker');

    const database = await openDatabase({ dataFolder }, { attach: true });
    if (!database.ok) throw new Error(database.error.code);
    try {
      const [log] = await listLogs(database.value);
      const verified = await verifyLog(database.value, log!.logId);
      expect(verified?.findings).toEqual([]);
      expect(verified?.entries).toBeGreaterThan(sending.acknowledged.length);
    } finally {
      await database.value.close();
    }
  });
});
