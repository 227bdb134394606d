import { expect, test } from 'vitest';
import { readWhen } from './when.ts';

const zone = 'Asia/Shanghai';
/** 26 November 2026, 13:00 in Shanghai. */
const now = Date.parse('2026-11-26T05:00:00Z');
const at = (text: string, timeZone = zone, from = now) => {
  const found = readWhen(text, from, timeZone);
  return found && [new Date(found.needAt).toISOString(), found.leadSeconds];
};

test('a time of day is the next one', () => {
  expect(at('14:00')).toEqual(['2026-11-26T06:00:00.000Z', undefined]);
  expect(at('12:30')).toEqual(['2026-11-27T04:30:00.000Z', undefined]);
});
test('tomorrow and a date, in both languages', () => {
  for (const line of ['tomorrow 14:00', '明天 14:00', '2026-11-27 14:00'])
    expect(at(line)).toEqual(['2026-11-27T06:00:00.000Z', undefined]);
  expect(at('tomorrow 9:00')).toEqual(['2026-11-27T01:00:00.000Z', undefined]);
});
test('the lead stands behind it, in minutes', () => {
  expect(at('14:00 lead 40')).toEqual(['2026-11-26T06:00:00.000Z', 2400]);
  expect(at('明天 14:00 提前 40分钟')).toEqual(['2026-11-27T06:00:00.000Z', 2400]);
});
test('what is no time, or lies behind, is none', () => {
  for (const line of ['', 'soon', '25:00', '2026-11-25 14:00', '14:00 lead', '2026-13-45 14:00'])
    expect(at(line)).toBeUndefined();
});
test('over a change of clocks the clock stands', () => {
  const night = Date.parse('2026-10-24T20:00:00Z');
  expect(at('tomorrow 14:00', 'Europe/Berlin', night)).toEqual(['2026-10-25T13:00:00.000Z', undefined]);
});
