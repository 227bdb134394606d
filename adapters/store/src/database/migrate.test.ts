import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listMigrations } from './migrate.ts';

test('every step of the database has a number of its own, and no file is passed over', () => {
  const steps = listMigrations();
  expect(steps.map(step => step.number)).toEqual([...new Set(steps.map(step => step.number))]);
  expect(readdirSync(new URL('../../sql/', import.meta.url))).toHaveLength(steps.length);
});
