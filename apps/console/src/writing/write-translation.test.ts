import { type CardShelf, draftTranslations, sentencesOf, usualCards } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { asTold, draftsToTake, missingIn, newTranslation, withSentence } from './write-translation.ts';

const card = usualCards.find(one => one.cardId === 'collapse')!;
const shelf = {
  cardId: 'collapse',
  live: 2,
  lastEdition: 2,
  editions: [
    { edition: 1, card },
    { edition: 2, card },
  ],
} as unknown as CardShelf;
const [first, second] = sentencesOf(card);

test('a new translation is of the edition in use, and of none where there is none', () => {
  expect(newTranslation(shelf, 'vi')).toMatchObject({
    cardId: 'collapse',
    tag: 'vi',
    edition: 2,
    sentences: [],
  });
  expect(newTranslation({ ...shelf, editions: [] }, 'vi')).toBeUndefined();
});

test('a sentence that is written anew is of the card as it reads now; cleared, it is gone', () => {
  const empty = newTranslation(shelf, 'vi')!;
  const old = withSentence(empty, first!.slot, { en: 'old', zh: '旧' }, { text: 'a' });
  expect(asTold(old)(first!.slot, first!.said)).toEqual({ state: 'outOfDate' });
  const anew = withSentence(old, first!.slot, first!.said, { text: 'b' });
  expect(asTold(anew)(first!.slot, first!.said)).toEqual({ state: 'approved', text: 'b' });
  const read = withSentence(anew, first!.slot, first!.said, { reading: 'bee' });
  expect(read.sentences).toEqual([{ slot: first!.slot, of: first!.said, text: 'b', reading: 'bee' }]);
  const both = withSentence(read, second!.slot, second!.said, { text: 'c' });
  expect(missingIn(both, card)).toBe(sentencesOf(card).length - 2);
  const cleared = withSentence(both, first!.slot, first!.said, { text: '', reading: '' });
  expect(cleared.sentences.map(one => one.slot)).toEqual([second!.slot]);
});

test('a draft of the project is offered until the centre has one in that language', () => {
  expect(draftsToTake(shelf)).toEqual(draftTranslations);
  const taken = { ...shelf, translations: [{ tag: 'es', lastVersion: 1 }] };
  expect(draftsToTake(taken).map(one => one.tag)).toEqual(['fr', 'de', 'ru']);
  expect(draftsToTake({ ...shelf, cardId: 'gas' })).toEqual([]);
});
