import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, fileWith } from '../testing/folder.ts';
import { readAreas } from './areas.ts';
import { readCalls } from './calls.ts';
import { type CallColumns, readColumns, type StreetColumns } from './columns.ts';
import { readPopulation } from './population.ts';
import { readStations } from './stations.ts';
import { mapStreetName } from './street-name.ts';
import { readStreets } from './streets.ts';
import { readUnits, unitsOfCalls } from './units.ts';
import { parseLineString } from './wkt.ts';

const streetColumns: StreetColumns = {
  id: 'id',
  from: 'f',
  to: 't',
  geometry: 'wkt',
  name: 'name',
  class: { column: 'c', values: { '1': { class: 'primary', speed: 25 } } },
  speed: { column: 'mph', unit: 'mph', none: [99] },
  left: { from: 'lf', to: 'lt' },
  notDriven: [{ column: 'kind', values: ['steps'] }],
};
const head = 'id,f,t,wkt,name,c,mph,lf,lt,kind\n';
const streets = async (rows: string) =>
  readStreets(await fileWith('streets.csv', head + rows), streetColumns);

test('a street is read with its speed, numbers and name', async () => {
  const read = await streets(
    '1,a,b,"LINESTRING(8 49, 8.001 49)",03RD ST,1,30.0,1,99,\n2,b,c,"LINESTRING(8.001 49, 8.002 49)",,1,99,0,0,steps\n',
  );
  if (!read.ok) throw new Error(read.error.code);
  const [way] = read.value.roads.ways;
  expect(read.value.roads.ways.length).toBe(1);
  expect(way).toMatchObject({
    nodes: ['a', 'b'],
    forward: true,
    backward: true,
    roadClass: 'primary',
    name: { en: '3rd St' },
  });
  expect(way!.speedKmh).toBeCloseTo(30 * 1.609344, 9);
  expect(read.value.segments).toMatchObject([
    { id: '1', street: { en: '03RD ST' }, left: { from: 1, to: 99 } },
  ]);
  expect(read.value.roads.ignored).toMatchObject({ notDriven: 1 });
});

test('a line against the order of its nodes is turned, and lines end where most of a node end', async () => {
  const read = await streets(
    [
      '1,a,b,"LINESTRING(8 49, 8.001 49)",A,1,,,,',
      '2,b,c,"LINESTRING(8.001 49, 8.002 49)",A,1,,,,',
      '3,b,d,"LINESTRING(8.001 49.001, 8.0010001 49)",B,1,,,,',
      '4,d,b,"LINESTRING(8.001 49.001, 8.0011 49)",B,1,,,,',
    ].join('\n'),
  );
  if (!read.ok) throw new Error(read.error.code);
  expect(read.value.roads.ways.map(way => way.points)).toEqual([
    [
      [8, 49],
      [8.001, 49],
    ],
    [
      [8.001, 49],
      [8.002, 49],
    ],
    [
      [8.001, 49],
      [8.001, 49.001],
    ],
    [
      [8.001, 49.001],
      [8.0011, 49],
      [8.001, 49],
    ],
  ]);
  expect(read.value.roads.ignored).toMatchObject({ turnedLines: 1, linesOffTheirNode: 1 });
});

test.each([
  ['1,a,b,"POINT(8 49)",A,1,,,,\n', 'WktBroken', 'wkt'],
  ['1,a,b,"LINESTRING(8 49)",A,1,,,,\n', 'WktBroken', 'wkt'],
  ['1,a,b,"LINESTRING(8 49, 8 x)",A,1,,,,\n', 'WktBroken', 'wkt'],
  ['1,,b,"LINESTRING(8 49, 8 50)",A,1,,,,\n', 'CellEmpty', 'f'],
  ['1,a,b,"LINESTRING(8 49, 8 50)",A,7,,,,\n', 'CellNotKnown', 'c'],
  ['1,a,b,"LINESTRING(8 49, 8 50)",A,1,fast,,,\n', 'CellNotNumber', 'mph'],
])('the row %j is refused by %s', async (row, code, field) => {
  expect(await streets(row)).toMatchObject({ ok: false, error: { code, line: 2, field } });
});

