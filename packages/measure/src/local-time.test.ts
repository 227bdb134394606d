import { expect, test } from 'vitest';
import { minuteOfWeek } from './local-time.ts';
import { instant } from './units.ts';

const of = (text: string, zone: string) => minuteOfWeek(instant(Date.parse(text)), zone);

test('minutes of the week are those on the wall of the place', () => {
  expect(of('2026-11-23T00:00:00Z', 'UTC')).toBe(0);
  expect(of('2026-11-22T23:59:59Z', 'UTC')).toBe(10_079);
  expect(of('2026-11-22T16:05:00Z', 'Asia/Shanghai')).toBe(5);
  expect(of('2026-11-25T02:30:00Z', 'America/Los_Angeles')).toBe(24 * 60 + 18 * 60 + 30);
});

test('a change of clocks skips an hour and repeats one', () => {
  expect(of('2026-03-29T01:00:00Z', 'Europe/Berlin') - of('2026-03-29T00:59:00Z', 'Europe/Berlin')).toBe(61);
  expect(of('2026-10-25T00:30:00Z', 'Europe/Berlin')).toBe(of('2026-10-25T01:30:00Z', 'Europe/Berlin'));
});
