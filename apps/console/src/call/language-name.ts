import { directionOf, type SpokenLanguage } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

/** As the reader calls it, then as it calls itself, then its code: nobody has to know all three. */
export function languageName(
  tag: string,
  languages: readonly Pick<SpokenLanguage, 'tag' | 'names'>[],
  w: Speech,
): string {
  const names = languages.find(one => one.tag === tag)?.names;
  const named = w.named(names);
  const own = names?.local;
  return (
    [named, own === named ? undefined : own, named === '' ? undefined : `(${tag})`]
      .filter(Boolean)
      .join(' ')
      .trim() || tag
  );
}

/** Those that a beginning of a name or a code speaks for, in the centre's order; all without one. */
export function languagesFor(languages: readonly SpokenLanguage[], typed: string): readonly SpokenLanguage[] {
  const wanted = plain(typed.trim());
  if (wanted === '') return languages;
  return languages.filter(
    ({ tag, names }) =>
      plain(tag).startsWith(wanted) || Object.values(names).some(name => plain(name).includes(wanted)),
  );
}

/** Marks on letters are not on every keyboard. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');

/** How a sentence in that language is set. */
export const setIn = (tag: string) => ({ lang: tag, dir: directionOf(tag) });
