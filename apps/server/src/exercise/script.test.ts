import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Board, defaultConfiguration, emptyBoard } from '@clarion/dispatch';
import type { ScriptedCall } from '@clarion/exercise';
import { buildTownPack, openPack, type Pack } from '@clarion/files';
import { instant } from '@clarion/measure';
import type { Language } from '@clarion/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generatedScript } from './script.ts';

const START = new Date('2026-03-02T08:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'clarion-script-'));
let pack: Pack;
let board: Board;
beforeAll(async () => {
  await buildTownPack(join(folder, 'town'), 7, { builtAt: START.toISOString() });
  const opened = await openPack(join(folder, 'town'));
  if (!opened.ok) throw new Error(opened.error.code);
  pack = opened.value;
  const configuration = defaultConfiguration({ placeName: pack.manifest.name, units: [], posts: [] }, 1);
  board = { ...emptyBoard(), configuration };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function firstCalls(of: Pack, language: Language): ScriptedCall[] {
  const calls = generatedScript(of, board, 7, language, START).from(instant(START.getTime()));
  return Array.from({ length: 30 }, () => calls.next().value!);
}

test('places on the cards of made-up calls are named in the language of the centre, districts too', () => {
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text) && !/[A-Za-z]{3}/.test(text);
  for (const language of ['zh-CN', 'en'] as const) {
    const places = firstCalls(pack, language).map(call => call.place);
    const words = places.flatMap(place => [place?.label, place?.district]).filter(word => word !== undefined);
    expect(words.length).toBeGreaterThan(30);
    expect(words.filter(word => isChinese(word) !== (language === 'zh-CN'))).toEqual([]);
  }
});

test('where nobody counted the people, calls come from all over the roads', () => {
  const { population: _, ...uncounted } = pack;
  const lngs = firstCalls(uncounted as Pack, 'en').map(call => call.place!.at[0]);
  const [west, , east] = pack.manifest.bounds;
  expect((Math.max(...lngs) - Math.min(...lngs)) / (east - west)).toBeGreaterThan(0.4);
});