test('a column of the mapping that the table does not have is named, with those it has', async () => {
  const path = await fileWith('streets.csv', 'id,f,t,wkt,title,c,mph,lf,lt,kind\n1,,,,,,,,,\n');
  expect(await readStreets(path, streetColumns)).toMatchObject({
    ok: false,
    error: {
      code: 'ColumnUnknown',
      file: path,
      line: 1,
      field: 'name',
      params: { columns: expect.stringContaining('title') },
    },
  });
});

test('lines of well-known text', () => {
  expect(parseLineString('LINESTRING (1 2,3 4)')).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(parseLineString('linestring z(1 2 9, 3 4 9)')?.length).toBe(2);
  for (const text of [
    '',
    'LINESTRING EMPTY',
    'LINESTRING(200 1, 2 3)',
    'LINESTRING(1 2, 3 4',
    'MULTILINESTRING((1 2,3 4))',
  ]) {
    expect(parseLineString(text)).toBeUndefined();
  }
});

test('names of streets as the map shows them', () => {
  expect(['03RD ST', "O'FARRELL ST", '人民路', 'La Playa'].map(mapStreetName)).toEqual([
    '3rd St',
    "O'Farrell St",
    '人民路',
    'La Playa',
  ]);
});

const stations = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { no: 1, title: 'Station #03', kind: 'fire' },
      geometry: { type: 'Point', coordinates: [8, 49, 120] },
    },
    {
      type: 'Feature',
      properties: { no: 2, title: 'Klinikum', kind: 'hospital' },
      geometry: { type: 'Point', coordinates: [8.1, 49] },
    },
  ],
});

test('units find their stations whether or not numbers have a leading nought', async () => {
  const posts = await readStations(await fileWith('s.geojson', stations), {
    id: 'no',
    name: 'title',
    kind: { property: 'kind', values: { fire: 'fire', hospital: 'hospital' } },
    key: { property: 'title', pattern: '#(\\w+)' },
  });
  if (!posts.ok) throw new Error(posts.error.code);
  expect(posts.value.posts.map(({ id, kind, at }) => [id, kind, at])).toEqual([
    ['1', 'fire', [8, 49]],
    ['2', 'hospital', [8.1, 49]],
  ]);
  const table = await fileWith('u.csv', 'Unit,Type,Station\nE03,E,3\nX1,Z,99\n');
  const units = await readUnits(
    table,
    { id: 'Unit', kind: 'Type', kinds: { E: 'ENGINE' }, station: 'Station' },
    posts.value,
    'fire',
  );
  expect(units).toMatchObject({
    ok: true,
    value: {
      units: [
        { id: 'E03', kind: 'ENGINE', agency: 'fire', postId: '1' },
        { id: 'X1', kind: 'Z', capabilities: [] },
      ],
      ignored: { unitsWithoutStation: 1, unknownUnitKind: 1 },
    },
  });
});

test('stations and areas that are none are refused with their number', async () => {
  const line = {
    type: 'LineString',
    coordinates: [
      [8, 49],
      [8, 50],
    ],
  };
  const collection = (kind: string, geometry: unknown) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { kind }, geometry }],
    });
  const readS = async (text: string) => readStations(await fileWith('s.geojson', text), undefined);
  expect(await readS(collection('fire', line))).toMatchObject({
    error: { code: 'GeoJsonUnfit', params: { feature: 1 } },
  });
  expect(await readS(collection('bakery', { type: 'Point', coordinates: [8, 49] }))).toMatchObject({
    error: { code: 'GeoJsonUnfit', field: 'kind' },
  });
  expect(await readS('{"type":"FeatureCollection","features":[]}')).toMatchObject({
    error: { code: 'TableEmpty' },
  });
  expect(await readS('[1,\n2')).toMatchObject({ error: { code: 'JsonBroken' } });
  expect(await readAreas(await fileWith('a.geojson', collection('x', line)), undefined)).toMatchObject({
    error: { code: 'GeoJsonUnfit' },
  });
});

test('population is read with joined ids', async () => {
  const path = await fileWith('p.csv', 'a,b,x,y,n\n06,075,-122.4,+37.8,759\n');
  expect(await readPopulation(path, { id: ['a', 'b'], lng: 'x', lat: 'y', population: 'n' })).toEqual({
    ok: true,
    value: [{ id: '06075', at: [-122.4, 37.8], population: 759 }],
  });
});

