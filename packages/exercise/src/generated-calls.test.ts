import { defaultTypes } from '@clarion/dispatch';
import { distance, instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { callKinds } from './call-kinds.ts';
import { callerWords } from './caller-words.ts';
import { commandOf, generatedCalls } from './generated-calls.ts';
import type { CallScript, ScriptedCall } from './script.ts';
import { generatedOptions, morning } from './testing/town.ts';

const HOUR = 3_600_000;

function take(script: CallScript, from: number, hours: number): ScriptedCall[] {
  const calls: ScriptedCall[] = [];
  for (const call of { [Symbol.iterator]: () => script.from(instant(from)) }) {
    if (call.receivedAt >= from + hours * HOUR) return calls;
    calls.push(call);
  }
  return calls;
}

test('the same seed tells the same calls, from wherever one begins', () => {
  const whole = take(generatedCalls(generatedOptions), morning, 6);
  const later = take(generatedCalls(generatedOptions), morning + 2.5 * HOUR, 3.5);
  expect(later).toEqual(whole.filter(({ receivedAt }) => receivedAt >= morning + 2.5 * HOUR));
  expect(take(generatedCalls({ ...generatedOptions, seed: 8 }), morning, 6)).not.toEqual(whole);
});

test('calls come in order, with ids of their own', () => {
  const calls = take(generatedCalls(generatedOptions), morning, 48);
  for (let i = 1; i < calls.length; i++)
    expect(calls[i]!.receivedAt).toBeGreaterThanOrEqual(calls[i - 1]!.receivedAt);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
});

test('over weeks the rate is the one asked for, busy by day and quiet before dawn', () => {
  const calls = take(generatedCalls(generatedOptions), Date.UTC(2026, 2, 2), 24 * 28).filter(
    ({ sameAs }) => !sameAs,
  );
  const perHour = calls.length / (24 * 28);
  expect(Math.abs(perHour - generatedOptions.callsPerHour)).toBeLessThan(0.5);
  const at = (hour: number) =>
    calls.filter(({ receivedAt }) => new Date(receivedAt).getUTCHours() === hour).length;
  expect(at(17)).toBeGreaterThan(2 * at(4));
});

test('a call is found again by its command and its id', () => {
  const script = generatedCalls(generatedOptions);
  for (const call of take(script, morning, 3)) {
    expect(script.findByCommand(commandOf(generatedOptions.seed, call.id), call.receivedAt)).toEqual(call);
    expect(script.find(call.id)).toEqual(call);
  }
  expect(script.findByCommand('unknown', morning)).toBeUndefined();
});

test('numbers are fictional, phones lie about as far off as they say', () => {
  const calls = take(generatedCalls(generatedOptions), morning, 24 * 7);
  for (const call of calls) expect(call.contact).toMatch(/^555-01\d\d$/);
  const within = calls.filter(
    ({ phone, place, sameAs }) => !sameAs && distance(phone!.at, place.at) <= phone!.uncertaintyM,
  );
  const first = calls.filter(({ sameAs }) => !sameAs);
  expect(within.length / first.length).toBeGreaterThan(0.55);
  expect(within.length / first.length).toBeLessThan(0.85);
});

test('some incidents are called in twice, soon and from nearby', () => {
  const calls = take(generatedCalls(generatedOptions), morning, 24 * 7);
  const again = calls.filter(({ sameAs }) => sameAs !== undefined);
  expect(again.length).toBeGreaterThan(20);
  for (const call of again) {
    const first = calls.find(({ id }) => id === call.sameAs)!;
    expect(call.receivedAt - first.receivedAt).toBeLessThan(3 * 60_000);
    expect(distance(call.place.at, first.place.at)).toBeLessThan(400);
  }
});

test('every kind of call is a type of the default configuration, and its callers have words for it', () => {
  const types = new Set(defaultTypes.map(({ typeId }) => typeId));
  const place = { zh: '试验路1号', en: '1 Test Road' };
  const nothing = callerWords('no such type', place, false, 1);
  for (const { typeId } of callKinds) {
    expect(types.has(typeId), typeId).toBe(true);
    const words = callerWords(typeId, place, false, 1);
    expect(words).not.toEqual(nothing);
    expect(words.zh).toContain(place.zh);
    expect(words.en).toContain(place.en);
  }
});

test('a place without anything named nearby gives no call', () => {
  const script = generatedCalls({ ...generatedOptions, siteNear: () => undefined });
  expect(script.find('g-500000-0')).toBeUndefined();
});
