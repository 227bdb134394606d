import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';

describe.skipIf(noDatabase)(`the door ${needsDatabase}`, () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await testCentre();
  });
  afterAll(() => centre.drop());

  test('a stranger is told to sign in, in the language of the browser', async () => {
    const stranger = await centre.client(undefined, 'zh-CN,zh;q=0.9');
    const answer = await stranger.get('/api/board');
    expect([answer.status, answer.body['code'], answer.body['message']]).toEqual([
      401,
      'NotSignedIn',
      '请先登录。',
    ]);
  });

  test('the cookie cannot be read by pages nor sent from other sites, and no answer may be cached', async () => {
    const stranger = await centre.client();
    const answer = await stranger.send('POST', '/api/session', {
      login: 'dispatcher',
      password: 'clarion-drill',
    });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toMatch(/^clarion_drill.*HttpOnly.*SameSite=Strict/);
    // When a session is over the server says; a cookie that ends by itself would end it in the middle of a call.
    for (const cookie of cookies)
      expect(Number(/Max-Age=(\d+)/.exec(cookie)?.[1])).toBeGreaterThan(300 * 86_400);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:/);
  });

  test('a change without the token, with another one, or from another site is not taken', async () => {
    const one = await centre.client('dispatcher');
    const other = await centre.client('dispatcher2');
    const head = centre.centre.log.board.head;
    const order = { commandId: crypto.randomUUID(), command: { type: 'AnswerCall' } };
    const codes = [
      await one.send('POST', '/api/commands', order, { 'x-csrf-token': '' }),
      await one.send('POST', '/api/commands', order, { 'x-csrf-token': other.csrfToken ?? '' }),
      await one.send('POST', '/api/commands', order, { origin: 'https://elsewhere.example' }),
      await one.send('POST', '/api/commands', order, { origin: 'null' }),
    ].map(answer => [answer.status, answer.body['code']]);
    expect(codes).toEqual([
      [403, 'CsrfTokenWrong'],
      [403, 'CsrfTokenWrong'],
      [403, 'OriginWrong'],
      [403, 'OriginWrong'],
    ]);
    expect(centre.centre.log.board.head).toBe(head);
    const own = await one.send('POST', '/api/commands', order, { origin: centre.url });
    expect(own.status).toBe(200);
  });

  test('a body that is too large, no JSON, or of another type stores nothing and says so', async () => {
    const one = await centre.client('calltaker', 'zh-CN');
    const head = centre.centre.log.board.head;
    const huge = JSON.stringify({ commandId: crypto.randomUUID(), command: { type: 'x'.repeat(600_000) } });
    const answers = [
      await one.send('POST', '/api/commands', huge),
      await one.send('POST', '/api/commands', '{"commandId":'),
      await one.send('POST', '/api/commands', 'commandId=1', {
        'content-type': 'application/x-www-form-urlencoded',
      }),
      await one.send('POST', '/api/commands', ''),
    ];
    expect(answers.map(answer => [answer.status, answer.body['code']])).toEqual([
      [413, 'BodyTooLarge'],
      [400, 'BodyNotJson'],
      [415, 'BodyTypeWrong'],
      [400, 'BodyNotJson'],
    ]);
    expect(answers[0]?.body['message']).toContain('524288');
    expect(centre.centre.log.board.head).toBe(head);
  });

  test('an unknown command and a wrong field are named, in the language of the session', async () => {
    const one = await centre.client('dispatcher', 'zh-CN');
    const unknown = await one.command({ type: 'EraseEverything' });
    expect([unknown.status, unknown.body['code'], unknown.body['field']]).toEqual([
      400,
      'CommandTypeUnknown',
      'command.type',
    ]);
    expect(unknown.body['message']).toBe('没有命令 EraseEverything。');
    const wrong = await one.send('POST', '/api/commands', {
      commandId: crypto.randomUUID(),
      command: { type: 'CloseIncident', incidentId: 'I1', disposition: 'gone' },
    });
    expect([wrong.status, wrong.body['code'], wrong.body['field']]).toEqual([
      400,
      'FieldWrong',
      'command.disposition',
    ]);
    expect(wrong.body['message']).toMatch(/[\u4e00-\u9fff]/);
  });

  test('signs that cannot be stored, and parts of a file that are not there, are told and break nothing', async () => {
    const admin = await centre.client('admin');
    const nul = '\u0000';
    const person = { login: 'new', displayName: 'New', password: 'long enough', role: 'responder' };
    const answers = [
      await admin.send('POST', '/api/session', { login: `dispatcher${nul}`, password: 'wrong' }),
      await admin.send('POST', '/api/operators', { ...person, displayName: `N${nul}` }),
      await admin.send('POST', '/api/operators', { ...person, unitId: `E${nul}` }),
      await admin.get('/tiles/basemap.pmtiles', { range: 'bytes=99999999999-' }),
      await admin.get('/tiles/basemap.pmtiles', { range: 'bytes=5-2' }),
    ];
    expect(answers.map(answer => [answer.status, answer.body['code']])).toEqual([
      [401, 'SignInWrong'],
      [400, 'FieldWrong'],
      [400, 'FieldWrong'],
      [416, 'RangeWrong'],
      [416, 'RangeWrong'],
    ]);
    const part = await admin.get('/tiles/basemap.pmtiles', { range: 'bytes=0-6' });
    expect([part.status, part.text]).toEqual([206, 'PMTiles']);
  });

  test('an unknown address is a fault like any other', async () => {
    const one = await centre.client('dispatcher');
    const answer = await one.get('/api/nothing');
    expect([answer.status, answer.body['code']]).toEqual([404, 'AddressUnknown']);
    const verb = await one.send('PUT', '/api/board', {});
    expect([verb.status, verb.body['code']]).toEqual([404, 'AddressUnknown']);
  });

  test('wrong passwords are slowed down for that account, and nobody else behind the address is refused', async () => {
    const stranger = await centre.client();
    let answer = await stranger.send('POST', '/api/session', { login: 'auditor', password: 'wrong' });
    expect([answer.status, answer.body['code']]).toEqual([401, 'SignInWrong']);
    for (let tries = 0; tries < 20 && answer.status === 401; tries++)
      answer = await stranger.send('POST', '/api/session', { login: 'auditor', password: 'wrong' });
    expect([answer.status, answer.body['code']]).toEqual([429, 'SignInWait']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await centre.client('commander');
    expect((await other.get('/api/session')).status).toBe(200);
  });

  test('a device that somebody is at home on does not wait for what others try from the same address', async () => {
    const console1 = await centre.client();
    const wrong = { login: 'commander', password: 'wrong' };
    const right = { login: 'commander', password: 'clarion-drill' };
    const home = (await console1.send('POST', '/api/session', right)).headers.getSetCookie();
    const device = home.find(one => one.startsWith('clarion_drill_device='))?.split(';')[0] ?? '';
    for (let tries = 0; tries < 8; tries++) await console1.send('POST', '/api/session', wrong);
    expect((await console1.send('POST', '/api/session', right)).status).toBe(429);
    expect((await console1.send('POST', '/api/session', right, { cookie: device })).status).toBe(200);
  });

  test('an address in another spelling passes the same checks', async () => {
    const stranger = await centre.client();
    const answer = await stranger.get('/%61pi/session');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([401, 'no-store']);
  });

  test('a session that was idle too long is over; one that holds an open call is not', async () => {
    const idle = await centre.client('dispatcher');
    const busy = await centre.client('calltaker');
    const answered = await busy.command({ type: 'AnswerCall' });
    expect(answered.status).toBe(200);
    const refused = await busy.send('DELETE', '/api/session');
    expect([refused.status, refused.body['code']]).toEqual([409, 'CallInHand']);

    for (let hours = 0; hours < 20; hours++) {
      centre.wallAheadMs += 3_600_000;
      await centre.upkeep();
    }
    const over = await idle.get('/api/session');
    expect([over.status, over.body['code']]).toEqual([401, 'SessionEnded']);
    expect((await busy.get('/api/session')).status).toBe(200);
    expect((await busy.command({ type: 'EndCall', callId: String(answered.body['callId']) })).status).toBe(
      200,
    );
    expect((await busy.send('DELETE', '/api/session')).status).toBe(204);
    expect((await busy.get('/api/session')).status).toBe(401);
    centre.wallAheadMs = 0;
  });

  test('who floods from an address is slowed down; who is signed in behind the same address is not', async () => {
    const operator = await centre.client('dispatcher');
    const stranger = await centre.client();
    // What is allowed refills with time: on a stopped clock a slow machine floods like a fast one.
    centre.wallStoppedAtMs = Date.now();
    let refused = 0;
    for (let round = 0; round < 15; round++) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => stranger.get('/api/session')));
      refused += answers.filter(answer => answer.status === 429).length;
    }
    expect(refused).toBeGreaterThan(0);
    expect((await stranger.get('/%61pi/session')).status).toBe(429);
    expect((await operator.get('/api/board')).status).toBe(200);
    expect((await operator.command({ type: 'AnswerCall' })).status).toBe(200);
    centre.wallStoppedAtMs = undefined;
  });
});
