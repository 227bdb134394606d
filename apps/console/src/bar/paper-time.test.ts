import { expect, test } from 'vitest';
import { clockToday } from './paper-time.ts';

const at = (iso: string) => Date.parse(iso);

test('a card’s time is the latest such time of day before now, in the centre’s zone', () => {
  const now = at('2026-11-24T06:10:00Z');
  expect(clockToday('14:05', now, 'Asia/Shanghai')).toBe(at('2026-11-24T06:05:00Z'));
  expect(clockToday('14:05:30', now, 'Asia/Shanghai')).toBe(at('2026-11-24T06:05:30Z'));
  expect(clockToday('23:58', at('2026-11-24T16:10:00Z'), 'Asia/Shanghai')).toBe(at('2026-11-24T15:58:00Z'));
});

test('what is no time of day is none', () => {
  for (const wrong of ['25:00', '12:60', 'noon', '', '12'])
    expect(clockToday(wrong, 0, 'UTC')).toBeUndefined();
});
