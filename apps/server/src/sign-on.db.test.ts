import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { say } from '@clarion/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';

/** The provider's, whatever else is wrong with it. */
const key = JSON.stringify(
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
);
const program = join(import.meta.dirname, 'testing', 'provider.mjs');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A browser, as far as this goes: it keeps each host's cookies and follows what it is sent to. */
function browser(jars = new Map<string, Map<string, string>>()) {
  /** Another one with the same cookies. */
  const copy = () => browser(new Map([...jars].map(([host, jar]) => [host, new Map(jar)])));
  return Object.assign(go, { copy });
  async function go(url: string, form?: Record<string, string>) {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie, 'accept-language': 'en' },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value.join('='));
    }
    await answer.arrayBuffer();
    const to = answer.headers.get('location');
    return { status: answer.status, to: to === null ? undefined : new URL(to, url).href };
  }
}

describe.skipIf(noDatabase)(`the organisation’s sign-on, against a real provider ${needsDatabase}`, () => {
  let centre: TestCentre;
  let provider: ChildProcess | undefined;
  let port: number;

  const startProvider = async (environment: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [program], {
      env: { ...process.env, PORT: String(port), CALLBACKS: callback(), KEY: key, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    provider = child;
    await once(child.stdout!, 'data');
  };
  const stopProvider = async () => {
    if (provider === undefined) return;
    const ended = once(provider, 'exit');
    provider.kill();
    await ended;
    provider = undefined;
  };
  const callback = () => `${centre.url}/api/session/sign-on/callback`;

  /** As far as the provider's word that somebody may come back; what the page would ask next is not asked yet. */
  async function untilCameBack(who: string) {
    const go = browser();
    let at = await go(`${centre.url}/api/session/sign-on`);
    for (let turn = 0; turn < 15; turn++) {
      const { to } = at;
      if (to === undefined) throw new Error(`stuck with ${at.status}`);
      if (to.startsWith(callback())) return { go, cameBack: to };
      if (!/\/interaction\/[^/]+$/.test(to)) {
        at = await go(to);
        continue;
      }
      await go(to);
      at = await go(to, turn < 4 ? { prompt: 'login', login: who, password: 'any' } : { prompt: 'consent' });
      if (at.to === undefined) at = await go(to, { prompt: 'consent' });
    }
    throw new Error('went round in circles');
  }
  /** Signs on as somebody. @returns where the provider sent the browser, and where it stands in the end */
  async function signOn(who: string) {
    const { go, cameBack } = await untilCameBack(who);
    const spare = go.copy();
    const { to = '' } = await go(cameBack);
    return { to, cameBack, go, spare };
  }
  const session = async (go: ReturnType<typeof browser>) => (await go(`${centre.url}/api/session`)).status;
  const why = (to: string) => new URL(to).hash;

  beforeAll(async () => {
    port = await freePort();
    centre = await testCentre([], {
      OIDC_ISSUER: `http://127.0.0.1:${port}`,
      OIDC_CLIENT_ID: 'clarion',
      OIDC_CLIENT_SECRET: 'a secret of the test',
      OIDC_ROLES: 'clarion-audit=auditor,clarion-dispatch=dispatcher',
    });
  });
  afterEach(stopProvider);
  afterAll(() => centre.drop());

  test('while it is away the page says so, and names and passwords still open', async () => {
    const go = browser();
    const { to } = await go(`${centre.url}/api/session/sign-on`);
    expect(why(to!)).toBe('#sign-on=SignOnDown');
    const local = await centre.client('dispatcher');
    expect((await local.get('/api/session')).status).toBe(200);
    expect((await local.get('/api/session/ways')).body).toEqual({ signOn: true });
  });

  test('somebody comes in with the role of the first group that counts; a code that was used opens nothing', async () => {
    await startProvider();
    const { to, cameBack, go, spare } = await signOn('lin');
    expect(to).toBe(`${centre.url}/`);
    expect(await session(go)).toBe(200);
    const auditor = await signOn('wei');
    expect(await session(auditor.go)).toBe(200);
    const admin = await centre.client('admin');
    const listed = (await admin.get('/api/operators')).body['operators'] as { login: string; role: string }[];
    expect(listed.filter(({ login }) => ['lin', 'wei'].includes(login))).toMatchObject([
      { login: 'lin', role: 'dispatcher' },
      { login: 'wei', role: 'auditor' },
    ]);
    // The same code once more with the ticket that it came with: the provider gives nothing for it. Nor without, nor with another.
    expect(why((await spare(cameBack)).to!)).toBe('#sign-on=SignOnRefused');
    expect(await session(spare)).toBe(401);
    expect(why((await go(cameBack)).to!)).toBe('#sign-on=SignOnRefused');
    expect(why((await browser()(cameBack)).to!)).toBe('#sign-on=SignOnRefused');
    const fresh = browser();
    await fresh(`${centre.url}/api/session/sign-on`);
    expect(why((await fresh(cameBack)).to!)).toBe('#sign-on=SignOnRefused');
    expect(await session(fresh)).toBe(401);

    // No group of ours; the name of a sign-in of our own; a sign-in that was ended.
    expect(why((await signOn('guest')).to)).toBe('#sign-on=SignOnNoRole');
    expect(why((await signOn('dispatcher')).to)).toBe('#sign-on=SignOnNameTaken');
    await admin.send('PATCH', '/api/operators/lin', { ended: true });
    expect(await session(go)).toBe(401);
    expect(why((await signOn('lin')).to)).toBe('#sign-on=SignOnEnded');
  });

  test('a token signed with another key than the published one is refused', async () => {
    await startProvider({ WRONG_KEY: 'yes' });
    const { to, go } = await signOn('wei');
    expect(why(to)).toBe('#sign-on=SignOnRefused');
    expect(await session(go)).toBe(401);
  });

  test('a token of another time is refused', async () => {
    for (const aheadMs of [2 * 3_600_000, -2 * 3_600_000]) {
      await startProvider({ AHEAD_MS: String(aheadMs) });
      const { to, go } = await signOn('wei');
      expect(why(to)).toBe('#sign-on=SignOnRefused');
      expect(await session(go)).toBe(401);
      await stopProvider();
    }
  });

  const passwordOpens = async () =>
    (await (await centre.client('dispatcher')).get('/api/session')).status === 200;

  test('a line cut in the middle: gone, silent, or in trouble, the page says so, passwords open, and it comes back', async () => {
    await startProvider();
    const gone = await untilCameBack('wei');
    await stopProvider();
    expect(why((await gone.go(gone.cameBack)).to!)).toBe('#sign-on=SignOnDown');
    expect(await session(gone.go)).toBe(401);
    expect(await passwordOpens()).toBe(true);

    // It takes the line and says nothing, as a machine does that has no memory left.
    await startProvider();
    const silent = await untilCameBack('wei');
    provider!.kill('SIGSTOP');
    const begun = Date.now();
    const [told, opens] = await Promise.all([silent.go(silent.cameBack), passwordOpens()]);
    provider!.kill('SIGCONT');
    expect(why(told.to!)).toBe('#sign-on=SignOnDown');
    expect(opens).toBe(true);
    expect(Date.now() - begun).toBeLessThan(20_000);

    provider!.kill('SIGCONT');
    await stopProvider();
    await startProvider({ BROKEN: 'yes' });
    const troubled = await untilCameBack('wei');
    expect(why((await troubled.go(troubled.cameBack)).to!)).toBe('#sign-on=SignOnDown');
    await stopProvider();

    await startProvider();
    const { to, go } = await signOn('wei');
    expect(to).toBe(`${centre.url}/`);
    expect(await session(go)).toBe(200);
    // What the page says, in the language of whoever reads it.
    expect(say('en', 'SignOnDown')).toMatch(/password/i);
    expect(say('zh-CN', 'SignOnDown')).toMatch(/密码|口令/);
  });

  test('a flood of starts and of false returns: held back by address, nothing kept, the provider hardly asked', async () => {
    await startProvider({ COUNT: 'yes' });
    const asked = async () => Number(await (await fetch(`http://127.0.0.1:${port}/asked`)).text());
    await signOn('wei');
    const before = await asked();
    const admin = await centre.client('admin');
    const dispatcher = await centre.client('dispatcher');
    const sessionsBefore = await sessionsStored();
    const { cookie } = await ticketOf();
    centre.wallStoppedAtMs = Date.now();
    const heap = process.memoryUsage().heapUsed;
    const statuses = new Map<number, number>();
    for (let round = 0; round < 60; round++) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          i % 2 === 0
            ? fetch(`${centre.url}/api/session/sign-on`, { redirect: 'manual' })
            : fetch(`${callback()}?code=false-${round}-${i}&state=x`, {
                redirect: 'manual',
                // Every fourth has a ticket that is ours.
                headers: i % 4 === 1 ? { cookie } : {},
              }),
        ),
      );
      for (const answer of answers) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        await answer.arrayBuffer();
      }
    }
    // A burst of a shift signing in goes through, no more; who is in already works on.
    expect([...statuses.keys()].toSorted()).toEqual([302, 429]);
    expect(statuses.get(302)).toBeLessThanOrEqual(1000);
    expect((await dispatcher.get('/api/session')).status).toBe(200);
    expect((await admin.get('/api/health')).status).toBe(200);
    centre.wallStoppedAtMs = undefined;
    expect(await sessionsStored()).toBe(sessionsBefore);
    // Another's state is refused before the provider is asked, and its own papers were read once.
    expect((await asked()) - before).toBeLessThanOrEqual(5);
    expect(process.memoryUsage().heapUsed - heap).toBeLessThan(200_000_000);
    await stopProvider();
  });

  async function sessionsStored(): Promise<number> {
    const sql = 'SELECT count(*)::int AS n FROM clarion.session';
    return (await centre.centre.database.pool.query<{ n: number }>(sql)).rows[0]!.n;
  }
  async function ticketOf(): Promise<{ readonly cookie: string }> {
    const begun = await fetch(`${centre.url}/api/session/sign-on`, { redirect: 'manual' });
    await begun.arrayBuffer();
    return { cookie: begun.headers.getSetCookie()[0]!.split(';')[0]! };
  }
});
