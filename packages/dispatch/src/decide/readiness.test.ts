import { expect, test } from 'vitest';
import {
  type Act,
  assigned,
  at,
  chief,
  does,
  machine,
  opened,
  smallTown,
  square,
  status,
  story,
  Telling,
} from '../../test/story.ts';
import type { Minimum, UnitDescription } from '../configuration.ts';
import { levelOf, readinessInForce, shortages } from '../readiness.ts';
import { recommend } from '../recommend.ts';

const set = (levelId: string, areaId?: string, until = 5000): Act =>
  does(
    {
      type: 'SetReadiness',
      levelId,
      reason: 'weather',
      expiresAt: at(until),
      ...(areaId === undefined ? {} : { areaId }),
    },
    chief,
  );
const end = (areaId?: string): Act =>
  does({ type: 'EndReadiness', ...(areaId === undefined ? {} : { areaId }) }, chief);

story('[L1] a level holds with who set it, why and until when')
  .when(set('high'))
  .writes('ReadinessSet')
  .and(board => {
    expect(readinessInForce(board, at(10))).toMatchObject([
      { levelId: 'high', reason: 'weather', by: { id: 'cleo' }, expiresAt: at(5000) },
    ]);
    expect(levelOf(board, 'harbour', at(10))).toBe('high');
    expect(levelOf(board, undefined, at(5000))).toBe('normal');
  });
story('[L1] an area may stand higher than the rest, and is not lowered by it')
  .given(set('high', 'harbour'))
  .when(set('normal'))
  .writes('ReadinessSet')
  .and(board => {
    expect(levelOf(board, 'harbour', at(10))).toBe('high');
    expect(levelOf(board, 'hill', at(10))).toBe('normal');
    expect(levelOf(board, undefined, at(10))).toBe('normal');
  });
story('[L1] the same said twice is one entry').given(set('high')).when(set('high')).nothing();
story('[L1] it is ended')
  .given(set('high'))
  .when(end())
  .writes('ReadinessEnded')
  .and(board => {
    expect(levelOf(board, undefined, at(10))).toBe('normal');
  });
story('[L1] what is not set is not ended')
  .given(set('high', 'harbour'))
  .when(end())
  .refused('ReadinessNotSet');
story('[L1] nor what has expired')
  .given(set('high', undefined, 10))
  .when({ ...end(), at: 10 })
  .refused('ReadinessNotSet');
story('[L1] a level that nobody knows').when(set('purple')).refused('LevelUnknown', { levelId: 'purple' });
story('[L1] an area that nobody knows').when(set('high', 'moon')).refused('AreaUnknown', { areaId: 'moon' });
story('[L1] an expiry that has passed')
  .when(set('high', undefined, 0))
  .refused('TimeImplausible');
story('[L1] an expiry that nobody will remember')
  .when(set('high', undefined, 32 * 86_400))
  .refused('TimeImplausible');

const engines = (count: number, more: Partial<Minimum> = {}): Minimum => ({
  capability: 'engine',
  count,
  ...more,
});
function centre(minimums: readonly Minimum[], change: Partial<UnitDescription>, ...acts: readonly Act[]) {
  const telling = new Telling();
  const units = smallTown.units.map(unit => (unit.kind === 'ENGINE' ? { ...unit, ...change } : unit));
  const readiness = { levels: smallTown.readiness!.levels, minimums };
  const posts = [{ postId: 'quay', names: {}, kind: 'fire', at: square.at }];
  const configuration = { ...smallTown, units, readiness, posts };
  telling.must(does({ type: 'AdoptConfiguration', configuration }, machine));
  for (const act of acts) telling.must(act);
  return telling.board;
}
const short = (board: ReturnType<typeof centre>, minute?: number) =>
  shortages(board, at(20), minute).map(({ free, minimum, vacant }) => [free, minimum.count, ...vacant]);

test('[L3] what is below its minimum is short; who is taken or out does not count', () => {
  expect(short(centre([engines(2)], {}))).toEqual([]);
  expect(short(centre([engines(2)], {}, status('E1', 'out of service')))).toEqual([[1, 2]]);
  expect(short(centre([engines(2)], {}, opened('I1'), assigned(['E1', 'E2'], 'I1')))).toEqual([[0, 2]]);
});
test('[L3] of units that share a crew one counts', () => {
  expect(short(centre([engines(2)], { crewId: 'one' }))).toEqual([[1, 2]]);
});
test('[L3] a minimum holds at its level, in its area, in its hours', () => {
  expect(short(centre([engines(3, { levelIds: ['high'] })], {}))).toEqual([]);
  expect(short(centre([engines(3, { levelIds: ['high'] })], {}, set('high')))).toEqual([[2, 3]]);
  const harbour = [engines(2, { areaIds: ['harbour'] })];
  expect(short(centre(harbour, { postId: 'quay' }))).toEqual([]);
  expect(short(centre(harbour, { home: [8.7, 49.4] }))).toEqual([[0, 2]]);
  const night = [engines(3, { hours: { fromMinute: 0, toMinute: 60 } })];
  expect(short(centre(night, {}), 30)).toEqual([[2, 3]]);
  expect(short(centre(night, {}), 90)).toEqual([]);
});
test('[L3] a post without anybody who can is vacant', () => {
  const posts = [engines(0, { postIds: ['quay'] })];
  expect(short(centre(posts, { postId: 'quay' }))).toEqual([]);
  expect(short(centre(posts, {}))).toEqual([[2, 0, 'quay']]);
});
test('[L4] the level’s run card counts, and who leaves too few says so and is recommended all the same', () => {
  const board = centre([engines(1)], {}, opened('I1', undefined, 'fire'), set('high'));
  const types = board.configuration!.types.map(type => ({
    ...type,
    runCards: [{ levelIds: ['high'], needs: [{ capability: 'engine', count: 1 }] }],
  }));
  board.configuration = { ...board.configuration!, types };
  const ask = () =>
    recommend({
      board,
      for: { incidentId: 'I1' },
      travel: new Map([
        ['E1', 1000 as never],
        ['E2', 2000 as never],
      ]),
      fixes: new Map(['E1', 'E2'].map(unitId => [unitId, { at: square.at, ageMs: 0, source: 'device' }])),
      now: at(20),
      versions: { graphHash: '', closuresVersion: 0, speedsVersion: 0 },
    });
  const { candidates, needs, runCard } = ask();
  expect(needs).toEqual([{ capability: 'engine', count: 1 }]);
  expect(runCard).toMatchObject({ areaId: 'harbour', levelId: 'high' });
  const label = { code: 'belowMinimum', capability: 'engine', left: 0, wanted: 1 };
  expect(candidates.map(one => [one.unitId, one.recommended])).toEqual([
    ['E1', true],
    ['E2', false],
  ]);
  expect(candidates[0]!.reasons).toEqual([{ code: 'fills', capability: 'engine' }]);
  expect(candidates[1]!.reasons).toContainEqual(label);
});
