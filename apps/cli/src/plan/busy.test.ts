import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../run.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-busy-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A street of nine zones with six posts; most calls at one end. */
const street = {
  seed: 3,
  replications: 8,
  callsPerReplication: 3000,
  warmUpCalls: 200,
  zones: Array.from({ length: 9 }, (_, zone) => ({ id: `z${zone}`, callsPerHour: zone < 3 ? 1.2 : 0.25 })),
  units: Array.from({ length: 4 }, (_, unit) => ({ id: `u${unit}`, post: `p${unit < 2 ? 4 : 5}` })),
  travelSeconds: Object.fromEntries(
    Array.from({ length: 6 }, (_, post) => [
      `p${post}`,
      Object.fromEntries(
        Array.from({ length: 9 }, (_, zone) => [`z${zone}`, 60 + 120 * Math.abs(zone - 1.6 * post)]),
      ),
    ]),
  ),
  service: { distribution: 'exponential', meanSeconds: 1500 },
  dispatch: { rule: 'closest' },
  queue: 'first-come',
};

async function busy(change: object, ...more: string[]) {
  const path = join(folder, 'street.json');
  await writeFile(path, JSON.stringify({ ...street, ...change }));
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(['plan', 'busy', '--scenario', path, '--within', '320', '--json', ...more], {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
    now: () => 0,
  });
  return { code, parsed: JSON.parse(code === 0 ? out.join('') : err.at(-1)!) as Record<string, never> };
}

interface Unit {
  readonly post: string;
  readonly busy: number;
  readonly busyAssumed: number;
}

test('where it settles, the busy shares that were counted on are those that the posts lead to', async () => {
  const { parsed } = await busy({});
  expect(parsed).toMatchObject({ settled: true, gap: expect.any(Number) });
  const units = Object.values(parsed['units']!) as Unit[];
  // Two units at one post share its calls, the first by id with more of them: the post's mean is what is counted on.
  for (const post of new Set(units.map(one => one.post))) {
    const here = units.filter(one => one.post === post);
    const mean = here.reduce((sum, one) => sum + one.busy, 0) / here.length;
    expect(Math.abs(mean - here[0]!.busyAssumed)).toBeLessThanOrEqual(0.01 + 1e-9);
  }
  expect(parsed['judged']).toBeCloseTo(parsed['covered']!, 1);
  // Units at the busy end are busier than the ones at the quiet end, and most stand there.
  const shares = units.map(one => one.busy);
  expect(Math.max(...shares) - Math.min(...shares)).toBeGreaterThan(0.02);
  const posts = units.map(({ post }) => post);
  const again = await busy({ units: street.units.map((unit, i) => ({ ...unit, post: posts[i]! })) });
  expect(again.parsed['covered']).toBeCloseTo(parsed['covered']!, 1);
});

test('simulation may judge in place of the hypercube', async () => {
  const { parsed } = await busy({}, '--judge', 'simulation', '--tolerance', '0.02');
  const byQueue = (await busy({})).parsed;
  const mean = (found: Record<string, never>) =>
    (Object.values(found['units']!) as Unit[]).reduce((sum, one) => sum + one.busy, 0) / 4;
  expect(mean(parsed)).toBeCloseTo(mean(byQueue), 1);
  expect(parsed['settled']).toBe(true);
});

test('what has not settled after so many rounds says so, with the best that was seen', async () => {
  const { parsed } = await busy({}, '--rounds', '1', '--tolerance', '0');
  expect(parsed).toMatchObject({ settled: false, rounds: 1 });
  expect(parsed['changes']).toHaveLength(1);
});

test('what the loop cannot work with is named', async () => {
  const order = Object.fromEntries(street.zones.map(({ id }) => [id, ['u0', 'u1', 'u2', 'u3']]));
  const listed = await busy({ dispatch: { rule: 'preference', order } });
  expect(listed).toMatchObject({ code: 2, parsed: { code: 'PostsNotFree', field: 'dispatch' } });
  expect(await busy({ returning: 'drive' })).toMatchObject({ code: 2, parsed: { field: 'returning' } });
  expect(await busy({}, '--per-post', '1')).toMatchObject({ code: 2, parsed: { code: 'PostCrowded' } });
  const tooMuch = await busy({ zones: street.zones.map(zone => ({ ...zone, callsPerHour: 9 })) });
  expect(tooMuch).toMatchObject({ code: 2, parsed: { code: 'ScenarioOverloaded' } });
});
