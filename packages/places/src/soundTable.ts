import { type KeyTable, lengthOf } from './keyTable.ts';
import { soundsOf } from './pinyin.ts';
import { compareAt, lowerBound, packTexts, type TextPool, textAt } from './textPool.ts';

/** How the names in Chinese characters sound: each in the order of its text, with the key of `KeyTable` that it is a reading of. */
export interface SoundTable {
  readonly full: Sounds;
  readonly initials: Sounds;
}
interface Sounds {
  readonly text: TextPool;
  readonly key: Uint32Array;
}

/** Initials of fewer characters say too little. */
const LEAST_INITIALS = 3;
const LEAST_BEGUN = 3;
/** Of names that begin alike so many are worth showing. */
const MOST_BEGUN = 40;
/** What may follow in a name of which only the base was typed. */
const KINDS = new Set(
  'lu jie dajie dadao xiang nong long hutong gonglu hao qiao zhen xiang cun xian qu shi zhan'.split(' '),
);

export function buildSounds({ text, of }: Pick<KeyTable, 'text' | 'of'>): SoundTable {
  const full: [string, number][] = [];
  const initials: [string, number][] = [];
  for (let key = 0; key < of.length; key++) {
    for (const [i, sound] of soundsOf(textAt(text, key)).entries()) {
      full.push([sound.full, key]);
      if (i === 0 && sound.initials.length >= LEAST_INITIALS) initials.push([sound.initials, key]);
    }
  }
  return { full: inOrder(full), initials: inOrder(initials) };
}

function inOrder(list: [string, number][]): Sounds {
  list.sort(([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : i - j));
  return { text: packTexts(list.map(([text]) => text)), key: Uint32Array.from(list, ([, key]) => key) };
}

/**
 * Keys that a sound may mean, each once and the surest first: those that sound so as a whole, those that a kind of street or place goes on
 * from, those with these initials, and the shortest of those that begin so.
 */
export interface Sounded {
  readonly key: number;
  readonly how: 'whole' | 'withoutKind' | 'initials' | 'begun';
}

export function sounding({ full, initials }: SoundTable, sound: string): readonly Sounded[] {
  if (sound.length < 2 || full.key.length === 0) return [];
  const found = new Map<number, Sounded['how']>();
  const offer = (key: number, how: Sounded['how']): void => {
    if (!found.has(key)) found.set(key, how);
  };
  const [from, to] = range(full.text, sound, false);
  for (let i = from; i < to; i++) offer(full.key[i]!, 'whole');
  if (sound.length >= LEAST_BEGUN) {
    const [begun, end] = range(full.text, sound, true);
    const { start } = full.text;
    const longer: number[] = [];
    let longest = 0;
    for (let i = Math.max(begun, to); i < end; i++) {
      const length = start[i + 1]! - start[i]!;
      if (length <= sound.length + 6 && KINDS.has(textAt(full.text, i).slice(sound.length)))
        offer(full.key[i]!, 'withoutKind');
      else if (longer.length < MOST_BEGUN) {
        longer.push(i);
        longest = Math.max(longest, length);
      } else if (length < longest) {
        const worst = longer.findIndex(one => start[one + 1]! - start[one]! === longest);
        longer[worst] = i;
        longest = Math.max(...longer.map(one => start[one + 1]! - start[one]!));
      }
    }
    const [first, last] = range(initials.text, sound, false);
    for (let i = first; i < Math.min(last, first + MOST_BEGUN); i++) offer(initials.key[i]!, 'initials');
    for (const i of longer.sort((a, b) => a - b)) offer(full.key[i]!, 'begun');
  }
  return [...found].map(([key, how]) => ({ key, how }));
}

/** The shorter of names that began alike is nearer to what was typed. */
export const soundedCost = (keys: KeyTable, { key, how }: Sounded): number =>
  how === 'begun' ? 3 + Math.min(1, lengthOf(keys, key) / 100) : SOUNDED[how];
/** Less sure than a name as it is written, surer than one without its kind. */
export const SOUNDED = { whole: 0.5, withoutKind: 1.5, initials: 2.5 } as const;

function range({ codes, start }: TextPool, sound: string, asPrefix: boolean): [number, number] {
  const compare = (i: number): number => compareAt(codes, start[i]!, start[i + 1]!, sound, asPrefix);
  const count = start.length - 1;
  return [lowerBound(count, compare), lowerBound(count, i => (compare(i) <= 0 ? -1 : 1))];
}
