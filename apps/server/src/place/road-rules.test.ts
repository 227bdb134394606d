import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfiguration } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { underRulesOf } from './centre-rules.ts';
import { turnsOf } from './road-rules.ts';

const path = join(mkdtempSync(join(tmpdir(), 'clarion-road-rules-')), 'rules.json');
const kept = { rules: true, signals: true, profile: 'emergency' } as const;
async function turns(rules: unknown, turnData: Parameters<typeof turnsOf>[1]['turnData'] = kept) {
  writeFileSync(path, JSON.stringify(rules));
  const found = await turnsOf(path, { turnData });
  return found.ok ? found.value : found.error;
}

test('turns count as the file says, for emergencies unless it says otherwise; without a word none do', async () => {
  expect(await turnsOf(undefined, { turnData: kept })).toEqual({ ok: true, value: undefined });
  expect(await turns({ minimumPeople: { engine: 4 } })).toBeUndefined();
  expect(await turns({ roads: { turns: 'none' } })).toBeUndefined();
  expect(await turns({ roads: { turns: 'full' } })).toEqual({ turns: 'full', profile: 'emergency' });
  const strict = { turns: 'restrictions', profile: 'strict' };
  expect(await turns({ roads: strict })).toEqual(strict);
  const configuration = defaultConfiguration({ placeName: {}, units: [], posts: [] });
  expect(await underRulesOf(path, configuration, {})).toEqual({ ok: true, value: configuration });
});

test('what does not fit, and turns that the roads were built without, are named', async () => {
  expect(await turns({ roads: { turns: 'some' } })).toMatchObject({
    code: 'cli.fault.JsonUnfit',
    params: { field: 'roads.turns' },
  });
  const bare = { rules: false, signals: false, profile: 'emergency' } as const;
  expect(await turns({ roads: { turns: 'restrictions' } }, bare)).toMatchObject({
    code: 'cli.fault.GraphWithoutTurns',
    params: { field: 'roads.turns', value: 'restrictions', kept: 'none' },
  });
  expect(await turns({ roads: { turns: 'full' } }, { ...kept, signals: false })).toMatchObject({
    code: 'cli.fault.GraphWithoutTurns',
    params: { kept: 'restrictions' },
  });
});
