import {
  type CardShelf,
  checkTranslation,
  draftTranslations,
  sentencesOf,
  usualCards,
} from '@clarion/dispatch';
import { expect, test } from 'vitest';
import {
  asTold,
  draftsToTake,
  fitted,
  missingIn,
  newTranslation,
  withSentence,
} from './write-translation.ts';

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
  expect(asTold(anew)(first!.slot, first!.said)).toEqual({ state: 'draft', text: 'b' });
  const read = withSentence(anew, first!.slot, first!.said, { reading: 'bee' });
  expect(read.sentences).toEqual([{ slot: first!.slot, of: first!.said, text: 'b', reading: 'bee' }]);
  const both = withSentence(read, second!.slot, second!.said, { text: 'c' });
  expect(missingIn(both, card)).toBe(sentencesOf(card).length - 2);
  const cleared = withSentence(both, first!.slot, first!.said, { text: '', reading: '' });
  expect(cleared.sentences.map(one => one.slot)).toEqual([second!.slot]);
});

test('another way to read it aloud makes no sentence new that the card says otherwise since', () => {
  const old = withSentence(newTranslation(shelf, 'vi')!, first!.slot, { en: 'old', zh: '旧' }, { text: 'a' });
  const read = withSentence(old, first!.slot, first!.said, { reading: 'ah' });
  expect(asTold(read)(first!.slot, first!.said)).toEqual({ state: 'outOfDate' });
  expect(read.sentences[0]?.reading).toBe('ah');
});

test('what is opened after the card was changed fits it: moved along, kept to be looked at, or left out', () => {
  const sentence = (slot: string, of = first!.said) => ({ slot, of, text: `t ${slot}` });
  const translation = {
    ...newTranslation(shelf, 'vi')!,
    sentences: [
      sentence('ask/gone', { en: 'gone', zh: '没了' }),
      sentence('line/gone/7', second!.said),
      sentence(first!.slot, { en: 'old', zh: '旧' }),
    ],
  };
  expect(checkTranslation(translation, card).map(one => one.code)).toEqual(['slotUnknown', 'slotUnknown']);
  const now = fitted(translation, card);
  expect(checkTranslation(now, card)).toEqual([]);
  expect(now.sentences.map(({ slot, text }) => [slot, text])).toEqual([
    [first!.slot, `t ${first!.slot}`],
    [second!.slot, 't line/gone/7'],
  ]);
  expect(asTold(now)(first!.slot, first!.said)).toEqual({ state: 'outOfDate' });
});

test('nothing that is written or tried is told as approved', () => {
  for (const draft of draftTranslations)
    for (const { slot, of } of draft.sentences) expect(asTold(draft)(slot, of).state).toBe('draft');
});

test('a draft of the project is offered until the centre has one in that language', () => {
  expect(draftsToTake(shelf)).toEqual(draftTranslations);
  const taken = { ...shelf, translations: [{ tag: 'es', lastVersion: 1 }] };
  expect(draftsToTake(taken).map(one => one.tag)).toEqual(['fr', 'de', 'ru']);
  expect(draftsToTake({ ...shelf, cardId: 'gas' })).toEqual([]);
});
