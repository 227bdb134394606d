import { expect, test } from 'vitest';
import { readHazard } from './hazard-line.ts';

test('a hazard, by what it is known and for how long, in either language and any order', () => {
  expect(readHazard('gas crew 90')).toEqual({ hazard: 'gas', reason: 'crew', minutes: 90 });
  expect(readHazard('Weapon')).toEqual({ hazard: 'weapon', reason: 'other', minutes: 60 });
  expect(readHazard('燃气 30分钟 车组')).toEqual({ hazard: 'gas', reason: 'crew', minutes: 30 });
});
test('a word that means nothing is not passed over', () => {
  expect(readHazard('gas tomorrow')).toBeUndefined();
  expect(readHazard('gas 99999')).toBeUndefined();
  expect(readHazard('')).toBeUndefined();
});
