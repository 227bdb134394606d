import { expect, test } from 'vitest';
import { needsBeside } from './needs.ts';

const card = [
  { capability: 'bls', count: 1 },
  { capability: 'engine', count: 1 },
];

test('[R5] units on the incident are matched to needs as well as they can be: one that can do both leaves the stand-in its place', () => {
  expect(needsBeside(card, [['bls', 'engine'], ['als']])).toEqual([]);
  expect(needsBeside(card, [['als'], ['als']])).toEqual([{ capability: 'engine', count: 1 }]);
  expect(needsBeside(card, [])).toEqual(card);
});
