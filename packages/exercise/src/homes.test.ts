import { expect, test } from 'vitest';
import { homesOf, type Station, type StationedUnit } from './homes.ts';

const posts: Station[] = [
  { id: 'F1', kind: 'fire', at: [0, 0] },
  { id: 'F2', kind: 'fire', at: [1, 0] },
  { id: 'F3', kind: 'fire', at: [2, 0] },
  { id: 'H1', kind: 'hospital', at: [3, 0] },
];
const unit = (id: string, postId?: string): StationedUnit => ({
  id,
  kind: 'MEDIC',
  agency: 'ambulance',
  capabilities: ['als'],
  ...(postId !== undefined && { postId }),
});

test('a unit whose station is known lives there, and nothing is assumed', () => {
  expect(homesOf([unit('M1', 'F2')], posts, 1)[0]).toEqual({
    unitId: 'M1',
    kind: 'MEDIC',
    agency: 'ambulance',
    capabilities: ['als'],
    postId: 'F2',
    home: [1, 0],
  });
});

test('the others are dealt evenly to the posts, never to a hospital, and it is said', () => {
  const homes = homesOf(
    ['M3', 'M1', 'M2', 'M6', 'M5', 'M4'].map(id => unit(id)),
    posts,
    1,
  );
  expect(homes.every(({ homeAssumed }) => homeAssumed)).toBe(true);
  const count = (postId: string) => homes.filter(home => home.postId === postId).length;
  expect([count('F1'), count('F2'), count('F3'), count('H1')]).toEqual([2, 2, 2, 0]);
});

test('the order in which units are listed does not matter, the seed does', () => {
  const ids = Array.from({ length: 9 }, (_, i) => `M${i}`);
  const deal = (list: string[], seed: number) =>
    Object.fromEntries(
      homesOf(
        list.map(id => unit(id)),
        posts,
        seed,
      ).map(home => [home.unitId, home.postId]),
    );
  expect(deal(ids.toReversed(), 1)).toEqual(deal(ids, 1));
  expect([2, 3, 4, 5].some(seed => JSON.stringify(deal(ids, seed)) !== JSON.stringify(deal(ids, 1)))).toBe(
    true,
  );
});

test('without any post there is no home', () => {
  expect(homesOf([unit('M1')], [], 1)[0]).not.toHaveProperty('home');
});
