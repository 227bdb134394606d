import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCotReader } from './cot.ts';
import { readGpx } from './gpx.ts';
import { readMqttMessage } from './mqtt-message.ts';
import { createNmeaReader, nmeaChecksum } from './nmea.ts';

const sentence = (body: string) => `$${body}*${nmeaChecksum(body)}`;
const noon = Date.UTC(2026, 10, 26, 12);

test('RMC: place, time, speed in knots, course; the example of the standard', () => {
  const reader = createNmeaReader();
  expect(reader.read('$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A', noon)).toEqual({
    at: [11 + 31 / 60, 48 + 7.038 / 60],
    fixAt: Date.UTC(2094, 2, 23, 12, 35, 19),
    speedKmh: 22.4 * 1.852,
    headingDegrees: 84.4,
  });
  const south = reader.read(sentence('GNRMC,000000.50,A,3351.5,S,15112.5,W,,,010126,,,A'), noon);
  expect(south).toEqual({ at: [-(151 + 12.5 / 60), -(33 + 51.5 / 60)], fixAt: Date.UTC(2026, 0, 1) + 500 });
});

test('GGA is of the nearest day, and is read only until an RMC comes', () => {
  const reader = createNmeaReader();
  const gga = (time: string) => sentence(`GPGGA,${time},4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,`);
  const midnight = Date.UTC(2026, 10, 26);
  expect(reader.read(gga('235959'), midnight + 5000)).toMatchObject({ fixAt: midnight - 1000 });
  expect(reader.read(gga('000001'), midnight - 5000)).toMatchObject({ fixAt: midnight + 1000 });
  expect(reader.read(sentence('GPGGA,000001,,,,,0,00,,,M,,M,,'), noon)).toBe('other');
  reader.read(sentence('GPRMC,120000,A,4807.038,N,01131.000,E,1,2,261126,,'), noon);
  expect(reader.read(gga('120001'), noon)).toBe('other');
});

test('a sentence is refused when its checksum does not hold, a number is none, or there is no such day', () => {
  const reader = createNmeaReader();
  for (const wrong of [
    '$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6B',
    '$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W',
    sentence('GPRMC,123519,A,4860.000,N,01131.000,E,,,230326,,'),
    sentence('GPRMC,123519,A,9907.038,N,01131.000,E,,,230326,,'),
    sentence('GPRMC,123519,A,4807.038,N,01131.000,E,,,310226,,'),
    sentence('GPRMC,253519,A,4807.038,N,01131.000,E,,,230326,,'),
    sentence('GPRMC,123519,A,4807.038,X,01131.000,E,,,230326,,'),
    'not a sentence',
  ])
    expect(reader.read(wrong, noon), wrong).toBe('unreadable');
  expect(reader.read(sentence('GPRMC,123519,V,,,,,,,230326,,'), noon)).toBe('other');
  expect(reader.read(sentence('GPGSV,1,1,00'), noon)).toBe('other');
});

