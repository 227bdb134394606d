import { longestRetention } from '@clarion/dispatch';
import { defaultRetention } from '@clarion/store';
import { expect, test } from 'vitest';
import { retentionOf } from './upkeep.ts';

const under = (retention: object) => retentionOf({ configuration: { retention } } as never);

test('rules make the time that text is kept shorter, never longer than the program keeps it', () => {
  expect(defaultRetention).toMatchObject(longestRetention);
  expect(retentionOf({ configuration: undefined })).toEqual(defaultRetention);
  expect(under({ contact: 7 })).toEqual({ ...defaultRetention, contact: 7 });
  expect(under({ words: 400 })).toEqual(defaultRetention);
});
