import { edits } from './edits.ts';
import { fold, hasHan } from './fold.ts';
import { lettersOf, mayBeWithin } from './letters.ts';
import { foldOrdinals } from './numerals.ts';
import { compareAt, lowerBound, packTexts, type TextPool, textAt } from './textPool.ts';

/** Latin words, and Han text as single characters and overlapping pairs: "人民医院" → 人民, 民医, 医院. */
export function words(text: string): string[] {
  const out: string[] = [];
  for (const token of foldOrdinals(fold(text).split(' '))) {
    for (const run of token.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) {
      if (!hasHan(run) || [...run].length === 1) out.push(run);
      else {
        const characters = [...run];
        for (let i = 1; i < characters.length; i++) out.push(characters[i - 1]! + characters[i]!);
      }
    }
  }
  return out;
}

/** In which keys each word stands. Views of one index. */
export interface WordTable {
  /** Every word once, sorted by UTF-16 units. */
  readonly words: TextPool;
  /** Keys of word w, ascending: keys[first[w]] … keys[first[w + 1] - 1]. */
  readonly first: Uint32Array;
  readonly keys: Uint32Array;
  /** Number of words in each key, at most 255. */
  readonly lengths: Uint8Array;
  /** `Letters` of each word: once, twice. */
  readonly letters: Int32Array;
}

/** Of texts numbered by their key. */
export function buildWordTable(texts: readonly string[]): WordTable {
  const holders = new Map<string, number[]>();
  const lengths = new Uint8Array(texts.length);
  texts.forEach((text, key) => {
    const own = words(text);
    lengths[key] = Math.min(255, own.length);
    for (const word of new Set(own)) {
      const list = holders.get(word);
      if (list) list.push(key);
      else holders.set(word, [key]);
    }
  });
  const sorted = [...holders].sort(([a], [b]) => (a < b ? -1 : 1));
  const first = new Uint32Array(sorted.length + 1);
  const letters = new Int32Array(2 * sorted.length);
  sorted.forEach(([word, list], w) => {
    first[w + 1] = first[w]! + list.length;
    const { once, twice } = lettersOf(word);
    letters[2 * w] = once;
    letters[2 * w + 1] = twice;
  });
  const keys = new Uint32Array(first[sorted.length]!);
  sorted.forEach(([, list], w) => {
    keys.set(list, first[w]!);
  });
  return { words: packTexts(sorted.map(([word]) => word)), first, keys, lengths, letters };
}

/** A table at work. Its scratch is written by each search and clean between them: one search at a time. */
export interface WordIndex extends WordTable {
  readonly meanLength: number;
  readonly scratch: {
    readonly score: Float32Array;
    /** Words of the query met so far, and the turn in which the key was met last, from 1. */
    readonly met: Uint8Array;
    readonly turn: Uint8Array;
    /** Of these, how many stand in the name as typed. */
    readonly exact: Uint8Array;
  };
}

export function openWordIndex(table: WordTable): WordIndex {
  const size = table.lengths.length;
  let sum = 0;
  for (const length of table.lengths) sum += length;
  const scratch = {
    score: new Float32Array(size),
    met: new Uint8Array(size),
    turn: new Uint8Array(size),
    exact: new Uint8Array(size),
  };
  return { ...table, meanLength: sum / Math.max(1, size), scratch };
}

export interface WordMatch {
  readonly key: number;
  readonly score: number;
  /** Every word of the query stands in the name as typed. */
  readonly whole: boolean;
}

/** A word of the index that a word of the query may mean. */
interface Meaning {
  readonly word: number;
  /** How much a name gains by it, but for the name's length. */
  readonly gain: number;
  readonly isExact: boolean;
}

/** More words than this are no name. */
const MOST_WORDS = 32;
/** A word may be this share of its letters off. */
const FUZZY_SHARE = 0.2;
/** What a word counts that goes on beyond what was typed, and one that is misspelt, beside the very word. */
const BEGUN = 0.375;
const MISSPELT = 0.45;
/** BM25+ (Lv and Zhai 2011) with its usual constants; a word counts once in a name. */
const K = 1.2;
const B = 0.7;
const DELTA = 0.5;

/**
 * Names that hold all words of the query, the last one possibly unfinished, each possibly misspelt, best first; where no
 * name holds them all, names that hold two thirds of them. The nearer the spelling, the rarer the word and the shorter
 * the name, the better; of equals the first.
 */
