import { expect, test } from 'vitest';
import { fit } from '../../test/duplicates/fit.ts';
import { fitted } from './fitted.ts';

test('the table in the repository is the one that the script makes', () => {
  const { version: _, ...table } = fitted;
  expect(fit()).toMatchObject(table);
});
