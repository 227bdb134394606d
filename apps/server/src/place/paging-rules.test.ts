import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addressesOf, pagingOf, pagingSchema, phonesAlone } from './paging-rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'clarion-paging-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rules = {
  channels: {
    phone: { kind: 'phone', withinSeconds: 15 },
    printer: {
      kind: 'webhook',
      withinSeconds: 20,
      url: 'https://printer.example/page',
      tokenFrom: 'PRINTER_TOKEN',
    },
  },
  order: ['phone', 'printer'],
  posts: { S7: ['printer'] },
  units: { E1: ['printer', 'phone'] },
  lifeSeconds: 600,
  unreadSeconds: 60,
} as const;
const read = (more: object = {}) => pagingOf(pagingSchema.parse({ ...rules, ...more }), ['S7'], ['E1']);

test('the log has the channels and their order, and neither address nor secret', () => {
  const found = read();
  expect(found).toMatchObject({
    paging: { order: ['phone', 'printer'], units: { E1: ['printer', 'phone'] } },
  });
  expect(JSON.stringify(found)).not.toMatch(/example|TOKEN/);
});
test('what is not there is named with its place', () => {
  expect(read({ order: ['pigeon'] })).toEqual({ unknown: 'paging.order: pigeon' });
  expect(read({ posts: { S9: ['phone'] } })).toEqual({ unknown: 'paging.posts: S9' });
  expect(read({ units: { X9: ['phone'] } })).toEqual({ unknown: 'paging.units: X9' });
  const channels = { ...rules.channels, printer: { kind: 'webhook', withinSeconds: 20 } };
  expect(read({ channels })).toEqual({ unknown: 'paging.channels.printer.url' });
  const only = (kind: string, url?: string) =>
    read({
      channels: { phone: { kind, withinSeconds: 20, ...(url ? { url } : {}) } },
      order: ['phone'],
      posts: {},
      units: {},
    });
  const unknown = { unknown: 'paging.channels.phone.url' };
  expect(only('mqtt', 'mqtts://clarion@broker.example')).toHaveProperty('paging');
  expect([only('mqtt'), only('mqtt', 'https://a.example'), only('webhook', 'mqtt://a.example')]).toEqual([
    unknown,
    unknown,
    unknown,
  ]);
  expect(only('bus', 'mqtt://a.example')).toEqual(unknown);
});
test('in a drill nothing but phones is left', () => {
  const found = read();
  if (!('paging' in found)) throw new Error(found.unknown);
  const alone = phonesAlone(found.paging);
  expect(alone.channels.map(channel => channel.kind)).toEqual(['phone']);
  expect([alone.order, alone.posts, alone.units]).toEqual([['phone'], undefined, undefined]);
});
test('addresses come from the file, secrets from the environment', async () => {
  const file = join(folder, 'rules.json');
  writeFileSync(file, JSON.stringify({ paging: rules }));
  const addresses = await addressesOf(file, { PRINTER_TOKEN: 'secret' });
  expect([...addresses]).toEqual([['printer', { url: 'https://printer.example/page', token: 'secret' }]]);
  expect((await addressesOf(undefined, {})).size).toBe(0);
});
