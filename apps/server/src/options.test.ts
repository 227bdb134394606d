import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

const refused = (...argv: string[]) => {
  const options = readOptions(argv, {});
  return options.ok ? 'taken' : say('zh-CN', options.error.code, options.error.params);
};

test('without options it is the generated town on port 8080, for this machine only', () => {
  expect(readOptions([], {})).toMatchObject({
    ok: true,
    value: { port: 8080, host: '127.0.0.1', dataFolder: './.clarion', exercise: 'default', speed: 1 },
  });
});

test('what is wrong is named, in the user’s language', () => {
  expect(refused('--colour', 'red')).toBe('没有选项 --colour。使用 --help 查看全部选项。');
  expect(refused('--port', '99999')).toContain('--port');
  expect(refused('--cot-port', 'x')).toContain('--cot-port');
  expect(refused('--nmea-port', '70000')).toContain('--nmea-port');
  expect(refused('--sip-port', '5060')).toContain('CLARION_SIP_KEY');
  expect(refused('--mqtt-topic', 'a/#')).toContain('--mqtt-topic');
  for (const wrong of ['lis.example', 'https://lis.example/held', 'https://me@lis.example', 'file:///x'])
    expect(refused('--location-servers', `https://a.example,${wrong}`)).toContain('--location-servers');
  for (const wrong of ['40000', '40099-40000', '0-9', '60000-70000', '10000-60000'])
    expect(refused('--text-ports', wrong)).toContain('--text-ports');
  expect(refused('--location-by-number', 'lis')).toContain('--location-by-number');
  expect(refused('--speed', 'fast')).toContain('--speed');
  expect(refused('--speed', '0')).toContain('--speed');
  expect(refused('--days', '-1')).not.toBe('taken');
  expect(refused('--seed', '1.5')).toContain('--seed');
  expect(refused('--report', 'xml')).toContain('json');
});

test('the environment names the database, the keys and the bus; empty names are none', () => {
  const options = readOptions([], { DATABASE_URL: 'postgres://x', CLARION_KEYS_FOLDER: '/k', NATS_URL: '' });
  expect(options.ok && options.value).toMatchObject({ databaseUrl: 'postgres://x', keysFolder: '/k' });
  expect(options.ok && 'natsUrl' in options.value).toBe(false);
});

test('the key of the line comes from the environment, and a short one is refused without being said', () => {
  const key = 'k'.repeat(24);
  const options = readOptions([], { CLARION_LINE_KEY: key });
  expect(options.ok && options.value.lineKey).toBe(key);
  const short = readOptions([], { CLARION_LINE_KEY: 'hunter2' });
  expect(short.ok).toBe(false);
  expect(JSON.stringify(short)).not.toContain('hunter2');
});

/** What is said for each option of the server, on the line or in the environment. */
const said: Readonly<
  Record<string, readonly [argv: readonly string[], environment: Record<string, string>]>
> = {
  port: [['--port', '9000'], {}],
  host: [['--host', '0.0.0.0'], {}],
  dataFolder: [['--data', '/d'], {}],
  keysFolder: [[], { CLARION_KEYS_FOLDER: '/k' }],
  place: [['--place', 'packs/city'], {}],
  rules: [['--rules', 'r.json'], {}],
  script: [['--script', 'r.json'], {}],
  databaseUrl: [[], { DATABASE_URL: 'postgres://x' }],
  natsUrl: [[], { NATS_URL: 'nats://x' }],
  lineKey: [[], { CLARION_LINE_KEY: 'k'.repeat(24) }],
  cotPort: [['--cot-port', '8087'], {}],
  sip: [['--sip-port', '5060'], { CLARION_SIP_KEY: 'k'.repeat(20) }],
  textPorts: [['--text-ports', '40000-40099'], {}],
  locationServers: [['--location-servers', 'https://lis.example'], {}],
  locationByNumber: [['--location-by-number', 'https://lis.example/held'], {}],
  tls: [['--tls-cert', 'c.pem', '--tls-key', 'k.pem', '--cot-tls-port', '8089'], {}],
  nmeaPort: [['--nmea-port', '10110'], {}],
  mqttUrl: [[], { MQTT_URL: 'mqtt://x' }],
  mqttTopic: [['--mqtt-topic', 'fleet/a'], {}],
  exercise: [['--exercise', 'off'], {}],
  speed: [['--speed', '5'], {}],
  columns: [['--columns', 'c.json'], {}],
  attendance: [['--attended'], {}],
  days: [['--days', '2'], {}],
  seed: [['--seed', '7'], {}],
  signOn: [
    [],
    {
      OIDC_ISSUER: 'https://id.example',
      OIDC_CLIENT_ID: 'clarion',
      OIDC_CLIENT_SECRET: 'secret',
      OIDC_ROLES: 'a=dispatcher',
    },
  ],
  secondFactorFor: [['--second-factor', 'auditor,planner'], {}],
  fileAfterHours: [['--file-after-hours', '5'], {}],
  untilEnd: [['--until-end'], {}],
  report: [['--report', 'json'], {}],
  behindProxy: [['--behind-proxy'], {}],
  pages: [['--api-only'], {}],
};

