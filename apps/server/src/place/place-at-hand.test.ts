import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTownPack, openPack } from '@clarion/files';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlaceAtHand, placeAtHand } from './place-at-hand.ts';

let folder: string;
let place: PlaceAtHand;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-place-'));
  await buildTownPack(join(folder, 'town'), 1, { builtAt: '2026-01-01T00:00:00Z' });
  const pack = await openPack(join(folder, 'town'));
  if (!pack.ok) throw new Error(pack.error.code);
  place = placeAtHand(pack.value);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('a click on the map is named in the language of who clicked', () => {
  const at = place.posts[0]!.at;
  const [english] = place.whatIsAt(at, 'en');
  const [chinese] = place.whatIsAt(at, 'zh-CN');
  expect(english?.label).toMatch(/^[\x20-\x7e]+$/);
  expect(chinese?.label).toMatch(/\p{Script=Han}/u);
});
