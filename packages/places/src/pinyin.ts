import { pinyin } from 'pinyin-pro';
import { fold, hasHan } from './fold.ts';

/**
 * Readings that names of places have and dictionaries of words do not. A name that holds one is found by it as well as by
 * the usual reading, so that an entry too many harms nobody.
 */
const READINGS: readonly (readonly [han: string, sound: string])[] = [
  ['大栅栏', 'dashilan'],
  ['六安', 'luan'],
  ['六合', 'luhe'],
  ['丽水', 'lishui'],
  ['蚌埠', 'bengbu'],
  ['重庆', 'chongqing'],
  ['厦门', 'xiamen'],
  ['乐亭', 'laoting'],
  ['洪都', 'hongdu'],
  ['新都', 'xindu'],
  ['仙都', 'xiandu'],
  ['郫都', 'pidu'],
  ['丰都', 'fengdu'],
  ['巷', 'xiang'],
  ['弄', 'long'],
  ['蔚县', 'yuxian'],
  ['解州', 'xiezhou'],
  ['铅山', 'yanshan'],
  ['牟平', 'muping'],
  ['东阿', 'donge'],
  ['阿房', 'afang'],
  ['什邡', 'shifang'],
  ['监利', 'jianli'],
  ['枞阳', 'zongyang'],
  ['鸭绿江', 'yalujiang'],
];

/** How a text sounds, without tones: `full` as one word, `initials` the first letter of each character. */
export interface Sound {
  readonly full: string;
  readonly initials: string;
}

/** The readings of a name in Chinese characters, the usual one first; what else stands in it stays. None without any. */
export function soundsOf(name: string): readonly Sound[] {
  const folded = fold(name);
  if (!hasHan(folded)) return [];
  const usual = soundOf(folded);
  let rest = folded;
  for (const [han, sound] of READINGS) if (rest.includes(han)) rest = rest.replaceAll(han, ` ${sound} `);
  if (rest === folded) return [usual];
  const local = { full: soundOf(rest).full, initials: usual.initials };
  return local.full === usual.full ? [usual] : [usual, local];
}

/** What was typed, in pinyin, in characters or in both: spaces, apostrophes and tones say nothing, v and ü are u. */
export const typedSound = (text: string): string => soundOf(fold(text)).full;

function soundOf(folded: string): Sound {
  let full = '';
  let initials = '';
  for (const run of folded.match(/\p{Script=Han}+|[^\p{Script=Han}\s]+/gu) ?? []) {
    const syllables = hasHan(run) ? syllablesOf(run) : [run];
    for (const syllable of syllables) initials += hasHan(run) ? (syllable[0] ?? '') : syllable;
    full += syllables.join('');
  }
  return { full: withoutV(full), initials };
}

const syllablesOf = (han: string): string[] => pinyin(han, { toneType: 'none', v: true, type: 'array' });

const withoutV = (text: string): string => text.replace(/([ln])v/g, '$1u').replaceAll('lyu', 'lu');
