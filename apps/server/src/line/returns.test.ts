import { expect, test } from 'vitest';
import { createReturns } from './returns.ts';

test('a number finds its own open call, the newest, and nothing once that is forgotten', () => {
  const returns = createReturns();
  returns.keep('C1', '+491');
  returns.keep('C2', '+492');
  returns.keep('C3', '+491');
  expect([returns.find('+491'), returns.find('+492'), returns.find('+493')]).toEqual(['C3', 'C2', undefined]);
  returns.forget('C3');
  expect(returns.find('+491')).toBe('C1');
  returns.forget('C1');
  expect(returns.find('+491')).toBeUndefined();
  expect([...returns.callIds()]).toEqual(['C2']);
});
