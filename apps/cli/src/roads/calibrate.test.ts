import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../run.ts';
import { tree } from '../tree.ts';

/** A street of eleven junctions, 20 s apart; its western half is primary. A station at its western end. */
const JUNCTIONS = 11;
const ARC_MS = 20_000;
const OVERHEAD_S = 60;
/** Drives on the primary half take as long as the map says, on the other half twice as long. */
const took = (junction: number) =>
  OVERHEAD_S + (Math.min(junction, 5) + 2 * Math.max(0, junction - 5)) * (ARC_MS / 1000);

let folder = '';
const path = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFile(path(name), text);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-calibrate-'));
  const numbers = Array.from({ length: JUNCTIONS }, (_, i) => i);
  const lng = (i: number) => (8 + i * 0.004).toFixed(3);
  await write('nodes.csv', ['id,lng,lat', ...numbers.map(i => `j${i},${lng(i)},49`)].join('\n'));
  const arcs = numbers.slice(1).map(i => `j${i - 1},j${i},${ARC_MS},${i <= 5 ? 'primary' : 'residential'}`);
  await write('arcs.csv', ['from,to,travel_time_ms,class', ...arcs].join('\n'));
  await write('units.csv', 'id,kind,station\nE1,ENGINE,1\nE2,ENGINE,1\n');
  const point = { type: 'Point', coordinates: [8, 49] };
  const station = { type: 'Feature', properties: { id: '1', kind: 'fire', name: 'One' }, geometry: point };
  await write('stations.geojson', JSON.stringify({ type: 'FeatureCollection', features: [station] }));
  await write('columns.json', JSON.stringify(columns));
  await write('calls.csv', callTable(6));
  await write('from.csv', 'id,node\nA,j0\n');
  await write('to.csv', 'id,node\nB,j10\n');
  await write('few.csv', callTable(1));
  await write('broken.csv', callTable(6).replace('2026-03-02 00:01:10', 'yesterday'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const columns = {
  id: 'street',
  name: { en: 'Street' },
  timeZone: 'Europe/Berlin',
  units: { id: 'id', kind: 'kind', station: 'station' },
  calls: {
    ...{ call: 'call', unit: 'unit', unitKind: 'kind', sequence: 'seq', type: 'call', group: 'call' },
    ...{ address: 'call', originalPriority: 'seq', finalPriority: 'seq', latLng: 'at' },
    timeForm: 'YYYY-MM-DD hh:mm:ss',
    ...{ received: 't0', entry: 't0', dispatch: 't0', enRoute: 't1', onScene: 't2' },
    ...{ transport: 'none', hospital: 'none', available: 't3' },
  },
};

/** A call every half hour from Monday on, by turns of two engines, at each junction in turn. */
function callTable(days: number): string {
  const rows = ['call,unit,kind,seq,at,t0,t1,t2,t3,none'];
  for (let i = 0; i < days * 48; i++) {
    const begin = Date.UTC(2026, 2, 2) + i * 1_800_000;
    const time = (s: number) => new Date(begin + s * 1000).toISOString().slice(0, 19).replace('T', ' ');
    const junction = 1 + ((i * 7) % (JUNCTIONS - 1));
    const noise = 1 + 0.1 * Math.sin(i);
    const turnout = 70 + (i % 5);
    const there = turnout + Math.round(took(junction) * noise);
    const at = `"(49, ${(8 + junction * 0.004).toFixed(3)})"`;
    const times = [time(0), time(turnout), time(there), time(there + 300)];
    rows.push([i, i % 2 === 0 ? 'E1' : 'E2', 'ENGINE', 1, at, ...times, ''].join(','));
  }
  return `${rows.join('\n')}\n`;
}

async function clarion(...argv: readonly string[]) {
  const [out, err]: string[][] = [[], []];
  const code = await runCli([...argv, '--json'], {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out!.push(text) }, err: { write: text => err!.push(text) } },
    now: () => 0,
    commands: tree,
  });
  const fault = code === 0 ? undefined : (JSON.parse(err!.at(-1)!) as Record<string, unknown>);
  return { code, out: out!.join(''), fault };
}
const build = () =>
  clarion('roads', 'build', '--nodes', path('nodes.csv'), '--arcs', path('arcs.csv'), '--out', path('g'));
