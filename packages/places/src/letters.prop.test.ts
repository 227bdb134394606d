import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edits } from './edits.ts';
import { lettersOf, mayBeWithin } from './letters.ts';

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'aabc 路'), maxLength: 9 }),
  fc.string({ maxLength: 12 }),
);

test('letters never rule out a pair within the limit', () => {
  fc.assert(
    fc.property(text, text, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
      const other = lettersOf(b);
      fc.pre(edits(a, b, limit) <= limit);
      expect(mayBeWithin(lettersOf(a), other.once, other.twice, limit)).toBe(true);
    }),
  );
});

test('letters that differ often enough rule a pair out', () => {
  const other = lettersOf('hospital');
  expect(mayBeWithin(lettersOf('museum'), other.once, other.twice, 2)).toBe(false);
  expect(mayBeWithin(lettersOf('aabb'), lettersOf('ab').once, lettersOf('ab').twice, 1)).toBe(false);
});
