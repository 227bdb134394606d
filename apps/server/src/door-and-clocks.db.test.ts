import { instant } from '@clarion/measure';
import { issueBreakGlass, listBreakGlass, revokeBreakGlass } from '@clarion/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';

describe.skipIf(noDatabase)(`a sign-in from an envelope ${needsDatabase}`, () => {
  let centre: TestCentre;
  const now = () => instant(Date.now() + centre.wallAheadMs);
  const issue = (hours = 2) =>
    issueBreakGlass(centre.centre.database, { role: 'dispatcher', hours, validDays: 10, now: now() });
  const use = async (code: string, reason = 'providerDown') =>
    (await centre.client()).send('POST', '/api/session/break-glass', { code, reason });
  /** Somebody with the cookie of an answer. */
  const as = async (answer: Awaited<ReturnType<typeof use>>) => {
    const stranger = await centre.client();
    const headers = {
      cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
      'x-csrf-token': String(answer.body['csrfToken']),
    };
    return {
      get: (path: string) => stranger.get(path, headers),
      command: (command: object) =>
        stranger.send('POST', '/api/commands', { commandId: crypto.randomUUID(), command }, headers),
      leave: () => stranger.send('DELETE', '/api/session', undefined, headers),
    };
  };
  const alarms = () => [...centre.centre.log.board.alarms.values()].filter(one => one.kind === 'breakGlass');
  beforeAll(async () => {
    centre = await testCentre();
  });
  afterAll(() => centre.drop());

  test('[BG1] opens once, is in the log and the supervisor’s alarm before whoever used it is in, and ends with the sign-out', async () => {
    const { code, envelope } = await issue();
    const login = `break-glass-${envelope.codeId}`;
    expect((await use('aaaaa-bbbbb-ccccc-ddddd')).body['code']).toBe('BreakGlassWrong');
    const answers = await Promise.all([use(code), use(code.toUpperCase().replaceAll('-', ' '))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const inside = answers.find(({ status }) => status === 200)!;
    expect(inside.body).toMatchObject({ login, role: 'dispatcher' });
    expect(alarms()).toMatchObject([
      { about: { breakGlass: { operatorId: login, role: 'dispatcher', reason: 'providerDown' } } },
    ]);
    const person = await as(inside);
    const answered = await person.command({ type: 'AnswerCall' });
    expect(answered.status).toBe(200);
    const auditor = await centre.client('auditor');
    const seq = (answered.body['seqs'] as number[])[0];
    const entry = await auditor.get(`/api/log?from=${seq}&to=${seq}`);
    expect(entry.body['entries']).toMatchObject([{ actor: { id: login } }]);
    // No more than its role may.
    expect((await person.get('/api/operators')).status).toBe(403);
    await person.command({ type: 'EndCall', callId: answered.body['callId'] });
    expect((await person.leave()).status).toBe(204);
    expect((await person.get('/api/session')).status).toBe(401);
    await centre.watch();
    await expect.poll(alarms).toEqual([]);
    expect((await use(code)).status).toBe(401);
    const listed = await auditor.get('/api/break-glass');
    expect(listed.body['envelopes']).toMatchObject([
      {
        codeId: envelope.codeId,
        role: 'dispatcher',
        used: { reason: 'providerDown', endedAt: expect.any(Number) },
      },
    ]);
    expect(listed.text).not.toContain(code);
    const dispatcher = await centre.client('dispatcher');
    expect((await dispatcher.get('/api/break-glass')).status).toBe(403);
  });

  test('is over by itself after its hours, whatever is done with it, and void when revoked or too old', async () => {
    const { code } = await issue(1);
    const inside = await use(code, 'deviceLost');
    const person = await as(inside);
    expect(Number(inside.body['breakGlassUntil'])).toBeLessThanOrEqual(now() + 3_600_000);
    centre.wallAheadMs += 3_500_000;
    expect((await person.get('/api/session')).status).toBe(200);
    expect(alarms()).toHaveLength(1);
    centre.wallAheadMs += 200_000;
    expect((await person.get('/api/session')).status).toBe(401);
    await centre.watch();
    await expect.poll(alarms).toEqual([]);

    const lost = await issue();
    expect(await revokeBreakGlass(centre.centre.database, lost.envelope.codeId, now())).toBe(true);
    expect((await use(lost.code)).status).toBe(401);
    const old = await issue();
    centre.wallAheadMs += 11 * 86_400_000;
    expect((await use(old.code)).status).toBe(401);
    expect((await listBreakGlass(centre.centre.database)).filter(one => one.used)).toHaveLength(2);
  });

  test('an administrator ends it, and so it is in the log', async () => {
    const { code, envelope } = await issue();
    const person = await as(await use(code, 'reliefStaff'));
    const admin = await centre.client('admin');
    const login = `break-glass-${envelope.codeId}`;
    expect((await admin.send('PATCH', `/api/operators/${login}`, { ended: true })).status).toBe(204);
    expect((await person.get('/api/session')).status).toBe(401);
    await centre.watch();
    await expect.poll(alarms).toEqual([]);
  });
});

describe.skipIf(noDatabase)(`clocks ${needsDatabase}`, () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await testCentre();
  });
  afterAll(() => centre.drop());
  const alarms = () => [...centre.centre.log.board.alarms.values()].filter(one => one.kind === 'clockDrift');
  const health = async () => (await (await centre.client()).get('/api/health')).body['clock'];
  const later = async (seconds: number) => {
    centre.wallAheadMs += seconds * 1000;
    await centre.measureClocks();
    await centre.watch();
  };

  test('[BG3] a server whose clock is not the database’s is named at the supervisor’s desk, in health and metrics, until it is right', async () => {
    await later(0);
    expect(await health()).toBe('ok');
    centre.machineAheadMs = 7_400;
    await later(0);
    expect(await health()).toBe('drifting');
    await later(30);
    await expect.poll(alarms).toMatchObject([{ about: { drift: { against: 'database', seconds: 7 } } }]);
    const metrics = await (await centre.client()).get('/api/metrics');
    expect(metrics.text).toMatch(/clarion_clock_ahead_seconds\{node="[^"]+"\} 7\.[34]/);
    // Another server of the centre, whose clock is right, sees the same and does not clear it.
    const other = await centre.another();
    await other.measureClocks();
    await other.watch();
    expect(alarms()).toHaveLength(1);
    await other.drop();
    centre.machineAheadMs = 0;
    await later(1);
    await expect.poll(alarms).toEqual([]);
    expect(await health()).toBe('ok');
  });

  test('[BG3] and one that is behind most devices, when three or more say so', async () => {
    const { database, log } = centre.centre;
    const seen = async (trackerId: string, aheadMs: number) => {
      await database.pool.query(
        `INSERT INTO clarion.tracker (log_id, tracker_id, unit_id, key_hash, issued_at, last_seen_at, clock_ahead_ms)
         VALUES ($1, $2, 'E1', decode(md5($2), 'hex'), 0, (extract(epoch from now()) * 1000)::bigint, $3)`,
        [log.logId, trackerId, aheadMs],
      );
    };
    await seen('a', 9_000);
    await seen('b', 12_000);
    await later(30);
    expect(alarms()).toEqual([]);
    await seen('c', -40_000);
    await later(0);
    await later(30);
    await expect.poll(alarms).toMatchObject([{ about: { drift: { against: 'devices', seconds: -9 } } }]);
  });
});
