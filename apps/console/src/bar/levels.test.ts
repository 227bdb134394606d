import { expect, test } from 'vitest';
import { readLevel } from './levels.ts';

const levels = [
  { levelId: 'normal', names: { en: 'Normal', zh: '常态' } },
  { levelId: 'high', names: { en: 'High', zh: '最高' } },
];

test('a level, an area, a reason and hours, in either language', () => {
  expect(readLevel('high old harbour weather 12', levels)).toEqual({
    levelId: 'high',
    area: 'old harbour',
    reason: 'weather',
    hours: 12,
  });
  expect(readLevel('最高 3小时 节假日', levels)).toEqual({
    levelId: 'high',
    area: '',
    reason: 'holiday',
    hours: 3,
  });
  expect(readLevel('normal demand', levels)).toMatchObject({ levelId: 'normal', hours: 8 });
});

test('without a known level or a reason nothing is set', () => {
  for (const line of ['', 'purple weather', 'high', 'high 5', 'high harbour']) {
    expect(readLevel(line, levels), line).toBeUndefined();
  }
});
