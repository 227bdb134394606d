import { type CardShelf, draftTranslations } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { createSpeech } from '../words/speak.ts';
import { callerSentences } from './for-caller.ts';

const english = createSpeech('en', 'UTC');
const chinese = createSpeech('zh-CN', 'UTC');
const translation = draftTranslations[0]!;
const [one] = translation.sentences;
const by = { kind: 'operator', id: 'cleo' } as const;
const shelf = {
  cardId: 'collapse',
  editions: [],
  lastEdition: 1,
  translations: [
    { tag: 'es', lastVersion: 1, live: { version: 1, translation, proposedBy: by, approvedBy: by, at: 0 } },
  ],
} as unknown as CardShelf;

test('who speaks what the call taker reads, or whose language nobody marked, has nothing beside the card', () => {
  expect(callerSentences(shelf, {}, english)).toBeUndefined();
  expect(callerSentences(shelf, { language: 'en-GB' }, english)).toBeUndefined();
  expect(callerSentences(shelf, { language: 'zh-CN' }, chinese)).toBeUndefined();
});

test('a Chinese caller of an English call taker is told the card’s own Chinese', () => {
  const sentences = callerSentences(shelf, { language: 'zh-CN' }, english);
  expect(sentences?.told(one!.slot, one!.of)).toEqual({ state: 'own', text: one!.of.zh });
});

test('approved, out of date and absent are told apart', () => {
  const sentences = callerSentences(shelf, { language: 'es-MX' }, english)!;
  expect(sentences.tag).toBe('es-MX');
  expect(sentences.told(one!.slot, one!.of).state).toBe('approved');
  expect(sentences.told(one!.slot, { ...one!.of, en: 'Another wording' })).toEqual({ state: 'outOfDate' });
  expect(sentences.told('ask/helper', { en: 'x', zh: 'y' })).toEqual({ state: 'absent' });
});
