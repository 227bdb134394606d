import type { Names } from '@clarion/places';
import type { OsmTags } from './sink.ts';

const HAN = /\p{Script=Han}/u;
const KANA_OR_HANGUL = /\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/** Names of an object (wiki: Names, Multilingual names); undefined when it has none. */
export function osmNames(tags: OsmTags): Names | undefined {
  const local = tags['name'] || undefined;
  const en = tags['name:en'] || undefined;
  const named = tags['name:zh-Hans'] || tags['name:zh'] || undefined;
  const zh =
    named ?? (local !== undefined && HAN.test(local) && !KANA_OR_HANGUL.test(local) ? local : undefined);
  if (local === undefined && en === undefined && zh === undefined) return undefined;
  return {
    ...(en === undefined ? {} : { en }),
    ...(zh === undefined ? {} : { zh }),
    ...(local === undefined || local === zh ? {} : { local }),
  };
}

const ALIAS_KEYS = [
  'alt_name',
  'short_name',
  'old_name',
  'official_name',
  'loc_name',
  'alt_name:en',
  'alt_name:zh',
];

/** Other names that people use. */
export function osmAliases(tags: OsmTags): string[] {
  const aliases = ALIAS_KEYS.flatMap(key => (tags[key] ?? '').split(';')).map(alias => alias.trim());
  return [...new Set(aliases.filter(alias => alias !== ''))];
}
