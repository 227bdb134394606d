import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../run.ts';

const docs = join(import.meta.dirname, '../../../../docs');

async function cli(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(['plan', ...argv, '--json'], {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
    now: () => 0,
  });
  return { code, parsed: JSON.parse((code === 0 ? out : err).join('')) as Record<string, unknown> };
}

test('the published example is answered as its page says, and the published schema is the one that --schema prints', async () => {
  const { code, parsed } = await cli('staffing', '--staffing', join(docs, 'staffing.example.json'));
  expect(code).toBe(0);
  expect(parsed).toMatchObject({ proven: true, people: { officer: { atLeast: expect.any(Number) } } });
  expect(parsed['units']).toHaveLength(168);
  const published = await readFile(join(docs, 'staffing.schema.json'), 'utf8');
  expect((await cli('staffing', '--schema')).parsed).toEqual(JSON.parse(published));
});

test('what is missing is named', async () => {
  expect(await cli('staffing')).toMatchObject({ code: 2, parsed: { field: '--staffing' } });
  const schema = join(docs, 'staffing.schema.json');
  expect(await cli('staffing', '--staffing', schema)).toMatchObject({
    code: 2,
    parsed: { code: 'ScenarioFieldUnknown', file: schema },
  });
});

test('plan queue tells busy shares of the published scenario', async () => {
  const scenario = join(docs, 'simulation.example.json');
  const { parsed } = await cli('queue', '--scenario', scenario);
  expect(parsed).toMatchObject({
    units: { u1: { workload: 0.5 } },
    probabilityOfWait: 0.5,
    interdispatchShare: 0,
    method: 'exact',
  });
});