const callColumns: CallColumns = {
  call: 'call',
  unit: 'unit',
  unitKind: 'kind',
  sequence: 'n',
  type: 'type',
  group: 'group',
  address: 'address',
  originalPriority: 'p',
  finalPriority: 'p',
  latLng: 'at',
  timeForm: 'YYYY-MM-DD hh:mm:ss',
  received: 'rc',
  entry: 'en',
  dispatch: 'di',
  enRoute: 'er',
  onScene: 'os',
  transport: 'tr',
  hospital: 'ho',
  available: 'av',
};
const callHead = 'call,unit,kind,n,type,group,address,p,at,rc,en,di,er,os,tr,ho,av\n';
const day = '2020-04-07';
const row = (call: string, unit: string, n: number, times: readonly string[]) =>
  [
    call,
    unit,
    'ENGINE',
    n,
    'Fire',
    '',
    '1 A ST',
    3,
    '"(37.5, -122.5)"',
    ...times.map(time => (time === '' ? '' : `${day} ${time}`)),
  ].join(',');
const calls = async (...rows: string[]) =>
  readCalls(
    await fileWith('calls.csv', `${callHead}${rows.join('\n')}\n`),
    callColumns,
    'America/Los_Angeles',
  );

test('rows of a call are put together, times become instants, oddities are kept and flagged', async () => {
  const read = await calls(
    row('B', 'E2', 2, ['10:00:00', '10:01:00', '10:02:00', '10:03:00', '10:03:00', '', '', '10:30:00']),
    row('B', 'E1', 1, ['10:00:00', '10:01:00', '10:01:30', '10:03:00', '10:05:00', '', '', '10:20:00']),
    row('A', 'E1', 1, ['09:00:00', '09:01:00', '09:02:00', '09:04:00', '09:03:00', '', '', '10:10:00']),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  expect(
    read.value.calls.map(call => [call.id, call.flags, call.responses.map(r => [r.unitId, r.flags])]),
  ).toEqual([
    ['A', ['timesOutOfOrder'], [['E1', ['timesOutOfOrder']]]],
    [
      'B',
      ['overlap', 'zeroTravel'],
      [
        ['E1', ['overlap']],
        ['E2', ['zeroTravel']],
      ],
    ],
  ]);
  expect(new Date(read.value.calls[1]!.dispatchAt!).toISOString()).toBe('2020-04-07T17:01:30.000Z');
  expect(read.value.calls[1]!.at).toEqual([-122.5, 37.5]);
  expect(read.value.flagged).toEqual({ timesOutOfOrder: 1, overlap: 1, zeroTravel: 1 });
  expect(unitsOfCalls(read.value.calls, [], 'fire').map(unit => [unit.id, unit.kind])).toEqual([
    ['E1', 'ENGINE'],
    ['E2', 'ENGINE'],
  ]);
});

test('a cell that is no time or no place is refused with its line', async () => {
  const good = ['10:00:00', '10:01:00', '10:02:00', '10:03:00', '10:04:00', '', '', '10:30:00'];
  expect(
    await calls(row('A', 'E1', 1, good), row('B', 'E1', 1, ['25:00:00', ...good.slice(1)])),
  ).toMatchObject({
    error: { code: 'CellNotTime', line: 3, field: 'rc' },
  });
  expect(await calls(row('A', 'E1', 1, good).replace('37.5', '97.5'))).toMatchObject({
    error: { code: 'CellNotPlace', line: 2, field: 'at' },
  });
  expect(await calls(row('A', 'E1', 1, ['', ...good.slice(1)]))).toMatchObject({
    error: { code: 'CellEmpty', field: 'rc' },
  });
});

test('a mapping is refused at the key that is wrong', async () => {
  const path = join(await emptyFolder(), 'columns.json');
  const read = async (value: unknown) => {
    await writeFile(path, JSON.stringify(value));
    return readColumns(path);
  };
  expect(await read({ name: {}, timeZone: 'UTC' })).toMatchObject({ ok: true });
  expect(await read({ name: {}, timeZone: 'Mars/Base' })).toMatchObject({
    error: { code: 'TimeZoneUnknown' },
  });
  expect(await read({ name: {}, timeZone: 'UTC', street: {} })).toMatchObject({
    error: { code: 'JsonUnfit' },
  });
  expect(await read({ name: {}, timeZone: 'UTC', streets: { id: 'a' } })).toMatchObject({
    error: { code: 'JsonUnfit', field: 'streets.from' },
  });
});
