import { expect, test } from 'vitest';
import { catalogue, chooseLanguage, say } from './say.ts';

test('both languages have the same words, none empty, with the same parameters', () => {
  const parameters = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort();
  expect(Object.keys(catalogue['zh-CN']).sort()).toEqual(Object.keys(catalogue.en).sort());
  for (const [key, words] of Object.entries(catalogue.en)) {
    expect(words.trim(), key).not.toBe('');
    expect(catalogue['zh-CN'][key]?.trim(), key).not.toBe('');
    expect(parameters(catalogue['zh-CN'][key] ?? ''), key).toEqual(parameters(words));
  }
});

test('parameters are filled in; an unknown key is a bug', () => {
  expect(say('zh-CN', 'status.onScene')).toBe('到达现场');
  expect(() => say('en', 'no.such.key')).toThrow('no.such.key');
});

test('the first known language is chosen', () => {
  expect(chooseLanguage('fr-FR, zh-Hans;q=0.9, en;q=0.8')).toBe('zh-CN');
  expect(chooseLanguage('en_GB.UTF-8')).toBe('en');
  expect(chooseLanguage(undefined)).toBe('en');
});
