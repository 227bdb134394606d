import { expect, test } from 'vitest';
import { suppose } from './what-if.ts';

test('what is supposed adds up; a unit named again can be had again', () => {
  const one = suppose(undefined, 'I1', ['E1', 'E2']);
  expect(one).toEqual({ incidentId: 'I1', without: ['E1', 'E2'], closed: [] });
  const two = suppose(one, 'I1', ['E1'], [8, 49]);
  expect(two).toEqual({ incidentId: 'I1', without: ['E2'], closed: [[8, 49]] });
  expect(suppose(two, 'I1', [], [9, 49]).closed).toHaveLength(2);
});

test('another incident begins anew', () => {
  const one = suppose(undefined, 'I1', ['E1'], [8, 49]);
  expect(suppose(one, 'I2', ['E2'])).toEqual({ incidentId: 'I2', without: ['E2'], closed: [] });
});
