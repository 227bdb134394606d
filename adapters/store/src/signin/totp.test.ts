import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { base32, codeOf, findStep, stepAt } from './totp.ts';

/** The secret of RFC 4226, appendix D and RFC 6238, appendix B (SHA-1). */
const secret = Buffer.from('12345678901234567890');

test('[MF1] codes are those of RFC 6238, appendix B', () => {
  const vectors: readonly [number, string][] = [
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ];
  for (const [seconds, code] of vectors)
    expect(codeOf(secret, stepAt(instant(seconds * 1000)), 8)).toBe(code);
});

test('[MF1] and those of RFC 4226, appendix D', () => {
  const codes = [
    '755224',
    '287082',
    '359152',
    '969429',
    '338314',
    '254676',
    '287922',
    '162583',
    '399871',
    '520489',
  ];
  expect(codes.map((_, counter) => codeOf(secret, counter))).toEqual(codes);
});

test('[MF2] a code holds one step before and after its own, and no longer', () => {
  const now = instant(1_800_000_000_000);
  const code = codeOf(secret, stepAt(now));
  const at = (seconds: number) => findStep(secret, code, instant(now + seconds * 1000));
  expect([-31, -30, 0, 29, 30, 59, 60].map(seconds => at(seconds) !== undefined)).toEqual([
    false,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  for (const wrong of ['', code.slice(1), `${code}0`, 'abcdef'])
    expect(findStep(secret, wrong, now)).toBeUndefined();
});

test('base 32 is that of RFC 4648, without padding', () => {
  const pairs = {
    f: 'MY',
    fo: 'MZXQ',
    foo: 'MZXW6',
    foob: 'MZXW6YQ',
    fooba: 'MZXW6YTB',
    foobar: 'MZXW6YTBOI',
  };
  for (const [text, coded] of Object.entries(pairs)) expect(base32(Buffer.from(text))).toBe(coded);
});
