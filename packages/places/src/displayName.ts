import type { Language } from './hit.ts';
import type { Names } from './input.ts';

/** The name to show in a language: its own, else the sign's, else any. Padding of ordinals ("05TH") goes. */
export function displayName(names: Names, lang: Language): string {
  const name =
    lang === 'zh-CN' ? (names.zh ?? names.local ?? names.en) : (names.en ?? names.local ?? names.zh);
  return (name ?? '').replace(/(^|\s)0+(\d+(?:st|nd|rd|th)\b)/gi, '$1$2');
}

/** Each spelling once. */
export function spellings(names: Names): string[] {
  return [
    ...new Set([names.local, names.zh, names.en].filter(n => n !== undefined && n.trim() !== '')),
  ] as string[];
}

/** The spelling that tells one street from another: the sign's, else the Chinese, else the English. */
export const ownName = (names: Names): string => spellings(names)[0] ?? '';
