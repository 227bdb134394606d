import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const here = import.meta.dirname;
const rules = readFileSync(join(here, '../RULES.md'), 'utf8');
const numbers = [...rules.matchAll(/^- \*\*\[([A-Z]+\d+)\]\*\*/gm)].map(match => match[1]!);
const titlesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.test.ts'))
    .flatMap(name => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/\b(?:story|test)\(\s*['"`](.*)/g),
    ])
    .map(match => match[1]!);
/** The law's rules are tested here; those of drills where drills are. */
const titles = [
  ...titlesIn(here),
  ...['packages/exercise/src', 'apps/server/src', 'apps/cli/src/drill']
    .flatMap(folder => titlesIn(join(here, '../../..', folder)))
    .filter(title => /\[DR\d+\]/.test(title)),
];
const quoted = new Set(
  titles.flatMap(title => [...title.matchAll(/\[([A-Z]+\d+)\]/g)].map(match => match[1]!)),
);

test('every rule is quoted by the title of a test', () => {
  expect(numbers.length).toBeGreaterThan(50);
  expect(numbers.filter(number => !quoted.has(number))).toEqual([]);
});

test('no rule has a number twice, and no test quotes a rule that is not there', () => {
  expect(numbers.length).toBe(new Set(numbers).size);
  expect([...quoted].filter(number => !numbers.includes(number))).toEqual([]);
});