test('pain: an option that does nothing: each changes its own field and is read where the server starts', () => {
  const source = readFileSync(join(import.meta.dirname, 'options.ts'), 'utf8');
  const fields = [...source.matchAll(/export interface ServerOptions \{(.*?)\n\}/gs)][0]![1]!;
  const names = [...fields.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(found => found[1]!);
  expect(names.toSorted()).toEqual(Object.keys(said).toSorted());
  const rooms = readdirSync(join(import.meta.dirname, 'start')).map(file => join('start', file));
  const started = ['start.ts', 'main.ts', 'ground.ts', ...rooms]
    .map(file => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .join();
  const usual = readOptions([], {});
  if (!usual.ok) throw new Error(usual.error.code);
  for (const [field, [argv, environment]] of Object.entries(said)) {
    const options = readOptions(argv, environment);
    if (!options.ok) throw new Error(`${field}: ${options.error.code}`);
    const { [field as keyof typeof options.value]: now, ...rest } = options.value;
    const { [field as keyof typeof usual.value]: was, ...others } = usual.value;
    expect(now, field).not.toEqual(was);
    expect(rest, field).toEqual(others);
    expect(started, field).toMatch(new RegExp(`\\b${field}\\b`));
  }
});

test('the ways of trackers are closed unless they are asked for', () => {
  const none = readOptions([], { MQTT_URL: '' });
  expect(none.ok && Object.keys(none.value).filter(name => /cot|nmea|mqttUrl/.test(name))).toEqual([]);
  const all = readOptions(['--cot-port', '8087', '--nmea-port', '0', '--mqtt-topic', 'fleet/a'], {
    MQTT_URL: 'mqtt://user:secret@broker',
  });
  expect(all.ok && all.value).toMatchObject({
    cotPort: 8087,
    nmeaPort: 0,
    mqttTopic: 'fleet/a',
    mqttUrl: 'mqtt://user:secret@broker',
  });
  const wrong = readOptions([], { MQTT_URL: 'http://user:secret@broker' });
  expect(JSON.stringify(wrong)).toContain('MQTT_URL');
  expect(JSON.stringify(wrong)).not.toContain('secret');
});

test('calls come over SIP only with a key that is long enough', () => {
  const key = 'abcde-fghij-klmno-pqrst';
  const open = readOptions(['--sip-port', '5060'], { CLARION_SIP_KEY: key });
  expect(open.ok && open.value.sip).toEqual({ port: 5060, key });
  expect(readOptions(['--sip-port', '5060'], { CLARION_SIP_KEY: 'short' }).ok).toBe(false);
  const closed = readOptions([], { CLARION_SIP_KEY: key });
  expect(closed.ok && closed.value.sip).toBeUndefined();
});

test('lines over TLS want a certificate, its key, and a use for them; a line’s authority stands for its key', () => {
  const pair = ['--tls-cert', 'c.pem', '--tls-key', 'k.pem'];
  expect(refused('--cot-tls-port', '8089')).toContain('--tls-cert');
  expect(refused('--cot-tls-port', '8089', '--tls-cert', 'c.pem')).toContain('--tls-key');
  expect(refused('--cot-tls-port', '70000', ...pair)).toContain('--cot-tls-port');
  expect(refused(...pair)).toContain('--sip-tls-port');
  expect(refused('--sip-client-ca', 'ca.pem')).toContain('--sip-tls-port');
  expect(refused('--sip-tls-port', '5061', ...pair)).toContain('CLARION_SIP_KEY');
  const sip = (argv: readonly string[], environment = {}) => {
    const read = readOptions(['--sip-tls-port', '5061', ...pair, ...argv], environment);
    return read.ok ? read.value.tls?.sip : read.error;
  };
  const key = 'k'.repeat(20);
  expect(sip([], { CLARION_SIP_KEY: key })).toEqual({ port: 5061, key });
  expect(sip(['--sip-client-ca', 'ca.pem'])).toEqual({ port: 5061, clientCa: 'ca.pem' });
});
