import { usualLanguages } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { createSpeech } from '../words/speak.ts';
import { languageName, languagesFor, setIn } from './language-name.ts';

const english = createSpeech('en', 'UTC');
const chinese = createSpeech('zh-CN', 'UTC');

test('a language is told as the reader calls it, as it calls itself, and by its code', () => {
  expect(languageName('ug', usualLanguages, english)).toBe('Uyghur ئۇيغۇرچە (ug)');
  expect(languageName('ug', usualLanguages, chinese)).toBe('维吾尔语 ئۇيغۇرچە (ug)');
  expect(languageName('en', usualLanguages, english)).toBe('English (en)');
  expect(languageName('sw', usualLanguages, english)).toBe('sw');
});

test.each([
  ['viet', ['vi']],
  ['越南', ['vi']],
  ['tieng v', ['vi']],
  ['русс', ['ru']],
  ['PT', ['pt']],
  ['xx', []],
])('%s speaks for %s', (typed, tags) => {
  expect(languagesFor(usualLanguages, typed).map(one => one.tag)).toEqual(tags);
});

test('nothing typed offers all in the centre’s order', () => {
  const own = [usualLanguages[4]!, usualLanguages[0]!];
  expect(languagesFor(own, ' ')).toEqual(own);
});

test('a sentence from right to left says so', () => {
  expect(setIn('ar')).toEqual({ lang: 'ar', dir: 'rtl' });
  expect(setIn('ug-Arab-CN').dir).toBe('rtl');
  expect(setIn('ug-Latn').dir).toBe('ltr');
  expect(setIn('vi').dir).toBe('ltr');
});
