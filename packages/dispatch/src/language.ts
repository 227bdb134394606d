import type { Board, Incident } from './board.ts';
import type { Names } from './configuration.ts';

/** A language that callers of this centre speak, and who interprets it. Their order is the centre's. */
export interface SpokenLanguage {
  /** BCP 47, as it stands on a call. */
  readonly tag: string;
  /** `local` is its own name for itself. */
  readonly names: Names;
  /** Whom to ask for an interpreter: an organisation and its line, never a person. */
  readonly interpreter?: { readonly service: string; readonly line: string };
}

/** Letters, digits and hyphens: no room for a word about anybody. */
export const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
export const MAX_LANGUAGE_TAG = 35;
export const isLanguageTag = (text: string): boolean =>
  text.length <= MAX_LANGUAGE_TAG && languageTag.test(text);

/** What a centre starts from that has said nothing: without lines, for those are the centre's own. */
export const usualLanguages: readonly SpokenLanguage[] = [
  { tag: 'zh-CN', names: { local: '普通话', en: 'Mandarin', zh: '普通话' } },
  { tag: 'yue', names: { local: '粵語', en: 'Cantonese', zh: '粤语' } },
  { tag: 'en', names: { local: 'English', en: 'English', zh: '英语' } },
  { tag: 'ug', names: { local: 'ئۇيغۇرچە', en: 'Uyghur', zh: '维吾尔语' } },
  { tag: 'bo', names: { local: 'བོད་སྐད', en: 'Tibetan', zh: '藏语' } },
  { tag: 'mn', names: { local: 'Монгол', en: 'Mongolian', zh: '蒙古语' } },
  { tag: 'ko', names: { local: '한국어', en: 'Korean', zh: '朝鲜语 / 韩语' } },
  { tag: 'ja', names: { local: '日本語', en: 'Japanese', zh: '日语' } },
  { tag: 'vi', names: { local: 'Tiếng Việt', en: 'Vietnamese', zh: '越南语' } },
  { tag: 'ru', names: { local: 'Русский', en: 'Russian', zh: '俄语' } },
  { tag: 'ar', names: { local: 'العربية', en: 'Arabic', zh: '阿拉伯语' } },
  { tag: 'es', names: { local: 'Español', en: 'Spanish', zh: '西班牙语' } },
  { tag: 'pt', names: { local: 'Português', en: 'Portuguese', zh: '葡萄牙语' } },
  { tag: 'fr', names: { local: 'Français', en: 'French', zh: '法语' } },
  { tag: 'de', names: { local: 'Deutsch', en: 'German', zh: '德语' } },
];

export const spokenLanguages = ({ configuration }: Pick<Board, 'configuration'>): readonly SpokenLanguage[] =>
  configuration?.languages ?? usualLanguages;

/** Languages and scripts that run from right to left (CLDR). A script that is named counts before the language. */
const RIGHT_TO_LEFT = new Set('ar arc ckb dv fa he ks nqo pnb ps sd ug ur yi'.split(' '));
const SCRIPTS = new Set('adlm arab hebr mand nkoo rohg samr syrc thaa'.split(' '));

/** For the `dir` attribute of a sentence in that language. */
export function directionOf(tag: string): 'rtl' | 'ltr' {
  const [language = '', ...more] = tag.toLowerCase().split('-');
  const script = more.find(one => /^[a-z]{4}$/.test(one));
  return (script === undefined ? RIGHT_TO_LEFT.has(language) : SCRIPTS.has(script)) ? 'rtl' : 'ltr';
}

/** Languages that the callers of an incident speak, in the order of its calls: who goes there needs to know. */
export function languagesAt(board: Board, { callIds }: Pick<Incident, 'callIds'>): readonly string[] {
  const tags = new Set<string>();
  for (const callId of callIds) {
    const tag = board.calls.get(callId)?.language;
    if (tag !== undefined) tags.add(tag);
  }
  return [...tags];
}
