import { type Area, emptyBoard, type PublishedDeployment } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import type { Situation } from './intention.ts';
import { levelIntention, readLevel } from './levels.ts';

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

test('areas are those of the deployment in force, by name and code; the configuration’s are gone', () => {
  const area = (areaId: string, en: string): Area => ({ areaId, names: { en }, rings: [] });
  const board = emptyBoard();
  board.configuration = {
    readiness: { levels, minimums: [] },
    areas: [area('old', 'Old town')],
  } as unknown as NonNullable<typeof board.configuration>;
  const situation = { board, now: instant(0), role: 'commander' } as unknown as Situation;
  const setAt = (where: string) => {
    const meant = levelIntention('level', `high ${where} weather`, situation);
    return meant.kind === 'act' ? meant.commands[0] : meant;
  };
  expect(setAt('old town')).toMatchObject({ type: 'SetReadiness', areaId: 'old' });
  const begun = { deploymentId: 'G1', state: 'begun', begunSeq: 1, areas: [area('new', 'New quay')] };
  board.deployments.set('G1', begun as unknown as PublishedDeployment);
  expect(setAt('new quay')).toMatchObject({ type: 'SetReadiness', areaId: 'new' });
  expect(setAt('old town')).toMatchObject({ kind: 'problem', code: 'areaUnknown' });
});
