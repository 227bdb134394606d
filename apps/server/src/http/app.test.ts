import { StoreFull, StoreUnavailable } from '@clarion/store';
import { expect, test } from 'vitest';
import type { TrackerGate } from '../positions/tracker-gate.ts';
import { createApp } from './app.ts';
import type { Door } from './door.ts';

/** Nobody is in, and nobody is refused. */
const door = {
  cookie: 'clarion_drill',
  limits: { take: () => 0 },
  sessionOf: async () => ({ session: undefined, ended: false }),
  deviceOf: () => undefined,
} as unknown as Door;
const mayGive = () => true;
const gate = { find: async () => undefined } as unknown as TrackerGate;

test('whoever sends a request drop by drop does not hold the line for ever', async () => {
  const app = await createApp({ door, gate, mayGive, agencies: {} as never, version: '0' });
  expect(app.server.requestTimeout).toBeGreaterThan(0);
  expect(app.server.requestTimeout).toBeLessThanOrEqual(60_000);
  await app.close();
});

test.each([
  [false, '192.0.2.1'],
  [true, '198.51.100.7'],
])(
  'behind a proxy (%s) the address is what the proxy says, never what its client says',
  async (trustProxy, address) => {
    const app = await createApp({ door, gate, mayGive, agencies: {} as never, version: '0', trustProxy });
    app.get('/api/address', { config: { access: 'everyone' } }, async request => ({ address: request.ip }));
    const answer = await app.inject({
      url: '/api/address',
      remoteAddress: '192.0.2.1',
      headers: { 'x-forwarded-for': '127.0.0.1, 198.51.100.7' },
    });
    expect(answer.json()).toEqual({ address });
    await app.close();
  },
);

test('an address that cannot be read is answered like any unknown one, and not repeated', async () => {
  const app = await createApp({ door, gate, mayGive, agencies: {} as never, version: '0' });
  const answer = await app.inject({ url: '/api/%ff-Xanthippe' });
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'AddressUnknown']);
  expect(answer.body).not.toContain('Xanthippe');
  await app.close();
});

test.each([new StoreUnavailable(new Error('gone')), new StoreFull(new Error('no room'))])(
  'while the database is away pages and the word on the server are there for who has a session, too (%s)',
  async fault => {
    const away = { ...door, sessionOf: () => Promise.reject(fault) } as Door;
    const app = await createApp({ door: away, gate, mayGive, agencies: {} as never, version: '0' });
    app.get('/api/health', { config: { access: 'everyone' } }, async () => ({ status: 'degraded' }));
    app.get('/api/board', { config: { access: 'signedIn' } }, async () => ({}));
    expect((await app.inject({ url: '/api/health' })).json()).toEqual({ status: 'degraded' });
    expect((await app.inject({ url: '/api/board' })).statusCode).toBe(fault instanceof StoreFull ? 507 : 503);
    await app.close();
  },
);
