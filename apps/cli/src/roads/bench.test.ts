import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROAD_OPERATIONS, type RoadFigure } from '@clarion/roads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateNetwork } from '../../../../packages/roads/src/testing/network.ts';
import { runCli } from '../run.ts';
import { tree } from '../tree.ts';

let folder = '';
const path = (name: string) => join(folder, name);

async function clarion(argv: string[], lang: 'en' | 'zh-CN' = 'en') {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCli(argv, {
    lang,
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
    now: () => 0,
    commands: tree,
  });
  return { code, out: out.join(''), err: err.join('') };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-bench-'));
  const { nodeCount, nodePoints, arcTail, arcHead, arcTimeMs } = generateNetwork(400, 3);
  const nodes = Array.from(
    { length: nodeCount },
    (_, i) => `n${i},${nodePoints[2 * i]},${nodePoints[2 * i + 1]}`,
  );
  const arcs = Array.from(arcTail, (tail, i) => `n${tail},n${arcHead[i]},${arcTimeMs[i]}`);
  await writeFile(path('nodes.csv'), ['id,lng,lat', ...nodes].join('\n'));
  await writeFile(path('arcs.csv'), ['from,to,travel_time_ms', ...arcs].join('\n'));
  const tables = ['--nodes', path('nodes.csv'), '--arcs', path('arcs.csv'), '--out', path('g')];
  expect((await clarion(['roads', 'build', '--json', ...tables])).code).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('roads bench measures every operation and tells sizes, as one line of JSON', async () => {
  const { code, out } = await clarion(['roads', 'bench', '--json', '--graph', path('g'), '--seed', '9']);
  expect(code).toBe(0);
  const result = JSON.parse(out) as { figures: RoadFigure[] } & Record<string, number>;
  expect(result.figures.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining([...ROAD_OPERATIONS]),
  );
  for (const { medianMs, runs } of result.figures) {
    expect(medianMs).toBeGreaterThanOrEqual(0);
    expect(runs).toBeGreaterThan(0);
  }
  expect(result['seed']).toBe(9);
  expect(result['peakBytes']).toBeGreaterThan(result['hierarchyBytes']!);
  expect(result['hierarchyBytes']).toBeGreaterThan(result['metricBytes']!);
});

test.each([
  ['en', '{'],
  ['zh-CN', 'search'],
] as const)('roads bench in words (%s) leaves no place unfilled', async (lang, never) => {
  const { code, out } = await clarion(['roads', 'bench', '--lang', lang, '--graph', path('g')], lang);
  expect(code).toBe(0);
  expect(out.trim().split('\n').length).toBeGreaterThan(ROAD_OPERATIONS.length);
  expect(out).not.toContain(never);
  expect(out).not.toContain('cli.roads');
});

test('a graph that is none is named', async () => {
  await writeFile(path('none'), 'not a graph at all');
  const { code, err } = await clarion(['roads', 'bench', '--json', '--graph', path('none')]);
  expect(code).toBe(2);
  expect(JSON.parse(err.trim().split('\n').at(-1)!)).toMatchObject({ file: path('none') });
});
