import { expect, test } from 'vitest';
import { majorIntention } from './intend-major.ts';
import type { Situation } from './intention.ts';
import { parseBar } from './parse.ts';

const known = {
  unit: (word: string) => (/^m\d+$/i.test(word) ? word.toUpperCase() : undefined),
  incident: (word: string) => (/^i\d+$/i.test(word) ? word.toUpperCase() : undefined),
  call: () => undefined,
};
const read = (line: string, role: 'commander' | 'dispatcher' = 'commander') => {
  const parsed = parseBar(line, known);
  return majorIntention(parsed.verb!, parsed, { role, now: 1000, board: {} } as Situation);
};

test.each([
  [
    'major I3 casualties',
    '重大 I3 伤员众多',
    { type: 'DeclareMajor', incidentId: 'I3', reason: 'casualties' },
  ],
  ['stand down I3 over', '解除重大 I3 处置完毕', { type: 'StandDownMajor', reason: 'over' }],
  [
    'count I3 2 10 12 16 2',
    '清点 I3 2 10 12 16 2',
    { place: 2, counts: { immediate: 10, delayed: 12, minor: 16, deceased: 2 }, told: 'radio' },
  ],
  ['order I3 M11 triage 3', '命令 I3 M11 检伤分类 3', { unitId: 'M11', order: 'triage', dueAt: 181_000 }],
  ['order I3 M11 hold the cordon', '命令 I3 M11 守住警戒', { order: 'holdCordon', dueAt: 301_000 }],
])('%s and %s mean the same', (en, zh, asked) => {
  for (const line of [en, zh]) expect(read(line)).toMatchObject({ kind: 'act', commands: [asked] });
});

test('what is not said whole, or by somebody else than a commander, is told', () => {
  expect(read('major I3')).toMatchObject({ code: 'majorForm' });
  expect(read('major fire')).toMatchObject({ code: 'incidentMissing' });
  for (const line of ['count I3', 'count I3 1 2 3 4', 'count I3 0 1 2 3 4', 'count I3 1 2 3 4 -5'])
    expect(read(line), line).toMatchObject({ code: 'countForm' });
  expect(read('order I3 triage')).toMatchObject({ code: 'unitMissing' });
  expect(read('order I3 M11 dance')).toMatchObject({ code: 'orderForm' });
  expect(read('major I3 fire', 'dispatcher')).toMatchObject({ code: 'notYourRole' });
  expect(read('count I3 1 1 1 1 1', 'dispatcher')).toMatchObject({ kind: 'act' });
  expect(read('commander')).toEqual({ kind: 'commandView' });
});
