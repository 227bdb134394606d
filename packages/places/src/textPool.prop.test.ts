import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareAt, lowerBound, packTexts, sortTexts, textAt } from './textPool.ts';

const texts = fc.array(fc.string({ unit: fc.constantFrom(...'ab 路'), maxLength: 6 }), { maxLength: 40 });

test('texts come back as they were, and sorted as by <, equal ones by number', () => {
  fc.assert(
    fc.property(texts, list => {
      const pool = packTexts(list);
      expect(list.map((_, i) => textAt(pool, i))).toEqual(list);
      const order = sortTexts(pool.codes, pool.start.subarray(0, list.length), pool.start.subarray(1));
      const slow = list
        .map((text, i) => ({ text, i }))
        .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.i - b.i));
      expect([...order]).toEqual(slow.map(({ i }) => i));
    }),
  );
});

test('a text longer than a call takes is put together', () => {
  const long = '路a'.repeat(20_000);
  expect(textAt(packTexts(['b', long, 'c']), 1)).toBe(long);
});

test('the order beside a given text is that of <, or of its beginning', () => {
  fc.assert(
    fc.property(texts, fc.string({ unit: fc.constantFrom(...'ab 路'), maxLength: 3 }), (list, given) => {
      const pool = packTexts(list);
      list.forEach((text, i) => {
        const compare = (asPrefix: boolean) =>
          Math.sign(compareAt(pool.codes, pool.start[i]!, pool.start[i + 1]!, given, asPrefix));
        expect(compare(false)).toBe(text < given ? -1 : text > given ? 1 : 0);
        expect(compare(true) === 0).toBe(text.startsWith(given));
      });
    }),
  );
});

test('the first place that is not below is found', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: -1, max: 10 }), (list, value) => {
      const sorted = list.toSorted((a, b) => a - b);
      const slow = sorted.findIndex(one => one >= value);
      expect(lowerBound(sorted.length, i => sorted[i]! - value)).toBe(slow === -1 ? sorted.length : slow);
    }),
  );
});