const event = (uid: string, lat: number, lng: number, more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<event version="2.0" uid="${uid}" type="a-f-G-U-C" how="m-g" time="2026-11-26T12:00:00.000Z" start="2026-11-26T12:00:00.000Z" stale="2026-11-26T12:02:00.000Z"><point lat="${lat}" lon="${lng}" hae="12.5" ce="9.9" le="9999999"/><detail><contact callsign="ENGINE 1" endpoint="*:-1:stcp"/>${more}<track course="90.5" speed="10"/></detail></event>`;
const auth = '<?xml version="1.0"?><auth><cot username="van" password="k-1" uid="ANDROID-1"/></auth>';

test('a CoT stream is read in pieces of any size: sign-in, positions, a ping, what tells no position', () => {
  const stream = `${auth}${event('ANDROID-1', 30.4, 113.9)}\n<event version="2.0" uid="p" type="t-x-c-t" time="2026-11-26T12:00:00Z"><point lat="0" lon="0" ce="9999999"/></event><event uid="m" type="b-t-f"><detail/></event>`;
  for (const size of [1, 7, 1000]) {
    const reader = createCotReader();
    const found = [];
    for (let i = 0; i < stream.length; i += size) found.push(...reader.read(stream.slice(i, i + size)));
    expect(found).toEqual([
      { kind: 'auth', password: 'k-1', uid: 'ANDROID-1' },
      {
        kind: 'position',
        uid: 'ANDROID-1',
        report: { at: [113.9, 30.4], fixAt: noon, speedKmh: 36, headingDegrees: 90.5 },
      },
      { kind: 'ping' },
      { kind: 'other' },
    ]);
  }
});

test('in a CoT stream garbage, a cut event, one too large and one with entities cost themselves alone', () => {
  const good = event('A', 30, 113);
  const read = (stream: string) => createCotReader().read(stream);
  const kinds = (stream: string) => read(stream).map(one => (one === 'unreadable' ? one : one.kind));
  expect(kinds(`\u0000\u00bf<<>>${good}`)).toEqual(['position']);
  expect(kinds(good.slice(0, 300) + good)).toEqual(['unreadable', 'position']);
  expect(kinds(event('A', 30, 113, `<x>${'y'.repeat(70_000)}</x>`) + good)).toEqual([
    'unreadable',
    'position',
  ]);
  expect(kinds(`<event ${'y'.repeat(70_000)}${good}`)).toEqual(['unreadable', 'position']);
  expect(kinds(event('A', 30, 113, '&bomb;') + good)).toEqual(['unreadable', 'position']);
  expect(kinds(event('A', 91, 113) + good)).toEqual(['unreadable', 'position']);
  expect(kinds(event('A', 0, 0).replace('ce="9.9"', 'ce="9999999"'))).toEqual(['other']);
  const reader = createCotReader();
  for (let i = 0; i < 100; i++) reader.read('z'.repeat(100_000));
  expect(reader.read(good)).toHaveLength(1);
});

test('GPX: points of all tracks by time, with speed and course from extensions; what has no time is passed over', () => {
  const gpx = `<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" xmlns:t="urn:t"><trk><trkseg>
    <trkpt lat="30.2" lon="113.2"><time>2026-11-26T12:00:02Z</time></trkpt>
    <trkpt lat="30.3" lon="113.3"><ele>4</ele></trkpt></trkseg></trk><trk><trkseg>
    <trkpt lat="30.1" lon="113.1"><time>2026-11-26T12:00:00Z</time><extensions><t:speed>5</t:speed><t:course>7</t:course></extensions></trkpt>
    <trkpt lat="99" lon="113.1"><time>2026-11-26T12:00:01Z</time></trkpt></trkseg></trk></gpx>`;
  expect(readGpx(gpx)).toEqual({
    ok: true,
    value: [
      { at: [113.1, 30.1], fixAt: noon, speedKmh: 18, headingDegrees: 7 },
      { at: [113.2, 30.2], fixAt: noon + 2000 },
    ],
  });
  expect(readGpx('<gpx>\n<trk></gpx>')).toMatchObject({
    ok: false,
    error: { code: 'TrackUnreadable', line: 2 },
  });
  expect(readGpx('<!DOCTYPE gpx [<!ENTITY a "b">]><gpx/>').ok).toBe(false);
});

test('MQTT: our own message, and that of OwnTracks with the key in the topic', () => {
  const read = (topic: string, said: unknown) =>
    readMqttMessage('fleet', topic, Buffer.from(typeof said === 'string' ? said : JSON.stringify(said)));
  const at = '2026-11-26T12:00:00Z';
  expect(read('fleet', { key: 'k', lat: 30, lng: 113, at, speedKmh: 40, headingDegrees: 360 })).toEqual({
    key: 'k',
    report: { at: [113, 30], fixAt: noon, speedKmh: 40, headingDegrees: 0 },
  });
  expect(
    read('fleet/k-2', { _type: 'location', lat: 30, lon: 113, tst: noon / 1000, vel: 12, cog: 5 }),
  ).toEqual({
    key: 'k-2',
    report: { at: [113, 30], fixAt: noon, speedKmh: 12, headingDegrees: 5 },
  });
  expect(read('fleet', { key: 'k', lat: 30, lng: 113 })?.report).toEqual({ at: [113, 30] });
  for (const wrong of [
    'no JSON',
    { lat: 30, lng: 113 },
    { key: 'k', lat: 'x', lng: 113 },
    { key: 'k', lat: 30, lng: 200 },
    { key: 'k', lat: 30, lng: 113, at: 'yesterday' },
    { key: 'k', lat: 30, lng: 113, more: 'y'.repeat(5000) },
    null,
  ])
    expect(read('fleet', wrong)).toBeUndefined();
});

test('whatever comes, it is read or refused, never thrown; a report is a place on the earth', () => {
  const whole = `${auth}${event('A', 30, 113)}${event('A', 31, 114)}`;
  const rmc = sentence('GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230326,003.1,W');
  const isPlace = ([lng, lat]: readonly number[]) => Math.abs(lng!) <= 180 && Math.abs(lat!) <= 90;
  const damage = fc.tuple(
    fc.nat(whole.length),
    fc.nat(60),
    fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 })),
  );
  fc.assert(
    fc.property(damage, ([from, length, instead]) => {
      const damaged = (text: string) => text.slice(0, from) + instead + text.slice(from + length);
      for (const message of createCotReader().read(damaged(whole)))
        if (message !== 'unreadable' && message.kind === 'position')
          expect(isPlace(message.report.at)).toBe(true);
      const said = createNmeaReader().read(damaged(rmc), noon);
      if (typeof said !== 'string') expect(isPlace(said.at)).toBe(true);
      readGpx(
        damaged('<gpx><trk><trkseg><trkpt lat="1" lon="2"><time>2026</time></trkpt></trkseg></trk></gpx>'),
      );
      const message = readMqttMessage('f', 'f/k', Buffer.from(damaged('{"key":"k","lat":1,"lng":2}')));
      if (message !== undefined) expect(isPlace(message.report.at)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
