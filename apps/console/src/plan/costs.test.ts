import type { PlanningGround } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { kindsToPrice, noCosts, saidCosts, withAmount, yearlyCost } from './costs.ts';
import type { Variant } from './variant.ts';

const post = (postId: string, kind: string) => ({ postId, names: {}, kind, at: [8, 49] as const });
const unit = (unitId: string, kind: string, agency = 'fire') => ({ unitId, kind, agency, capabilities: [] });
const ground = {
  posts: [post('P1', 'fire'), post('P2', 'fire')],
  units: [unit('E1', 'ENGINE'), unit('E2', 'ENGINE'), unit('L1', 'TRUCK'), unit('M1', 'MEDIC', 'ambulance')],
} as unknown as PlanningGround;
const plan: Variant = {
  id: 'plan-1',
  posts: ground.posts,
  postOf: { E1: 'P1', E2: 'P2', L1: 'P1', M1: 'P1' },
};
const costs = { currency: 'CNY', posts: { fire: 1000 }, unitHours: { ENGINE: 2, TRUCK: 3 } };

test('posts of the service, and its units around the clock', () => {
  expect(yearlyCost(plan, ground, 'fire', costs)).toEqual({
    posts: 2000,
    units: (2 + 2 + 3) * 8760,
    total: 2000 + 7 * 8760,
    currency: 'CNY',
  });
});

test('a kind without a cost leaves no sum, whatever else is known; a cost of nothing is one', () => {
  expect(yearlyCost(plan, ground, 'fire', withAmount(costs, 'unitHours', 'TRUCK', undefined))).toEqual({
    missing: ['TRUCK'],
  });
  expect(yearlyCost(plan, ground, 'fire', { ...costs, currency: ' ' })).toEqual({ missing: ['currency'] });
  expect(yearlyCost(plan, ground, 'fire', undefined)).toEqual({ missing: ['fire', 'ENGINE', 'TRUCK'] });
  expect(yearlyCost(plan, ground, 'fire', withAmount(costs, 'posts', 'fire', 0))).toMatchObject({ posts: 0 });
});

test('what may be priced is what the plans have; what says nothing is not published', () => {
  expect(kindsToPrice([plan], ground, 'fire')).toEqual({ posts: ['fire'], units: ['ENGINE', 'TRUCK'] });
  expect(saidCosts(noCosts)).toBeUndefined();
  expect(saidCosts({ ...costs, currency: ' ' })).toBeUndefined();
  expect(saidCosts({ ...costs, currency: ' € ' })).toEqual({ ...costs, currency: '€' });
});
