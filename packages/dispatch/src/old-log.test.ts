import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Entry } from './entry.ts';
import { foldBoard } from './fold.ts';
import { boardToJson } from './snapshot.ts';

/** A log with every kind of entry there was at the time, and the board that it folded to then. */
const before: { readonly log: readonly Entry[]; readonly board: object } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'test', 'log-before.json'), 'utf8'),
);

test('[B7] a log that an older version wrote folds to the board it folded to then', () => {
  expect(new Set(before.log.map(entry => entry.type)).size).toBe(24);
  const { version: _, ...known } = before.board as { version: number };
  expect(JSON.parse(JSON.stringify(boardToJson(foldBoard(before.log))))).toMatchObject(known);
});
