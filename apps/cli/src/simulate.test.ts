import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from './run.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-simulate-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const smallest = {
  seed: 7,
  replications: 20,
  callsPerReplication: 2000,
  warmUpCalls: 100,
  zones: [{ id: 'z1', callsPerHour: 0.5 }],
  units: [{ id: 'u1', post: 'p1' }],
  travelSeconds: { p1: { z1: 0 } },
  service: { distribution: 'exponential', meanSeconds: 3600 },
  dispatch: { rule: 'preference', order: { z1: ['u1'] } },
  queue: 'first-come',
};

async function cli(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli([...argv, '--json'], {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
    now: () => 0,
  });
  const parsed = JSON.parse((code === 0 ? out : err).join('')) as Record<string, unknown>;
  return { code, parsed };
}

async function scenario(name: string, change: object = {}): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify({ ...smallest, ...change }, null, 1));
  return path;
}

const figure = { mean: expect.any(Number), low: expect.any(Number), high: expect.any(Number) };

test('the smallest scenario works as it stands and gives every figure with its interval', async () => {
  const { code, parsed } = await cli('simulate', '--scenario', await scenario('s.json'));
  expect(code).toBe(0);
  expect(parsed).toMatchObject({
    units: { u1: { workload: figure } },
    probabilityOfWait: figure,
    meanWaitSeconds: figure,
    response: { meanSeconds: figure, p90Seconds: figure },
    callsPerSecond: expect.any(Number),
    replications: 20,
    calls: 40_000,
    scenarioHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('the same seed gives the same figures, another seed others', async () => {
  const path = await scenario('s.json');
  const of = async (...more: string[]) => {
    const { parsed } = await cli('simulate', '--scenario', path, ...more);
    return JSON.stringify(parsed['units']);
  };
  expect(await of()).toBe(await of('--seed', '7'));
  expect(await of()).not.toBe(await of('--seed', '8'));
});

test('a scenario with a typo is named by file and field, one that is not JSON by its line', async () => {
  const path = await scenario('typo.json', { zones: [{ id: 'z1', callsPerHuor: 1 }] });
  expect(await cli('simulate', '--scenario', path)).toMatchObject({
    code: 2,
    parsed: { code: 'ScenarioFieldUnknown', file: path, field: 'zones[0].callsPerHuor' },
  });
  const broken = join(folder, 'broken.json');
  await writeFile(broken, '{\n "seed": 1\n "units": []\n}\n');
  expect(await cli('simulate', '--scenario', broken)).toMatchObject({
    code: 2,
    parsed: { code: 'JsonBroken', file: broken, line: 3 },
  });
  expect(await cli('simulate')).toMatchObject({ code: 2, parsed: { field: '--scenario' } });
});

test('two scenarios that meet the same calls are compared, others refused', async () => {
  const faster = await scenario('b.json', { service: { distribution: 'exponential', meanSeconds: 3000 } });
  const { parsed } = await cli('simulate', '--scenario', await scenario('s.json'), '--against', faster);
  expect(parsed['difference']).toMatchObject({ meanWaitSeconds: { ...figure, proven: true } });
  const other = await scenario('c.json', {
    zones: [{ id: 'z9', callsPerHour: 1 }],
    travelSeconds: { p1: { z9: 0 } },
    dispatch: { rule: 'closest' },
  });
  expect(await cli('simulate', '--scenario', await scenario('s.json'), '--against', other)).toMatchObject({
    code: 2,
    parsed: { code: 'ScenarioDemandDiffers', file: other },
  });
});

test('the number of threads changes nothing in the result', async () => {
  const rich = await scenario('rich.json', {
    replications: 5,
    standardsSeconds: [60],
    zoneFigures: true,
    service: { distribution: 'lognormal', meanSeconds: 3600 },
  });
  const of = async (threads: string, ...more: string[]) => {
    const { code, parsed } = await cli('simulate', '--scenario', rich, '--threads', threads, ...more);
    expect(code).toBe(0);
    return { ...parsed, callsPerSecond: 0 };
  };
  const one = await of('1', '--against', rich);
  expect(await of('3', '--against', rich)).toEqual(one);
}, 120_000);

test('a run that is cancelled says nothing but that, on one thread or several', async () => {
  const long = await scenario('long.json', { replications: 10_000, callsPerReplication: 100_000 });
  for (const threads of ['1', '2']) {
    const out: string[] = [];
    const abort = new AbortController();
    const code = runCli(['simulate', '--scenario', long, '--threads', threads, '--json'], {
      lang: 'en',
      signal: abort.signal,
      environment: {},
      streams: { out: { write: text => out.push(text) }, err: { write: () => undefined } },
      now: () => 0,
    });
    setTimeout(() => abort.abort(), 100);
    expect(await code).toBe(3);
    expect(out).toEqual([]);
  }
}, 120_000);

test('a run that is out of time says how many replications it did', async () => {
  const { parsed } = await cli('simulate', '--scenario', await scenario('s.json'), '--seconds', '0');
  expect(parsed).toMatchObject({ replications: 1, units: { u1: { workload: { low: null } } } });
});

test('the published schema is the one that --schema prints', async () => {
  const published = await readFile(join(import.meta.dirname, '../../../docs/simulation.schema.json'), 'utf8');
  const { parsed } = await cli('simulate', '--schema');
  expect(JSON.parse(published)).toEqual(parsed);
});