export function matchWords(index: WordIndex, query: string, limit: number): WordMatch[] {
  const asked = [...new Set(words(query))].slice(0, MOST_WORDS);
  if (asked.length === 0) return [];
  const meanings = asked
    .map((word, i) => meaningsOf(index, word, i === asked.length - 1))
    // The rarest first: later ones look only at names that held the earlier ones.
    .sort((a, b) => holderCount(index, a) - holderCount(index, b));
  const all = best(index, meanings, asked.length, limit);
  return all.length > 0 ? all : best(index, meanings, Math.ceil((2 * asked.length) / 3), limit);
}

/** The best names that hold at least `least` of the words. */
function best(
  index: WordIndex,
  meanings: readonly (readonly Meaning[])[],
  least: number,
  limit: number,
): WordMatch[] {
  const { first, keys, lengths, meanLength } = index;
  const { score, met, turn, exact } = index.scratch;
  const touched: number[] = [];
  meanings.forEach((list, i) => {
    // Who has met fewer than this can no longer hold enough.
    const needed = least - (meanings.length - i);
    for (const { word, gain, isExact } of list) {
      for (let at = first[word]!, end = first[word + 1]!; at < end; at++) {
        const key = keys[at]!;
        if (turn[key] === i + 1 || met[key]! < needed) continue;
        if (met[key] === 0) touched.push(key);
        turn[key] = i + 1;
        met[key]!++;
        score[key]! += gain * (DELTA + (K + 1) / (1 + K * (1 - B + (B * lengths[key]!) / meanLength)));
        if (isExact) exact[key]!++;
      }
    }
  });
  const list: WordMatch[] = [];
  for (const key of touched) {
    if (met[key]! < least) continue;
    const one = { key, score: score[key]!, whole: exact[key] === meanings.length };
    const last = list.at(-1);
    if (list.length === limit && last !== undefined && !isBefore(one, last)) continue;
    let place = list.length;
    while (place > 0 && isBefore(one, list[place - 1]!)) place--;
    list.splice(place, 0, one);
    if (list.length > limit) list.pop();
  }
  for (const key of touched) score[key] = met[key] = turn[key] = exact[key] = 0;
  return list;
}

const isBefore = (a: WordMatch, b: WordMatch): boolean =>
  a.score > b.score || (a.score === b.score && a.key < b.key);

const holderCount = ({ first }: WordTable, list: readonly Meaning[]): number =>
  list.reduce((sum, { word }) => sum + first[word + 1]! - first[word]!, 0);

/** The word itself first, then by gain: a name counts with the first that it holds. */
function meaningsOf(index: WordIndex, asked: string, isLast: boolean): Meaning[] {
  const weights = new Map<number, number>();
  const offer = (word: number, weight: number): void => {
    if (weight > (weights.get(word) ?? 0)) weights.set(word, weight);
  };
  const { words: pool, letters } = index;
  const count = letters.length / 2;
  const compare = (asPrefix: boolean) => (w: number) =>
    compareAt(pool.codes, pool.start[w]!, pool.start[w + 1]!, asked, asPrefix);
  const whole = lowerBound(count, compare(false));
  const isThere = whole < count && compare(false)(whole) === 0;
  if (isThere) offer(whole, 1);
  if (isLast && asked.length >= 2) {
    const end = lowerBound(count, w => (compare(true)(w) <= 0 ? -1 : 1));
    for (let w = whole; w < end; w++) {
      const more = pool.start[w + 1]! - pool.start[w]! - asked.length;
      if (more > 0) offer(w, (BEGUN * (asked.length + more)) / (asked.length + 1.3 * more));
    }
  }
  const limit = Math.round(FUZZY_SHARE * asked.length);
  if (asked.length > 4 && !/\d/.test(asked) && !hasHan(asked)) {
    const own = lettersOf(asked);
    for (let w = 0; w < count; w++) {
      const length = pool.start[w + 1]! - pool.start[w]!;
      if (Math.abs(length - asked.length) > limit) continue;
      if (!mayBeWithin(own, letters[2 * w]!, letters[2 * w + 1]!, limit)) continue;
      const off = edits(asked, textAt(pool, w), limit);
      if (off > 0 && off <= limit) offer(w, (MISSPELT * length) / (length + off));
    }
  }
  const names = index.lengths.length;
  return [...weights]
    .map(([word, weight]) => {
      const holders = index.first[word + 1]! - index.first[word]!;
      const rarity = Math.log(1 + (names - holders + 0.5) / (holders + 0.5));
      return { word, gain: weight * rarity, isExact: isThere && word === whole };
    })
    .sort((a, b) => Number(b.isExact) - Number(a.isExact) || b.gain - a.gain || a.word - b.word);
}
