import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { type Choice, ChoicePool } from './choice-pool.ts';

const choice = (value: number, ...columns: number[]): Choice => ({ value, columns });

function all(pool: ChoicePool): Choice[] {
  const random = seededRandom(1);
  const seen = new Set<Choice>();
  for (let draw = 0; draw < 200; draw++) seen.add(pool.any(random));
  return [...seen].sort((a, b) => a.value - b.value);
}

test('a better choice takes the place of the worse one that it is most like; the others stay, and no choice is there twice', () => {
  const pool = new ChoicePool(3);
  const [poor, middle, good] = [choice(10, 1, 2, 3), choice(20, 4, 5, 6), choice(30, 7, 8, 9)];
  for (const one of [poor, middle, good, choice(20, 4, 5, 6)]) pool.keep(one);
  expect(pool.size).toBe(3);
  pool.keep(choice(5, 1, 2, 9));
  expect(all(pool)).toEqual([poor, middle, good]);
  const like = choice(25, 4, 5, 9);
  pool.keep(like);
  expect(all(pool)).toEqual([poor, like, good]);
});

test('the worst choice stays where a better newcomer is like another one', () => {
  const pool = new ChoicePool(2);
  pool.keep(choice(10, 1, 2));
  pool.keep(choice(20, 3, 4));
  pool.keep(choice(30, 3, 5));
  expect(all(pool).map(one => one.value)).toEqual([10, 30]);
});
