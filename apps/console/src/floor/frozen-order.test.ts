import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeze } from './frozen-order.ts';

test('rows that are there never move; newcomers come below, the gone stay marked', () => {
  const frozen = freeze(['I1', 'I2', 'I3'], ['I4', 'I3', 'I1']);
  expect(frozen.ids).toEqual(['I1', 'I2', 'I3', 'I4']);
  expect([...frozen.fresh]).toEqual(['I4']);
  expect([...frozen.gone]).toEqual(['I2']);
  expect(frozen.changed).toBe(4);
});

test('nothing has changed when nothing has changed', () => {
  expect(freeze(['I1', 'I2'], ['I1', 'I2']).changed).toBe(0);
});

test('whatever comes, the held rows keep their places and nothing is hidden', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 30 }).map(n => `I${n}`));
  fc.assert(
    fc.property(ids, ids, (held, wanted) => {
      const frozen = freeze(held, wanted);
      expect(frozen.ids.slice(0, held.length)).toEqual(held);
      for (const id of wanted) expect(frozen.ids).toContain(id);
      expect(frozen.changed === 0).toBe(held.join() === wanted.join());
    }),
  );
});
