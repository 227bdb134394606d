import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nmeaChecksum } from '@clarion/positions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../run.ts';

const folder = mkdtempSync(join(tmpdir(), 'clarion-replay-'));
const taken: { at: number[]; fixAt: number }[] = [];
/** What the server answers next; 200 when there is nothing. */
const answers: number[] = [];
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((request, reply) => {
    let body = '';
    request.on('data', data => {
      body += data;
    });
    request.on('end', () => {
      const right = request.headers.authorization === 'Bearer right';
      const status = right ? (answers.shift() ?? 200) : 401;
      const { fixes } = JSON.parse(body);
      if (status === 200) taken.push(...fixes);
      reply.writeHead(status, { 'content-type': 'application/json' });
      reply.end(JSON.stringify({ message: 'no', taken: fixes.length, keptAside: [] }));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function replay(file: string, text: string, key: string | undefined, ...more: string[]) {
  const path = join(folder, file);
  writeFileSync(path, text);
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(['tracker', 'replay', '--in', path, '--server', url, '--json', ...more], {
    lang: 'en',
    signal: new AbortController().signal,
    environment: { CLARION_TRACKER_KEY: key },
    streams: { out: { write: said => out.push(said) }, err: { write: said => err.push(said) } },
    now: () => 0,
  });
  return { code, out: out.join(''), err: err.join('') };
}

const gpx = `<gpx><trk><trkseg>${[0, 40, 80]
  .map(
    s =>
      `<trkpt lat="30.${s}" lon="113"><time>2020-01-01T00:0${Math.floor(s / 60)}:${s % 60 < 10 ? '0' : ''}${s % 60}Z</time></trkpt>`,
  )
  .join('')}</trkseg></trk></gpx>`;

test('a GPX track is driven now, faster where asked; what a cut line held back goes with its own times', async () => {
  const begun = Date.now();
  answers.push(503);
  const played = await replay('a.gpx', gpx, 'right', '--speed', '100');
  expect(JSON.parse(played.out)).toEqual({ fixes: 3, taken: 3, aside: 0 });
  expect(taken.map(fix => fix.at[1])).toEqual([30, 30.4, 30.8]);
  const [first, second, third] = taken.map(fix => fix.fixAt);
  expect(first).toBeGreaterThanOrEqual(begun);
  expect([second! - first!, third! - first!]).toEqual([400, 800]);
});

test('NMEA sentences are played too, and lines that are none are counted', async () => {
  taken.length = 0;
  const rmc = (second: number) => {
    const body = `GPRMC,12000${second},A,3024.000,N,11354.000,E,10,90,010120,,`;
    return `$${body}*${nmeaChecksum(body)}`;
  };
  const played = await replay('a.nmea', `${rmc(1)}\nnoise\r\n${rmc(2)}\n`, 'right', '--speed', '1000');
  expect(played.code).toBe(0);
  expect(taken).toHaveLength(2);
});

test('a wrong key, none, no track and no file end with what to do', async () => {
  expect(await replay('a.gpx', gpx, 'wrong')).toMatchObject({
    code: 2,
    err: expect.stringContaining('"code":"TrackRefused"'),
  });
  expect((await replay('a.gpx', gpx, undefined)).err).toContain('"code":"TrackerKeyMissing"');
  expect((await replay('b.gpx', '<gpx/>', 'right')).err).toContain('"code":"TrackEmpty"');
  expect((await replay('c.gpx', '<gpx><trk></gpx>', 'right')).err).toContain('"code":"TrackUnreadable"');
  expect((await replay('a.gpx', gpx, 'right', '--server', 'nowhere')).err).toContain('--server');
});
