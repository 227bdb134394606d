import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edits } from './edits.ts';
import { buildWordTable, matchWords, openWordIndex, words } from './wordIndex.ts';

const word = fc.constantFrom(
  'city',
  'citadel',
  'hospital',
  'hospitals',
  'hopsital',
  'park',
  'parking',
  'st',
  '12',
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map(list => list.join(' '));

/** Whether a word of the query may mean one of a name, by the definition. */
function means(asked: string, own: string, isLast: boolean): boolean {
  if (asked === own) return true;
  if (isLast && asked.length >= 2 && own.startsWith(asked)) return true;
  const limit = Math.round(0.2 * asked.length);
  return asked.length > 4 && edits(asked, own, limit) <= limit;
}

test('names that hold all words are found, else those that hold most, and no others', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 25 }), name, (names, query) => {
      const index = openWordIndex(buildWordTable(names));
      const asked = [...new Set(words(query))];
      const held = names.map(
        text =>
          asked.filter((one, i) => words(text).some(own => means(one, own, i === asked.length - 1))).length,
      );
      const best = Math.max(...held);
      const least = best === asked.length ? asked.length : Math.ceil((2 * asked.length) / 3);
      const expected = names.flatMap((_, key) => (held[key]! >= least ? [key] : []));
      const found = matchWords(index, query, names.length);
      expect(found.map(({ key }) => key).toSorted((a, b) => a - b)).toEqual(expected);
      for (const { key, whole } of found)
        expect(whole).toBe(asked.every(one => words(names[key]!).includes(one)));
      const scores = found.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      // The scratch is clean again, and a shorter list is the head of the longer one.
      expect(matchWords(index, query, 3)).toEqual(found.slice(0, 3));
    }),
  );
});

test('the very word goes before a longer and a misspelt one, the rarer word before the common, the shorter name first', () => {
  const index = openWordIndex(
    buildWordTable([
      'General Hospital',
      'Hospitality School',
      'Hopsital Gate',
      'Old General Hospital',
      'General Store',
    ]),
  );
  expect(matchWords(index, 'hospital', 9).map(({ key }) => key)).toEqual([0, 3, 2, 1]);
  expect(matchWords(index, 'general hospital', 9).map(({ key, whole }) => [key, whole])).toEqual([
    [0, true],
    [3, true],
  ]);
});
