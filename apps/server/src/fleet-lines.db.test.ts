import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { LngLat } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import {
  type Authority,
  type MadeCertificate,
  madeAuthority,
  needsOpenssl,
  noOpenssl,
} from './testing/certificates.ts';
import type { Client } from './testing/client.ts';
import { rmcSentence, streaming, streamingOn, takPosition, takSignIn } from './testing/fleet-lines.ts';

describe.skipIf(noDatabase || noOpenssl)(
  `trackers over TLS, with certificates of their own ${needsDatabase} ${needsOpenssl}`,
  () => {
    let authority: Authority;
    let centre: TestCentre;
    let admin: Client;
    let here: LngLat;
    const now = () => centre.centre.clock.now();
    const latest = (unitId: string) => centre.centre.positions.latest(unitId);
    const doubt = (unitId: string) => centre.centre.log.board.units.get(unitId)?.doubt?.reason;
    const port = (way: 'cot-tls' | 'nmea-tls') => centre.feeds.ports[way]!;
    const heard = (way: string) => centre.feeds.heard().find(one => one.way === way)!.heard;
    const stored = async (unitId: string) => {
      const sql = 'SELECT count(*)::int AS n FROM clarion.position WHERE unit_id = $1';
      return (await centre.centre.database.pool.query<{ n: number }>(sql, [unitId])).rows[0]!.n;
    };
    const issue = (trackerId: string, unitId: string, more: object = {}) =>
      admin.send('POST', '/api/trackers', { trackerId, unitId, ...more });
    const pinned = async (trackerId: string, unitId: string) => {
      const made = authority.sign(trackerId);
      const answer = await issue(trackerId, unitId, { certificate: String(made.certPem) });
      expect(answer.status, answer.text).toBe(201);
      expect(answer.body['key']).toBeUndefined();
      return made;
    };
    async function open(way: 'cot-tls' | 'nmea-tls', own?: MadeCertificate) {
      const socket: TLSSocket = connectTls({
        port: port(way),
        host: '127.0.0.1',
        ca: authority.certPem,
        checkServerIdentity: () => undefined,
        ...(own === undefined ? {} : { cert: own.certPem, key: own.keyPem }),
      });
      await new Promise<void>((resolve, reject) => {
        socket.once('secureConnect', () => resolve());
        socket.once('error', reject);
      });
      return streamingOn(socket);
    }

    beforeAll(async () => {
      authority = madeAuthority();
      const own = authority.sign('server');
      centre = await testCentre([
        ...['--cot-tls-port', '0', '--nmea-tls-port', '0'],
        ...['--tls-cert', own.cert, '--tls-key', own.key],
      ]);
      admin = await centre.client('admin');
      here = centre.centre.place.center;
    });
    afterAll(async () => {
      await centre?.drop();
      authority?.drop();
    });

    test('CoT over TLS: a certificate that is known is the key; a client without one signs in as over TCP', async () => {
      expect(Object.keys(centre.feeds.ports).toSorted()).toEqual(['cot-tls', 'nmea-tls']);
      const own = await pinned('tak-1', 'E1');
      const client = await open('cot-tls', own);
      const at = now();
      client.say(takPosition('ANDROID-1', at, here));
      await expect.poll(() => latest('E1')?.fixAt).toBe(at);
      client.say('<event version="2.0" uid="x" type="t-x-c-t" time="2026-01-01T00:00:00Z"/>');
      await expect.poll(() => client.heard()).toContain('t-x-c-t-r');
      const key = String((await issue('tak-2', 'E2')).body['key']);
      const signed = await open('cot-tls');
      signed.say(takSignIn(key, 'ANDROID-2') + takPosition('ANDROID-2', at, here));
      await expect.poll(() => latest('E2')?.fixAt).toBe(at);
      // Revoked, the open line is closed, and the certificate may be another's.
      await admin.send('DELETE', '/api/trackers/tak-1');
      client.say(takPosition('ANDROID-1', at + 500, here));
      await expect.poll(() => client.isClosed()).toBe(true);
      expect(latest('E1')?.fixAt).toBe(at);
      const taken = await issue('tak-3', 'E3', { certificate: String(own.certPem) });
      expect(taken.status).toBe(201);
      const twice = await issue('tak-4', 'E4', { certificate: String(own.certPem) });
      expect([twice.status, twice.body['code']]).toEqual([409, 'CertificateTaken']);
      const none = await issue('tak-5', 'E4', { certificate: 'nothing' });
      expect([none.status, none.body['code']]).toEqual([400, 'CertificateUnreadable']);
      signed.cut();
    });

    test('CoT over TLS: openssl as a TAK client sends it, by its certificate', async () => {
      const own = await pinned('tak-openssl', 'E5');
      const argv = ['s_client', '-quiet', '-connect', `127.0.0.1:${port('cot-tls')}`];
      const files = ['-CAfile', authority.cert, '-verify_return_error', '-cert', own.cert, '-key', own.key];
      const openssl = spawn('openssl', [...argv, ...files], { stdio: ['pipe', 'ignore', 'ignore'] });
      const at = now();
      openssl.stdin.write(takPosition('ANDROID-5', at, here));
      await expect.poll(() => latest('E5')?.fixAt).toBe(at);
      openssl.kill();
    });

    test('CoT over TLS: a certificate that nobody knows, what is written on one, a wrong key, and a line in clear are turned away', async () => {
      const before = heard('cot-tls').wrongKeys;
      const own = await pinned('tak-known', 'M1');
      const unknown = await open('cot-tls', authority.sign('unknown'));
      unknown.say(takPosition('A', now(), here));
      // Its fingerprint is no secret: it is no key, neither here nor over HTTP.
      const fingerprint = new X509Certificate(own.certPem).fingerprint256;
      const named = await open('cot-tls');
      named.say(takSignIn(fingerprint, 'B') + takPosition('B', now(), here));
      await expect.poll(() => unknown.isClosed() && named.isClosed()).toBe(true);
      expect(heard('cot-tls').wrongKeys).toBe(before + 2);
      const overHttp = await admin.send(
        'POST',
        '/api/tracker/positions',
        { fixes: [{ at: here }] },
        { authorization: `Bearer ${fingerprint}` },
      );
      expect(overHttp.status).toBe(401);
      const clear = await streaming(port('cot-tls'));
      clear.say(takPosition('C', now(), here));
      await expect.poll(() => clear.isClosed()).toBe(true);
      expect(latest('M1')).toBeUndefined();
    });

    test('CoT over TLS: one that floods is held back, and an event cut with its line is lost alone', async () => {
      const [flooded, calm] = ['E3', 'E4'];
      const key = String((await issue('tak-flood', flooded)).body['key'] ?? '');
      const other = await pinned('tak-calm', calm);
      centre.wallStoppedAtMs = Date.now();
      const at = now();
      const flood = await open('cot-tls');
      const before = heard('cot-tls').reports;
      flood.say(
        takSignIn(key, 'F') +
          Array.from({ length: 6000 }, (_, i) => takPosition('F', at - 6000 + i, here)).join(''),
      );
      const client = await open('cot-tls', other);
      client.say(takPosition('C', at, here));
      await expect.poll(() => latest(calm)?.fixAt).toBe(at);
      await expect.poll(() => heard('cot-tls').reports).toBe(before + 6001);
      await expect.poll(() => stored(flooded)).toBeGreaterThan(0);
      expect(await stored(flooded)).toBeLessThanOrEqual(1200);
      centre.wallStoppedAtMs = undefined;
      const event = takPosition('C', now(), here);
      client.say(event.slice(0, 90));
      client.cut();
      const back = await open('cot-tls', other);
      const later = now();
      back.say(event.slice(90) + takPosition('C', later, here));
      await expect.poll(() => latest(calm)?.fixAt).toBe(later);
      expect(heard('cot-tls').reports).toBe(before + 6002);
      for (const one of [flood, back]) one.cut();
    });

    test('NMEA over TLS: by certificate or by key, a flood is held back, and a cut line goes on by the next', async () => {
      const units = [...centre.centre.log.board.units.keys()].filter(
        id => !['E1', 'E2', 'E3', 'E4', 'E5', 'M1', 'M2'].includes(id),
      );
      const [flooded = '', calm = '', keyed = ''] = units;
      const [one, two] = [await pinned('gps-flood', flooded), await pinned('gps-calm', calm)];
      const key = String((await issue('gps-key', keyed)).body['key']);
      centre.wallStoppedAtMs = Date.now();
      const at = now();
      const flood = await open('nmea-tls', one);
      const before = heard('nmea-tls').reports;
      flood.say(Array.from({ length: 6000 }, (_, i) => rmcSentence(at - 6000 + i, here)).join(''));
      const other = await open('nmea-tls', two);
      other.say(rmcSentence(at, here));
      // A modem that brings another receiver's sentences names its key, as over TCP.
      other.say(`${key}${rmcSentence(at, here)}`);
      await expect.poll(() => latest(calm)?.fixAt).toBe(at);
      await expect.poll(() => latest(keyed)?.fixAt).toBe(at);
      await expect.poll(() => heard('nmea-tls').reports).toBe(before + 6002);
      await expect.poll(() => stored(flooded)).toBeGreaterThan(0);
      expect(await stored(flooded)).toBeLessThanOrEqual(1200);
      centre.wallStoppedAtMs = undefined;
      other.say(`${key}${rmcSentence(now() + 900_000, here)}`);
      await expect.poll(() => doubt(keyed)).toBe('clockAhead');
      expect(latest(keyed)?.fixAt).toBe(at);
      const later = now();
      other.say(rmcSentence(later, here).slice(0, 30));
      other.cut();
      const back = await open('nmea-tls', two);
      back.say(rmcSentence(later + 1, here));
      await expect.poll(() => latest(calm)?.fixAt).toBe(later + 1);
      // A key that is wrong is wrong also on a line whose certificate is right.
      const wrong = heard('nmea-tls').wrongKeys;
      back.say(`aaaaa-bbbbb-ccccc-ddddd${rmcSentence(later + 2, here)}`);
      await expect.poll(() => back.isClosed()).toBe(true);
      expect(heard('nmea-tls').wrongKeys).toBe(wrong + 1);
      flood.cut();
    });

    // The last: the centre's clock, once ahead, does not go back.
    test('CoT over TLS: a clock ahead is told and not believed; a certificate that is over, or not begun, is none', async () => {
      const own = await pinned('tak-clock', 'M2');
      const client = await open('cot-tls', own);
      client.say(takPosition('D', now() + 900_000, here));
      await expect.poll(() => doubt('M2')).toBe('clockAhead');
      client.cut();
      const before = heard('cot-tls').wrongKeys;
      for (const days of [40, -2]) {
        centre.wallAheadMs = days * 86_400_000;
        const late = await open('cot-tls', own);
        late.say(takPosition('D', now(), here));
        await expect.poll(() => late.isClosed()).toBe(true);
      }
      centre.wallAheadMs = 0;
      expect(heard('cot-tls').wrongKeys).toBe(before + 2);
      expect(latest('M2')).toBeUndefined();
    });
  },
);
