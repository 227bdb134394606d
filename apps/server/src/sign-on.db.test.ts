import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
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

  /** Signs on as somebody. @returns where the provider sent the browser, and where it stands in the end */
  async function signOn(who: string) {
    const go = browser();
    let spare = go;
    let at = await go(`${centre.url}/api/session/sign-on`);
    let cameBack = '';
    for (let turn = 0; turn < 15; turn++) {
      const { to } = at;
      if (to === undefined) throw new Error(`stuck with ${at.status}`);
      if (to.startsWith(`${centre.url}/#`) || to === `${centre.url}/`) return { to, cameBack, go, spare };
      if (to.startsWith(callback())) {
        cameBack = to;
        spare = go.copy();
      }
      const isAsked = /\/interaction\/[^/]+$/.test(to);
      if (!isAsked) {
        at = await go(to);
        continue;
      }
      await go(to);
      at = await go(to, turn < 4 ? { prompt: 'login', login: who, password: 'any' } : { prompt: 'consent' });
      if (at.to === undefined) at = await go(to, { prompt: 'consent' });
    }
    throw new Error('went round in circles');
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
});