const calibrate = (out: string, calls = 'calls.csv', ...more: string[]) =>
  clarion(
    ...[
      'roads',
      'calibrate',
      '--graph',
      path('g'),
      '--calls',
      path(calls),
      '--columns',
      path('columns.json'),
    ],
    ...['--stations', path('stations.geojson'), '--units', path('units.csv'), '--out', path(out), ...more],
  );

test('what drives take is learnt, kept in a file that names its inputs, and reckoned with at an hour', async () => {
  expect((await build()).code).toBe(0);
  const end = await calibrate('c.json');
  expect(end.fault).toBeUndefined();
  const result = JSON.parse(end.out) as {
    profile: { overheadMs: number; factors: Record<string, number[]> };
    drives: Record<string, unknown>;
  };
  expect(result).toMatchObject({
    timeZone: 'Europe/Berlin',
    method: { fit: 'leastAbsoluteDeviations', trainDays: 3, testDays: 3 },
    drives: { responses: 288, train: 142, test: 144, excluded: { firstOfRecord: 2 } },
  });
  // On one street classes and overhead can hardly be told apart (the city of the roads' own tests can): what counts is the sum.
  const { factors } = result.profile;
  expect(factors['residential']![0]).toBeGreaterThan(factors['primary']![0]!);
  const file = JSON.parse(await readFile(path('c.json'), 'utf8')) as { inputs: { role: string }[] };
  expect(file.inputs.map(one => one.role)).toEqual(['graph', 'columns', 'stations', 'units', 'calls']);
  // The same files give the same bytes.
  await calibrate('again.json');
  expect(await readFile(path('again.json'))).toEqual(await readFile(path('c.json')));

  const matrix = (...more: string[]) =>
    clarion(
      ...['roads', 'matrix', '--graph', path('g'), '--from', path('from.csv'), '--to', path('to.csv')],
      ...['--out', path('m.csv'), ...more],
    );
  await matrix();
  expect(await readFile(path('m.csv'), 'utf8')).toBe('from,to,travel_time_ms\r\nA,B,200000\r\n');
  await matrix('--calibration', path('c.json'), '--when', '2026-03-02 12:30');
  const [heading, row] = (await readFile(path('m.csv'), 'utf8')).split('\r\n');
  expect(heading).toBe('from,to,travel_time_ms,low_ms,high_ms');
  const [, , ms, low, high] = row!.split(',').map(Number) as [number, number, number, number, number];
  expect(Math.abs(ms / 1000 - took(10))).toBeLessThan(took(10) / 10);
  expect([low < ms, high > ms, high < ms * 1.5]).toEqual([true, true, true]);
  const nearest = await clarion(
    ...['roads', 'nearest', '--graph', path('g'), '--units', path('from.csv'), '--at', path('to.csv')],
    ...['--calibration', path('c.json'), '--when', '2026-03-02T12:30'],
  );
  expect(JSON.parse(nearest.out)).toEqual({
    at: 'B',
    units: [{ unit: 'A', travelTimeMs: ms, lowMs: low, highMs: high }],
  });
});

test('areas of reach and who is at a cordon’s points go by the same times, starting and stopping counted in', async () => {
  expect((await build()).code).toBe(0);
  expect((await calibrate('c.json')).fault).toBeUndefined();
  const atHour = ['--calibration', path('c.json'), '--when', '2026-03-02 12:30'];
  const timeTo = async (node: string) => {
    await write('one.csv', `id,node\nX,${node}\n`);
    const ends = ['--from', path('from.csv'), '--to', path('one.csv'), '--out', path('m.csv')];
    await clarion('roads', 'matrix', '--graph', path('g'), ...ends, ...atHour);
    return Number((await readFile(path('m.csv'), 'utf8')).split('\r\n')[1]!.split(',')[2]);
  };
  const toJ4 = await timeTo('j4');
  const reach = async (within: string) => {
    const files = ['--from', path('from.csv'), '--out', path('r.geojson'), '--nodes', path('r.csv')];
    await clarion('roads', 'reach', '--graph', path('g'), ...files, '--within', within, ...atHour);
    const { features } = JSON.parse(await readFile(path('r.geojson'), 'utf8')) as {
      features: { properties: object }[];
    };
    expect(features.map(one => one.properties)).toEqual([{ withinSeconds: Number(within) }]);
    const rows = (await readFile(path('r.csv'), 'utf8')).trim().split('\r\n').slice(1);
    return new Map(rows.map(row => [row.split(',')[0]!, 1000 * Number(row.split(',')[1])]));
  };
  expect((await reach(`${Math.ceil(toJ4 / 1000)}`)).get('j4')).toBeCloseTo(toJ4, 0);
  expect((await reach(`${Math.floor(toJ4 / 1000) - 1}`)).has('j4')).toBe(false);
  // In less than starting takes nobody is anywhere.
  expect((await reach('1')).size).toBe(0);

  const centre = { type: 'Point', coordinates: [8.02, 49] };
  await write(
    'area.geojson',
    JSON.stringify({ type: 'Feature', properties: { radiusM: 30 }, geometry: centre }),
  );
  const cordon = await clarion(
    ...['roads', 'cordon', '--graph', path('g'), '--area', path('area.geojson'), '--out', path('z.geojson')],
    ...['--outside', '400', '--units', path('from.csv'), ...atHour],
  );
  const { reach: there } = JSON.parse(cordon.out) as { reach: object[] };
  expect(there).toEqual([
    { node: 'j4', within10: 1, within20: 1, units: [{ unit: 'A', travelTimeMs: toJ4 }] },
  ]);
});

