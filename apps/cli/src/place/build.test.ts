import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const bin = join(import.meta.dirname, '../../bin/clarion.mjs');
const data = resolve(process.env['CLARION_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'));
const porto = join(data, 'osm/porto_portugal.osm.pbf');

function start(...args: string[]) {
  const child = spawn(process.execPath, [bin, 'place', 'build', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, ...text }));
  return { child, text, ended };
}
const clarion = (...args: string[]) => start(...args).ended;

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clarion-cli-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

const nodes = 'id,lng,lat\na,8.0,49.0\nb,8.001,49.0\n';
const arcs = 'from,to,travel_time_ms\na,b,1000\n';

test('a pack is made, with one JSON result on stdout and progress on stderr', async () => {
  const folder = await folderWith({ 'nodes.csv': nodes, 'arcs.csv': arcs });
  const out = join(folder, 'packs/small');
  const end = await clarion(
    '--nodes',
    join(folder, 'nodes.csv'),
    '--arcs',
    join(folder, 'arcs.csv'),
    '--out',
    out,
    '--json',
  );
  expect(end.code).toBe(0);
  expect(JSON.parse(end.out)).toMatchObject({
    id: 'small',
    nodes: 2,
    arcs: 1,
    ignored: {},
    inputs: [
      { role: 'nodes', file: 'nodes.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { role: 'arcs', file: 'arcs.csv' },
    ],
  });
  expect(end.err).toContain('nodes');
  expect(await readdir(join(folder, 'packs'))).toEqual(['small']);
});

test.each([
  ['FileEmpty', undefined, undefined, { 'arcs.csv': '' }],
  ['TableEmpty', undefined, undefined, { 'arcs.csv': 'from,to,travel_time_ms\n' }],
  ['ColumnMissing', 1, 'travel_time_ms', { 'arcs.csv': 'from,to,seconds\na,b,1\n' }],
  ['CellNotInteger', 3, 'travel_time_ms', { 'arcs.csv': `${arcs}b,a,1.5\n` }],
  ['CellOutOfRange', 3, 'travel_time_ms', { 'arcs.csv': `${arcs}b,a,-1\n` }],
  ['RowRepeated', 4, 'id', { 'nodes.csv': `${nodes}a,8,49\n` }],
  ['CsvBroken', 3, undefined, { 'nodes.csv': 'id,lng,lat\na,8,49\n"b,8,49\n' }],
])('%s exits 2, names file, line and field, and leaves nothing', async (code, line, field, files) => {
  const folder = await folderWith({ 'nodes.csv': nodes, 'arcs.csv': arcs, ...files });
  const before = await readdir(folder);
  const end = await clarion(
    ...['--nodes', join(folder, 'nodes.csv'), '--arcs', join(folder, 'arcs.csv')],
    ...['--out', join(folder, 'pack'), '--json'],
  );
  expect(end).toMatchObject({ code: 2, out: '' });
  expect(JSON.parse(end.err)).toMatchObject({
    code,
    message: expect.stringMatching(/\S/),
    file: join(folder, Object.keys(files)[0]!),
    line: line ?? null,
    field: field ?? null,
  });
  expect(await readdir(folder)).toEqual(before);
});

test('an output inside a file is refused before the work begins', async () => {
  const folder = await folderWith({ 'nodes.csv': nodes, 'arcs.csv': arcs });
  const end = await clarion(
    ...['--nodes', join(folder, 'nodes.csv'), '--arcs', join(folder, 'arcs.csv')],
    ...['--out', join(folder, 'nodes.csv', 'pack'), '--json'],
  );
  expect(end).toMatchObject({ code: 2, out: '' });
  expect(JSON.parse(end.err)).toMatchObject({ code: 'FolderIsFile', file: join(folder, 'nodes.csv') });
});

test('a broken extract exits 2 in the language of the user', async () => {
  const folder = await folderWith({ 'a.osm.pbf': 'not a map at all' });
  const end = await clarion(
    '--osm',
    join(folder, 'a.osm.pbf'),
    '--out',
    join(folder, 'pack'),
    '--lang',
    'zh-CN',
  );
  expect(end.code).toBe(2);
  expect(end.err).toContain('地图数据已损坏');
  expect(await readdir(folder)).toEqual(['a.osm.pbf']);
});

test.each([
  ['OptionsMissing', []],
  ['OptionsExclusive', ['--osm', 'a.osm', '--nodes', 'n.csv']],
  ['OptionNeeds', ['--nodes', 'n.csv']],
  ['OptionNeeds', ['--streets', 's.csv']],
  ['OptionMissing', ['--osm', 'a.osm', '--out']],
  ['FileMissing', ['--osm', '/no/such.osm.pbf']],
  ['TimeZoneUnknown', ['--nodes', 'n.csv', '--arcs', 'a.csv', '--zone', 'Mars/Base']],
])('%s: %j', async (code, args) => {
  const folder = await folderWith({ 'n.csv': nodes, 'a.csv': arcs });
  const paths = args
    .map(arg => (arg.endsWith('.csv') ? join(folder, arg) : arg))
    .filter(arg => arg !== '--out');
  const out = args.includes('--out') ? [] : ['--out', join(folder, 'pack')];
  const end = await clarion(...paths, ...out, '--json');
  expect(end.code).toBe(2);
  expect(JSON.parse(end.err)).toMatchObject({ code });
  expect(existsSync(join(folder, 'pack'))).toBe(false);
});

test.skipIf(!existsSync(porto))(
  'an interrupt exits 3 and leaves nothing half-written (needs CLARION_DATA)',
  async () => {
    const folder = await folderWith({});
    const { child, text, ended } = start('--osm', porto, '--out', join(folder, 'pack'));
    while (!/\d{5}/.test(text.err)) await new Promise(done => setTimeout(done, 20));
    child.kill('SIGINT');
    const end = await ended;
    expect([end.code, end.err.includes('Cancelled')]).toEqual([3, true]);
    expect(await readdir(folder)).toEqual([]);
  },
);
