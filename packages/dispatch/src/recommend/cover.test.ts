import { milliseconds } from '@clarion/measure';
import { expect, test } from 'vitest';
import { type Act, assigned, at, does, machine, opened, smallTown, Telling } from '../../test/story.ts';
import type { Evidence } from '../evidence.ts';
import { costsAtStake, withCover } from './cover.ts';

function floor(...acts: readonly Act[]) {
  const telling = new Telling();
  const units = smallTown.units.map(unit => ({ ...unit, postId: unit.unitId === 'E2' ? 'north' : 'south' }));
  telling.must(does({ type: 'AdoptConfiguration', configuration: { ...smallTown, units } }, machine));
  for (const act of acts) telling.must(act);
  return telling.board;
}
const evidence = (...recommended: readonly string[]): Evidence => ({
  at: at(0),
  candidates: ['E1', 'E2', 'M11', 'M12'].map(unitId => ({
    unitId,
    status: 'available',
    recommended: recommended.includes(unitId),
    reasons: [],
  })),
  needs: [{ capability: 'engine', count: 1 }],
  missing: [],
  graphHash: '',
  closuresVersion: 0,
  speedsVersion: 0,
  configurationVersion: 1,
});
const seconds = (times: Readonly<Record<string, number>>) =>
  new Map(Object.entries(times).map(([unitId, s]) => [unitId, milliseconds(s * 1000)]));
const travel = new Map([
  ['south', seconds({ E1: 0, E2: 400, M11: 0, M12: 30 })],
  ['north', seconds({ E1: 400, E2: 10, M11: 400, M12: 400 })],
]);
const coverOf = (board: ReturnType<typeof floor>, unitId: string, ...recommended: readonly string[]) =>
  withCover(board, evidence(...recommended), travel).candidates.find(one => one.unitId === unitId)?.cover;

test('[E3] the next that can do the same counts, from the post of the one that goes', () => {
  expect(coverOf(floor(), 'E1', 'E1')).toEqual({
    postId: 'south',
    capability: 'engine',
    nextUnitId: 'E2',
    nextMs: 400_000,
    longerMs: 400_000,
  });
  expect(coverOf(floor(), 'E2', 'E2')).toMatchObject({
    postId: 'north',
    nextUnitId: 'E1',
    longerMs: 390_000,
  });
});
test('[E3] who goes too is no cover, and nobody left is said', () => {
  expect(coverOf(floor(), 'E1', 'E1', 'E2')).toEqual({ postId: 'south', capability: 'engine' });
  expect(coverOf(floor(), 'E2', 'E1')).toEqual({ postId: 'north', capability: 'engine' });
});
test('[E3] a medic is replaced by a medic, at the cost of thirty seconds', () => {
  expect(coverOf(floor(), 'M11')).toMatchObject({ capability: 'als', nextUnitId: 'M12', longerMs: 30_000 });
});
test('[E3] who is taken, or lacks the people, covers nothing', () => {
  expect(coverOf(floor(opened('I1'), assigned('E2', 'I1')), 'E1', 'E1')).not.toHaveProperty('nextUnitId');
  const short = floor(does({ type: 'StaffUnit', unitId: 'E2', people: 0, without: [] }));
  expect(coverOf(short, 'E1', 'E1')).not.toHaveProperty('nextUnitId');
});
test('[E3] posts of units that cannot be sent are not asked about', () => {
  expect([...costsAtStake(floor(), evidence())]).toEqual([
    ['south', new Set(['engine', 'als'])],
    ['north', new Set(['engine'])],
  ]);
  expect([...costsAtStake(floor(opened('I1'), assigned('E2', 'I1')), evidence()).keys()]).toEqual(['south']);
});
