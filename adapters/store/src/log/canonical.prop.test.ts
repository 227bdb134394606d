import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../testing/slowHash.ts';
import { canonical, isStorable } from './canonical.ts';

test('canonical JSON is that of RFC 8785, and reading it back changes nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(canonical(value)).toBe(canonicalJson(value));
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
    }),
  );
});

test('members that are undefined are left out; what has no JSON is a bug', () => {
  expect(canonical({ b: undefined, a: 1 })).toBe('{"a":1}');
  expect(() => canonical({ a: Number.NaN })).toThrow('NaN');
  expect(() => canonical(undefined)).toThrow('undefined');
});

test('storable: everything but U+0000 and half characters, however the text was escaped', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)) }),
      text => {
        expect(isStorable(canonical(text))).toBe(text.isWellFormed() && !text.includes('\u0000'));
      },
    ),
  );
  expect(isStorable(canonical('\\u0000'))).toBe(true);
  expect(isStorable(canonical('\\\u0000'))).toBe(false);
});
