import { type Configuration, defaultConfiguration } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { cell } from '../cell.ts';
import { createRulesDesk } from './rules-desk.ts';

function page() {
  let inForce = {
    ...defaultConfiguration({ placeName: {}, units: [], posts: [] }),
    version: 3,
  } as Configuration;
  let at = 1000;
  const kept = new Map<string, string>();
  const answers: { readonly [path: string]: () => unknown } = {
    '/api/rules': () => ({
      inForce,
      adopted: inForce,
      published: [],
      usual: inForce,
      areas: [],
      now: at,
      replaying: null,
    }),
    '/api/rules/state': () => ({ version: inForce.version, now: at, replaying: null }),
  };
  const desk = createRulesDesk({
    request: { get: async (path: string) => ({ ok: true, value: answers[path]!() }) } as never,
    settings: cell({}) as never,
    storage: {
      getItem: key => kept.get(key) ?? null,
      setItem: (key, text) => void kept.set(key, text),
      removeItem: key => void kept.delete(key),
    },
  });
  const begin = (version: number) => {
    inForce = { ...inForce, version, clocks: { ...inForce.clocks, releaseSeconds: 50 } };
  };
  const later = (ms: number) => {
    at += ms;
  };
  return { desk, begin, later, kept };
}
const slower = (now: Configuration) => ({ ...now, clocks: { ...now.clocks, turnoutSeconds: 99 } });

test('changes begun before another version came into force are told so, and wait to be kept on top of it', async () => {
  const { desk, begin, kept } = page();
  await desk.look();
  desk.change(slower);
  expect(desk.isOverTaken(desk.inHand.get()!)).toBe(false);
  begin(4);
  await desk.look();
  expect(desk.isOverTaken(desk.inHand.get()!)).toBe(true);
  desk.keepOnTop();
  expect(desk.isOverTaken(desk.inHand.get()!)).toBe(false);
  desk.forget();
  expect(kept.size).toBe(0);
});

test('nothing in hand, the page follows what comes into force; starts are counted from now', async () => {
  const { desk, begin, later } = page();
  await desk.look();
  later(1_800_000);
  await desk.look();
  expect(desk.answer.get()!.now).toBe(1_801_000);
  begin(4);
  await desk.look();
  expect(desk.inHand.get()!.version).toBe(4);
});
