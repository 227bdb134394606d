import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTownPack } from '@clarion/files';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../run.ts';

const folder = mkdtempSync(join(tmpdir(), 'clarion-check-'));
const town = join(folder, 'town');
const file = join(folder, 'script.json');
const example = join(import.meta.dirname, '../../../../examples/drill/market-fire.json');
type Injects = Record<string, Record<string, unknown>>[];

beforeAll(async () => {
  const built = await buildTownPack(town, 1, { builtAt: '2026-01-01T00:00:00Z' });
  if (!built.ok) throw new Error(JSON.stringify(built.error));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is said of the example with one thing changed. */
async function checked(change: (injects: Injects) => unknown, ...more: string[]) {
  const script = JSON.parse(readFileSync(example, 'utf8')) as { injects: Injects };
  change(script.injects);
  writeFileSync(file, JSON.stringify(script));
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCli(['drill', 'check', '--script', file, ...more], {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
    now: () => 0,
  });
  return { code, out: out.join(''), err: err.join('') };
}
const nothing = () => undefined;

test('the example fits the town; without a place it is said that units and places were not looked at', async () => {
  const fits = await checked(nothing, '--place', town);
  expect([fits.code, fits.err]).toEqual([0, '']);
  expect(fits.out).toContain(`those of ${town}`);
  expect((await checked(nothing)).out).toContain('were not checked');
});

test('[DR10] what the place does not have, and what lies outside of the drill, is named with file and field', async () => {
  const call = (injects: Injects) => injects[1]!['call']!;
  const wrong: [change: (injects: Injects) => unknown, field: string, why: string][] = [
    [is => Object.assign(call(is), { typeId: 'picnic' }), '1.call.typeId', 'no picnic'],
    [is => Object.assign(is[3]!['unitStatus']!, { unitId: 'E99' }), '3.unitStatus.unitId', 'no E99'],
    [
      is => Object.assign(call(is), { place: { at: [0, 51], label: { en: 'x', zh: 'x' } } }),
      '1.call.place.at',
      'map',
    ],
    [is => Object.assign(is[4]!['roadClosed']!, { points: [[0, 51]] }), '4.roadClosed.points.0', 'map'],
    [is => Object.assign(call(is), { sameAs: 'nowhere' }), '1.call.sameAs', 'no inject nowhere'],
    [is => Object.assign(is[0]!, { afterSeconds: -5 }), '0.afterSeconds', 'before'],
    [is => Object.assign(is[0]!, { afterSeconds: 90_000 }), '0.afterSeconds', 'after the drill’s end'],
  ];
  for (const [change, field, why] of wrong) {
    const { code, out, err } = await checked(change, '--place', town);
    expect([code, out], field).toEqual([2, '']);
    expect(err).toContain(file);
    expect(err).toContain(`injects.${field}`);
    expect(err).toContain(why);
  }
});