test('a pack keeps its calibration, and then only the hour is asked for', async () => {
  const out = path('pack');
  const pack = await clarion(
    ...['place', 'build', '--nodes', path('nodes.csv'), '--arcs', path('arcs.csv'), '--out', out],
    ...['--stations', path('stations.geojson'), '--units', path('units.csv'), '--calls', path('calls.csv')],
    ...['--columns', path('columns.json'), '--calibration', path('c.json')],
  );
  expect(pack.fault).toBeUndefined();
  expect(await readFile(join(out, 'calibration.json'))).toEqual(await readFile(path('c.json')));
  expect(JSON.parse(pack.out)).toMatchObject({
    inputs: expect.arrayContaining([expect.objectContaining({ role: 'calibration', file: 'c.json' })]),
  });
  const points = ['--units', path('from.csv'), '--at', path('to.csv')];
  const nearest = await clarion('roads', 'nearest', '--graph', out, ...points, '--when', '2026-03-02 12:30');
  expect(nearest.fault).toBeUndefined();
  expect(nearest.out).toContain('lowMs');
  // Its own record calibrates it, without any table.
  const own = await clarion('roads', 'calibrate', '--graph', out, '--out', path('own.json'));
  expect(JSON.parse(own.out)).toMatchObject({ drives: { train: 142 }, inputs: [{ role: 'place' }] });
});

test.each([
  ['CellNotTime', { file: 'broken.csv', line: 2, field: 't1' }, () => calibrate('x.json', 'broken.csv')],
  ['CalibrationTooFew', { file: 'few.csv' }, () => calibrate('x.json', 'few.csv')],
  [
    'TimeZoneUnknown',
    { file: 'columns.json' },
    () => calibrate('x.json', 'calls.csv', '--zone', 'Mars/Base'),
  ],
  [
    'OptionNeeds',
    { field: '--graph' },
    () => clarion('roads', 'calibrate', '--graph', path('g'), '--out', path('x.json')),
  ],
  [
    'OptionNeeds',
    { field: '--units' },
    () =>
      clarion(
        'roads',
        'calibrate',
        '--graph',
        path('g'),
        '--units',
        path('units.csv'),
        '--out',
        path('x.json'),
      ),
  ],
  ['OptionNeeds', { field: '--calibration' }, () => ask('--calibration', path('c.json'))],
  ['OptionNeeds', { field: '--when' }, () => ask('--when', '2026-03-02 12:30')],
  ['WhenNotTime', { field: '--when' }, () => ask('--calibration', path('c.json'), '--when', '25:00')],
  [
    'NotACalibration',
    { file: 'columns.json' },
    () => ask('--calibration', path('columns.json'), '--when', '2026-03-02 12:30'),
  ],
])('%s %j', async (code, where, run) => {
  const { code: exit, fault } = await run();
  expect(exit).toBe(2);
  const file = 'file' in where ? { file: path(where.file!) } : {};
  expect(fault).toMatchObject({ code, ...where, ...file });
});

const ask = (...more: string[]) =>
  clarion(
    'roads',
    'nearest',
    '--graph',
    path('g'),
    '--units',
    path('from.csv'),
    '--at',
    path('to.csv'),
    ...more,
  );
