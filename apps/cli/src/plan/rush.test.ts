import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../run.ts';
import type { RushCrews } from './rush-crews.ts';

const root = join(import.meta.dirname, '../../../..');
const example = join(root, 'examples/rush');
let folder = '';
let town: Record<string, unknown> = {};
let rush: Record<string, unknown> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-rush-'));
  town = JSON.parse(await readFile(join(example, 'town.json'), 'utf8'));
  rush = JSON.parse(await readFile(join(example, 'rush.json'), 'utf8'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function cli(...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCli(['plan', 'rush', ...argv, '--json'], {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
    now: () => 0,
  });
  return { code, parsed: JSON.parse(code === 0 ? out.join('') : err.at(-1)!) };
}

/** The example with something else in it. */
async function asked(change: object, ofTown: object = {}) {
  await writeFile(join(folder, 'town.json'), JSON.stringify({ ...town, replications: 6, ...ofTown }));
  await writeFile(join(folder, 'rush.json'), JSON.stringify({ ...rush, ...change }));
  return cli('--rush', join(folder, 'rush.json'));
}

test('the example: the bridge, in both rushes, with crews that nothing undercuts, and help that is there sooner, proven', async () => {
  const { code, parsed } = await asked({});
  expect(code).toBe(0);
  const { windows, gain, bound, proven, crews, simulated } = parsed;
  expect(windows).toMatchObject([
    { from: '07:00', until: '09:30', days: [0, 1, 2, 3, 4], posts: ['bridge'] },
    { from: '16:30', until: '19:00', posts: ['bridge'] },
  ]);
  expect(gain).toBeCloseTo(windows[0].gain + windows[1].gain, 9);
  expect(bound).toBeCloseTo(gain, 9);
  expect(proven).toBe(true);

  const { shifts, cost, people, without, more, ...rest } = crews as RushCrews;
  // Where the solver has its ten seconds it proves them; role after role alone leaves 3.6 %.
  expect(cost).toBeGreaterThanOrEqual(rest.bound);
  expect(rest.gap).toBeLessThan(0.05);
  for (const { people: on } of shifts) expect(on['auxiliary']!).toBeLessThanOrEqual(2 * on['officer']!);
  expect(more).toBe(cost - without.cost);
  expect(more).toBeGreaterThan(0);
  expect(people['paramedic']).toEqual(without.people['paramedic']);

  expect(simulated.inWindows.difference).toMatchObject({ proven: true });
  expect(simulated.inWindows.difference.high).toBeLessThan(-30);
  expect(simulated.difference.meanResponseSeconds.high).toBeLessThan(0);
  // Outside of the windows nobody is on: a week of the same calls has the same response there but for what the rush leaves behind.
  expect(simulated.difference.meanResponseSeconds.mean).toBeGreaterThan(simulated.inWindows.difference.mean);
});

test('more units never gain less, nor does a second window, and without crews none are planned', async () => {
  const gainOf = async (change: object) => (await asked({ crews: undefined, ...change })).parsed;
  const windows = { count: 1, hours: 2, days: [0, 1, 2, 3, 4], earliest: 6, latest: 21 };
  const one = await gainOf({ windows });
  const two = await gainOf({ windows: { ...windows, count: 2 } });
  const more = await gainOf({ windows, units: 2 });
  expect(one.crews).toBeUndefined();
  expect(two.gain).toBeGreaterThan(one.gain);
  expect(more.gain).toBeGreaterThan(one.gain);
  expect(new Set(more.windows[0].posts).size).toBe(2);
});

test.each([
  ['a typo', { unit: 1 }, 'ScenarioFieldUnknown', 'unit'],
  ['a post that is none', { posts: ['pier'] }, 'ScenarioNameUnknown', 'posts[0]'],
  ['more units than room', { units: 9 }, 'PostsTooMany', 'units'],
  [
    'a window longer than its hours',
    { windows: { hours: 3, earliest: 7, latest: 9 } },
    'ScenarioFieldUnfit',
    'windows.hours',
  ],
  ['nobody near', { withinSeconds: 1 }, 'NothingWithin', 'withinSeconds'],
  ['minutes between quarters', { windows: { hours: 1.1 } }, 'ScenarioFieldUnfit', 'windows.hours'],
])('%s is named', async (_, change, code, field) => {
  const { parsed } = await asked(change);
  expect(parsed).toMatchObject({ code, field });
});

test('units that only some zones ask cannot be joined by others', async () => {
  const zones = town['zones'] as { id: string }[];
  const order = Object.fromEntries(zones.map(({ id }) => [id, ['W1', 'E1']]));
  const { parsed } = await asked({}, { dispatch: { rule: 'closest', order } });
  expect(parsed).toMatchObject({ code: 'PostsNotFree', field: 'dispatch' });
});

test('a role that nobody needs and hours in no shift are named', async () => {
  const crews = rush['crews'] as { shifts: { id: string }[]; ratio: object };
  const ratio = { ...crews.ratio, auxiliary: 'cadet' };
  expect((await asked({ crews: { ...crews, ratio } })).parsed).toMatchObject({
    code: 'ScenarioNameUnknown',
    field: 'crews.ratio',
  });
  const shifts = crews.shifts.filter(({ id }) => id !== 'night');
  expect((await asked({ crews: { ...crews, shifts } })).parsed).toMatchObject({
    code: 'ScenarioFieldUnfit',
    field: 'crews.shifts',
  });
});

test('the published schema is the one that --schema prints', async () => {
  const published = await readFile(join(root, 'docs/schemas/rush.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual((await cli('--schema')).parsed);
});
