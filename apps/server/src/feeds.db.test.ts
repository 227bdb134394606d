import { connect as connectTcp, createServer, type Socket } from 'node:net';
import type { LngLat } from '@clarion/measure';
import { connect as connectMqtt, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { rmcSentence, streaming, takPosition, takSignIn } from './testing/fleet-lines.ts';

const BROKER = 1883;
const noBroker = await new Promise<boolean>(resolve => {
  const socket = connectTcp(BROKER, '127.0.0.1', () => {
    socket.destroy();
    resolve(false);
  });
  socket.on('error', () => resolve(true));
});

/** A line to the broker that can be cut and mended. */
async function line() {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer(near => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connectTcp(BROKER, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `mqtt://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    close: () => server.close(),
  };
}

describe.skipIf(noDatabase)(`trackers over their own lines ${needsDatabase}`, () => {
  let centre: TestCentre;
  let dispatcher: Client;
  let admin: Client;
  let here: LngLat;
  let broker: Awaited<ReturnType<typeof line>>;
  const topic = `clarion-test/${process.pid}-${Date.now()}`;
  const now = () => centre.centre.clock.now();
  const latest = (unitId: string) => centre.centre.positions.latest(unitId);
  const doubt = (unitId: string) => centre.centre.log.board.units.get(unitId)?.doubt?.reason;
  const heard = (way: string) => centre.feeds.heard().find(one => one.way === way)!;
  const stored = async (unitId: string) => {
    const sql = 'SELECT count(*)::int AS n FROM clarion.position WHERE unit_id = $1';
    return (await centre.centre.database.pool.query<{ n: number }>(sql, [unitId])).rows[0]!.n;
  };
  /** One that no test has named, and no other has taken. */
  const used = new Set(['E1', 'E2', 'E3', 'E4', 'E5', 'M1', 'M2', 'M3']);
  function freeUnit(): string {
    const unitId = [...centre.centre.log.board.units.keys()].find(id => !used.has(id));
    if (unitId === undefined) throw new Error('the town has no more units');
    used.add(unitId);
    return unitId;
  }
  async function keyOf(trackerId: string, unitId: string): Promise<string> {
    const issued = await admin.send('POST', '/api/trackers', { trackerId, unitId });
    expect(issued.status, issued.text).toBe(201);
    return String(issued.body['key']);
  }

  const auth = takSignIn;
  const cot = (uid: string, at: number, lng = here[0]) => takPosition(uid, at, [lng, here[1]]);
  const rmc = (at: number) => rmcSentence(at, here);

  beforeAll(async () => {
    broker = await line();
    centre = await testCentre(
      ['--cot-port', '0', '--nmea-port', '0', '--mqtt-topic', topic],
      noBroker ? {} : { MQTT_URL: broker.url },
    );
    [dispatcher, admin] = await Promise.all([centre.client('dispatcher'), centre.client('admin')]);
    here = centre.centre.place.center;
  });
  afterAll(async () => {
    await centre?.drop();
    broker?.close();
  });

  test('CoT: a TAK client signs in with its key, streams, and is answered; garbage costs itself alone', async () => {
    const key = await keyOf('tak', 'E1');
    const client = await streaming(centre.feeds.ports.cot!);
    client.say(auth(key, 'ANDROID-1'));
    const at = now();
    client.say(`${cot('ANDROID-1', at - 2000)}\u0000<event<<${cot('ANDROID-2', at, here[0] + 0.01)}`);
    client.say(cot('ANDROID-1', at));
    await expect.poll(() => latest('E1')?.fixAt).toBe(at);
    expect(latest('E1')).toMatchObject({ speedKmh: 18, headingDegrees: 90, at: here });
    client.say('<event version="2.0" uid="x" type="t-x-c-t" time="2026-01-01T00:00:00Z"/>');
    await expect.poll(() => client.heard()).toContain('t-x-c-t-r');
    // The line is cut: the place stays, with the fix's own time, by which its age is shown, until the client is back.
    client.cut();
    const shown = (await dispatcher.get('/api/positions')).body['positions'] as { unitId: string }[];
    expect(shown.find(one => one.unitId === 'E1')).toMatchObject({ source: 'device', fixAt: at });
    const back = await streaming(centre.feeds.ports.cot!);
    back.say(auth(key, 'ANDROID-1') + cot('ANDROID-1', at + 500));
    await expect.poll(() => latest('E1')?.fixAt).toBe(at + 500);
    // Revoked, the open line is closed.
    await admin.send('DELETE', '/api/trackers/tak');
    back.say(cot('ANDROID-1', at + 600));
    await expect.poll(() => back.isClosed()).toBe(true);
    expect(latest('E1')?.fixAt).toBe(at + 500);
  });

  test('CoT: a wrong key, or none, is turned away; a clock ahead is told and not believed', async () => {
    const before = heard('cot').heard.wrongKeys;
    const [wrong, none] = [
      await streaming(centre.feeds.ports.cot!),
      await streaming(centre.feeds.ports.cot!),
    ];
    wrong.say(auth('aaaaa-bbbbb-ccccc-ddddd', 'A') + cot('A', now()));
    none.say(cot('A', now()));
    await expect.poll(() => wrong.isClosed() && none.isClosed()).toBe(true);
    expect(heard('cot').heard.wrongKeys).toBe(before + 2);
    const client = await streaming(centre.feeds.ports.cot!);
    client.say(auth(await keyOf('tak-ahead', 'E2'), 'B') + cot('B', now() + 900_000));
    await expect.poll(() => doubt('E2')).toBe('clockAhead');
    expect(latest('E2')).toBeUndefined();
    client.cut();
  });

  test('CoT: one that floods is held back, and another is shown meanwhile', async () => {
    const [flooding, calm] = [await keyOf('tak-flood', 'E3'), await keyOf('tak-calm', 'E4')];
    centre.wallStoppedAtMs = Date.now();
    const at = now();
    const flood = await streaming(centre.feeds.ports.cot!);
    const other = await streaming(centre.feeds.ports.cot!);
    const before = heard('cot').heard.reports;
    flood.say(auth(flooding, 'F') + Array.from({ length: 6000 }, (_, i) => cot('F', at - 6000 + i)).join(''));
    other.say(auth(calm, 'C') + cot('C', at));
    await expect.poll(() => latest('E4')?.fixAt).toBe(at);
    await expect.poll(() => heard('cot').heard.reports).toBe(before + 6001);
    await expect.poll(() => stored('E3')).toBeGreaterThan(0);
    expect(await stored('E3')).toBeLessThanOrEqual(1200);
    centre.wallStoppedAtMs = undefined;
    flood.cut();
    other.cut();
  });

  test('NMEA: the key before the sentence, several receivers behind one modem, wrong sums and keys', async () => {
    const [one, two] = [await keyOf('gps-1', 'E5'), await keyOf('gps-2', 'M1')];
    const modem = await streaming(centre.feeds.ports.nmea!);
    const at = now() - 3000;
    modem.say(`${one}\r\n${rmc(at)}${rmc(at).replace('A,', 'A,1')}${two}${rmc(at + 1000)}`);
    modem.say(`${one}${rmc(at + 2000)}`);
    await expect.poll(() => latest('E5')?.fixAt).toBe(at + 2000);
    await expect.poll(() => latest('M1')?.fixAt).toBe(at + 1000);
    expect(latest('E5')?.speedKmh).toBeCloseTo(18.52);
    expect(heard('nmea').heard).toMatchObject({ reports: 3, unreadable: 1 });
    modem.cut();
    const stranger = await streaming(centre.feeds.ports.nmea!);
    stranger.say(rmc(now()));
    await expect.poll(() => stranger.isClosed()).toBe(true);
    const endless = await streaming(centre.feeds.ports.nmea!);
    await expect
      .poll(() => {
        endless.say('x'.repeat(5000));
        return endless.isClosed();
      })
      .toBe(true);
  });

  test('NMEA: a clock ahead, or an hour behind, is told and not believed', async () => {
    const unitId = freeUnit();
    const modem = await streaming(centre.feeds.ports.nmea!);
    const at = now();
    modem.say(`${await keyOf('gps-clock', unitId)}\r\n${rmc(at)}`);
    await expect.poll(() => latest(unitId)?.fixAt).toBe(at);
    modem.say(rmc(at + 900_000));
    await expect.poll(() => doubt(unitId)).toBe('clockAhead');
    modem.say(rmc(at - 3_600_000));
    const listed = async () =>
      ((await dispatcher.get('/api/trackers')).body['trackers'] as Record<string, unknown>[]).find(
        one => one['trackerId'] === 'gps-clock',
      );
    await expect.poll(async () => Number((await listed())?.['clockAheadMs'])).toBeLessThan(-3_500_000);
    expect(latest(unitId)?.fixAt).toBe(at);
    modem.cut();
  });

  test('NMEA: one that floods is held back, keeps its newest, and another is shown meanwhile', async () => {
    const [flooded, quiet] = [freeUnit(), freeUnit()];
    const [flooding, calm] = [await keyOf('gps-flood', flooded), await keyOf('gps-calm', quiet)];
    centre.wallStoppedAtMs = Date.now();
    const at = now();
    const flood = await streaming(centre.feeds.ports.nmea!);
    const other = await streaming(centre.feeds.ports.nmea!);
    const before = heard('nmea').heard.reports;
    const sentences = Array.from({ length: 6000 }, (_, i) => rmc(at - 6000 + i)).join('');
    flood.say(`${flooding}\r\n${sentences}`);
    other.say(`${calm}${rmc(at)}`);
    await expect.poll(() => latest(quiet)?.fixAt).toBe(at);
    await expect.poll(() => heard('nmea').heard.reports).toBe(before + 6001);
    await expect.poll(() => stored(flooded)).toBeGreaterThan(0);
    expect(await stored(flooded)).toBeLessThanOrEqual(1200);
    centre.wallStoppedAtMs = undefined;
    flood.cut();
    other.cut();
  });

  test('NMEA: a line cut in the middle of a sentence loses that sentence alone, and the next line goes on', async () => {
    const unitId = freeUnit();
    const key = await keyOf('gps-cut', unitId);
    const before = { ...heard('nmea').heard };
    const modem = await streaming(centre.feeds.ports.nmea!);
    const at = now() - 4000;
    modem.say(`${key}\r\n${rmc(at)}${rmc(at + 1000).slice(0, 40)}`);
    await expect.poll(() => latest(unitId)?.fixAt).toBe(at);
    modem.cut();
    // The rest of it on a new line belongs to nobody: without a key it is a stranger's.
    const rest = await streaming(centre.feeds.ports.nmea!);
    rest.say(rmc(at + 1000).slice(40));
    await expect.poll(() => rest.isClosed()).toBe(true);
    expect(latest(unitId)?.fixAt).toBe(at);
    const shown = (await dispatcher.get('/api/positions')).body['positions'] as { unitId: string }[];
    expect(shown.find(one => one.unitId === unitId)).toMatchObject({ source: 'device', fixAt: at });
    const back = await streaming(centre.feeds.ports.nmea!);
    back.say(`${key}\r\n${rmc(at + 2000)}`);
    await expect.poll(() => latest(unitId)?.fixAt).toBe(at + 2000);
    expect(heard('nmea').heard.reports - before.reports).toBe(2);
    expect(heard('nmea').heard.wrongKeys - before.wrongKeys).toBe(1);
    // A revoked key closes the line that is open.
    await admin.send('DELETE', '/api/trackers/gps-cut');
    back.say(rmc(at + 3000));
    await expect.poll(() => back.isClosed()).toBe(true);
    expect(latest(unitId)?.fixAt).toBe(at + 2000);
  });

  test.skipIf(noBroker)(
    `MQTT through Mosquitto (needs a broker at 127.0.0.1:${BROKER}): keys, clocks, a flood, a cut line`,
    async () => {
      const client: MqttClient = connectMqtt(`mqtt://127.0.0.1:${BROKER}`);
      const publish = (inTopic: string, said: object, retain = false) =>
        client.publishAsync(inTopic, JSON.stringify(said), { qos: 1, retain });
      await expect.poll(() => heard('mqtt').isUp).toBe(true);
      const [lng, lat] = here;
      const key = await keyOf('mqtt', 'M2');
      // The subscription stands when the first report comes through.
      await expect
        .poll(async () => {
          await publish(topic, { key, lat, lng, at: now(), speedKmh: 12 });
          return latest('M2')?.speedKmh;
        })
        .toBe(12);
      // OwnTracks, the key in the topic; and the place that a broker kept is of before.
      const own = await keyOf('owntracks', 'M3');
      const tst = Math.floor(now() / 1000);
      await publish(`${topic}/${own}`, { _type: 'location', lat, lon: lng, tst, vel: 7 }, true);
      await expect.poll(() => latest('M3')).toMatchObject({ fixAt: tst * 1000, speedKmh: 7 });

      const wrong = heard('mqtt').heard.wrongKeys;
      await publish(topic, { key: 'aaaaa-bbbbb-ccccc-ddddd', lat, lng });
      await publish(topic, { key, lat: 'nowhere', lng });
      await expect.poll(() => heard('mqtt').heard.wrongKeys).toBe(wrong + 1);
      await expect.poll(() => heard('mqtt').heard.unreadable).toBe(1);
      const [u1, u2, u3] = [freeUnit(), freeUnit(), freeUnit()];
      const clock = await keyOf('mqtt-clock', u1);
      await publish(topic, { key: clock, lat, lng, at: now() + 3_600_000 });
      await expect.poll(() => doubt(u1)).toBe('clockAhead');

      const [flooding, calm] = [await keyOf('mqtt-flood', u2), await keyOf('mqtt-calm', u3)];
      centre.wallStoppedAtMs = Date.now();
      const at = now();
      const before = heard('mqtt').heard.reports;
      // By waves: what a slow reader leaves waiting a broker drops, and the clock stands, so that they are one flood.
      for (let i = 1; i <= 3000; i++) {
        client.publish(topic, JSON.stringify({ key: flooding, lat, lng, at: at - 3000 + i - 1 }));
        if (i % 250 === 0) await expect.poll(() => heard('mqtt').heard.reports).toBe(before + i);
      }
      await publish(topic, { key: calm, lat, lng, at });
      await expect.poll(() => latest(u3)?.fixAt).toBe(at);
      await expect.poll(() => heard('mqtt').heard.reports).toBe(before + 3001);
      await expect.poll(() => stored(u2)).toBeGreaterThan(0);
      expect(await stored(u2)).toBeLessThanOrEqual(1200);
      centre.wallStoppedAtMs = undefined;

      broker.cut();
      await expect.poll(() => heard('mqtt').isUp).toBe(false);
      expect((await admin.get('/api/metrics')).text).toContain('clarion_feed_up{way="mqtt"} 0');
      broker.mend();
      await expect.poll(() => heard('mqtt').isUp).toBe(true);
      const kept = heard('mqtt').heard.reports;
      await expect
        .poll(async () => {
          await publish(topic, { key, lat, lng, at: now(), speedKmh: 13 });
          return latest('M2')?.speedKmh;
        })
        .toBe(13);
      expect(latest('M3')?.fixAt).toBe(tst * 1000);
      expect(heard('mqtt').heard.reports).toBeGreaterThan(kept);
      await publish(`${topic}/${own}`, {}, true);
      await client.publishAsync(`${topic}/${own}`, '', { retain: true });
      await client.endAsync();
    },
  );
});
