import type { LngLat } from '@clarion/measure';
import type { PlanningGround } from '@clarion/protocol';
import { expect, test } from 'vitest';
import {
  addPost,
  changesOf,
  isUnchanged,
  liveUnits,
  movePost,
  planOf,
  postsOfService,
  removePost,
  sendUnit,
  shifted,
  variantNow,
} from './variant.ts';

const post = (postId: string, lng: number, kind = 'ambulance') => ({
  postId,
  names: {},
  kind,
  at: [lng, 30] as LngLat,
});
const unit = (unitId: string, postId: string, agency = 'ambulance') => ({
  unitId,
  kind: 'MEDIC',
  agency,
  capabilities: [],
  postId,
});
const ground: PlanningGround = {
  demand: { source: 'people', cells: 1, total: 1 },
  areas: [],
  posts: [post('A', 10), post('B', 10.1), post('C', 10.3), post('F', 10.2, 'fire')],
  units: [unit('M1', 'A'), unit('M2', 'B'), unit('M3', 'C'), unit('E1', 'F', 'fire')],
  levels: [],
  byHour: false,
  turnoutSeconds: 60,
  callsPerHour: {},
  inputs: { graph: 'g', demand: 'd' },
  now: 0,
};
const now = variantNow(ground);

test('the floor as it is has no changes, and a plan only those that were made', () => {
  expect(isUnchanged(changesOf(now, now))).toBe(true);
  const plan = sendUnit(movePost(now, 'A', [10.05, 30]), 'M3', 'B');
  const changes = changesOf(now, plan);
  expect(changes.posts.map(one => one.postId)).toEqual(['A']);
  expect(changes.units).toEqual([{ unitId: 'M3', from: 'C', to: 'B' }]);
  expect(isUnchanged(changesOf(now, movePost(plan, 'A', [10, 30])))).toBe(false);
});

test('a service has the posts where its units stand; a new one of its kind counts at once', () => {
  expect(postsOfService(now, ground, 'ambulance').map(one => one.postId)).toEqual(['A', 'B', 'C']);
  const { variant, postId } = addPost(now, [10.4, 30], 'ambulance');
  expect(postId).toBe('N1');
  expect(addPost(variant, [10, 30], 'fire').postId).toBe('N2');
  expect(postsOfService(variant, ground, 'ambulance')).toHaveLength(4);
  expect(postsOfService(variant, ground, 'fire')).toHaveLength(1);
  expect(planOf(variant, ground, 'ambulance').posts).toHaveLength(3);
  const sent = sendUnit(variant, 'M3', 'N1');
  expect(planOf(sent, ground, 'ambulance').posts.map(one => one.id)).toEqual(['A', 'B', 'N1']);
});

test('units of a post that is removed go to the nearest of the service that is left', () => {
  const plan = removePost(now, 'C', ['A', 'B', 'C']);
  expect(plan.postOf['M3']).toBe('B');
  expect(changesOf(now, plan).removed.map(one => one.postId)).toEqual(['C']);
});

test('a shift east and back ends where it began', () => {
  const there = shifted([113.9, 30.4], 50, -250);
  const [lng, lat] = shifted(there, -50, 250);
  expect(lng).toBeCloseTo(113.9, 6);
  expect(lat).toBeCloseTo(30.4, 6);
});

test('the floor from its units: those of the service that are free, where they are', () => {
  const units = ground.units.map((one, i) => (i === 1 ? one : { ...one, at: [10 + i, 30] as LngLat }));
  expect(liveUnits({ ...ground, units }, 'ambulance')).toEqual([
    { postId: 'M1', at: [10, 30] },
    { postId: 'M3', at: [12, 30] },
  ]);
});
