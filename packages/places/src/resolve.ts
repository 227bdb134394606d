import { hasHan } from './fold.ts';
import type { Confidence } from './hit.ts';
import { type Form, formOf, isTyped, type KeyTable, keysWith, lengthOf, nearStreets } from './keyTable.ts';
import { typedSound } from './pinyin.ts';
import type { Inside } from './placeIndex.ts';
import { SOUNDED, soundedCost, sounding } from './soundTable.ts';
import { type StreetName, streetName } from './streetName.ts';
import { textAt } from './textPool.ts';
import { matchWords } from './wordIndex.ts';

/** A street name that a phrase may mean. */
export interface NameCandidate {
  readonly name: number;
  /** The spelling that was met. */
  readonly text: string;
  /** 0 spelt in full; `SOUNDED.whole` said in pinyin; 1 the type left out; above a guess, worse with each step. */
  readonly cost: number;
  readonly confidence: Confidence;
  /** Another name answers the phrase as well. */
  readonly rivalled: boolean;
}

/** Two slips of the pen may lie between the phrase and the name meant, so a lead must be this large to count. */
const LEAD = 2;
const GUESSES = 12;
const MOST = 40;

/**
 * The street names that a phrase may mean, best first. A whole name is `exact`; a name without its type is `likely`
 * unless another name begins the same way; a misspelling or a beginning is `likely` only when everything else is at
 * least two slips farther, else `unsure`.
 */
export function resolveName(inside: Inside, phrase: string): NameCandidate[] {
  const asked = streetName(phrase);
  if (asked.full === '') return [];
  const { keys } = inside;
  const best = new Map<number, { key: number; cost: number }>();
  const offer = (key: number, cost: number): void => {
    const name = keys.of[key]!;
    const known = best.get(name);
    if (known === undefined || cost < known.cost) best.set(name, { key, cost });
  };
  for (const key of streetsWith(keys, 'full', asked.full)) offer(key, 0);
  if (asked.type === '') for (const key of streetsWith(keys, 'base', asked.full)) offer(key, 1);
  const written = best.size > 0;
  const sounded = soundedStreets(inside, phrase, written);
  for (const { key, cost } of sounded) if (cost <= SOUNDED.whole) offer(key, cost);
  const named = best.size > 0;
  for (const key of kindred(inside, asked)) offer(key, unlikeness(asked, formOf(keys, 'full', key)));
  const beginnings = named && asked.type !== '' ? [] : startingWith(inside, asked);
  // A whole name may still be the beginning of a longer one.
  if (named) {
    for (const key of beginnings) offer(key, 4);
    return settled(inside, asked, best);
  }
  for (const { key, cost } of misspelt(inside, asked)) offer(key, 1 + cost);
  for (const { key, cost } of sounded) offer(key, cost);
  for (const key of beginnings) offer(key, 2);
  if (best.size === 0) {
    for (const match of matchWords(inside.words, phrase, GUESSES))
      if (keys.of[match.key]! >= 0) offer(match.key, 6);
  }
  return guessed(inside, asked, best);
}

type Offers = ReadonlyMap<number, { readonly key: number; readonly cost: number }>;

/** The phrase is a whole name, with or without its type. Namesakes of a name in full are not rivals here. */
function settled(inside: Inside, asked: StreetName, best: Offers): NameCandidate[] {
  const list = sorted(inside, best);
  const top = list[0]!.cost;
  // With its type, or where the sign bears none, a name is said in full. Else every name that goes on may be meant.
  const reach = asked.type !== '' ? SOUNDED.whole : top < 1 ? 1 : 4;
  const rivals = new Set(list.filter(c => c.cost <= reach && c.cost > 0).map(c => c.name));
  const rivalled = rivals.size > (top === 0 ? 0 : 1);
  return list.slice(0, MOST).map(c => {
    const first = c.cost <= Math.min(reach, 1);
    const confidence = !first ? 'unsure' : rivalled || c.cost > 0 ? 'likely' : 'exact';
    return { ...c, confidence, rivalled: first ? rivalled : true };
  });
}

/** The phrase is no name: everything is a guess. */
function guessed(inside: Inside, asked: StreetName, best: Offers): NameCandidate[] {
  const { keys } = inside;
  const list = sorted(inside, best).slice(0, GUESSES);
  const first = list[0];
  if (first === undefined) return [];
  const second = list[1]?.cost ?? Number.POSITIVE_INFINITY;
  const key = best.get(first.name)!.key;
  const stands =
    first.cost === 2 &&
    second - first.cost >= LEAD &&
    asked.full.length >= 6 &&
    keys.baseLength[key]! >= 6 &&
    digits(asked.full) === digits(formOf(keys, 'full', key));
  return list.map((c, i) => ({
    ...c,
    confidence: stands && i === 0 ? 'likely' : 'unsure',
    rivalled: stands && i === 0 ? false : list.length > 1,
  }));
}

/** The best by cost, then the shortest, then by text. Only those that can be shown are spelt out. */
function sorted({ keys }: Inside, best: Offers): { name: number; text: string; cost: number }[] {
  const all = [...best].map(([name, { key, cost }]) => ({ name, key, cost, length: lengthOf(keys, key) }));
  const rank = ({ cost, length }: { cost: number; length: number }) => 65_536 * cost + length;
  const worst = Float64Array.from(all, rank).sort()[MOST] ?? Number.POSITIVE_INFINITY;
  return all
    .filter(one => rank(one) <= worst)
    .map(one => ({ ...one, text: textAt(keys.text, one.key) }))
    .sort((a, b) => a.cost - b.cost || a.length - b.length || (a.text < b.text ? -1 : 1))
    .map(({ name, text, cost }) => ({ name, text, cost }));
}

/** Keys of street names whose form is the text, or begins with it. */
function streetsWith(keys: KeyTable, form: Form, text: string, asPrefix = false): Uint32Array {
  return keysWith(keys, form, text, asPrefix).filter(key => key < keys.streetKeys);
}

/** Names that differ in the type, a direction or a particle only. */
function kindred({ keys }: Inside, asked: StreetName): Set<number> {
  return new Set([
    ...streetsWith(keys, 'base', asked.base),
    ...streetsWith(keys, 'full', asked.base),
    ...streetsWith(keys, 'base', asked.full),
    ...streetsWith(keys, 'loose', asked.loose),
  ]);
}

/** A word of the type too many or too few; a direction that differs; a type that differs. */
function unlikeness(asked: StreetName, full: string): number {
  if (full === asked.base) return 2.5;
  return asked.type !== '' && full.endsWith(` ${asked.type}`) ? 3 : 3.5;
}

/** Names that begin with the phrase, as while somebody types. */
function startingWith({ keys }: Inside, asked: StreetName): number[] {
  // A type at the end of an unfinished phrase is often none: "san francisco st" → "san francisco stadium road".
  const begun = new Set([
    ...streetsWith(keys, 'full', asked.full, true),
    ...streetsWith(keys, 'loose', asked.full, true),
  ]);
  const found: number[] = [];
  for (const key of begun) if (lengthOf(keys, key) !== asked.full.length) found.push(key);
  return found;
}

/** Names within a few slips of the phrase; all of them, so that a lead over the rest is really known. */
function misspelt({ keys }: Inside, asked: StreetName): { key: number; cost: number }[] {
  const limit = asked.full.length < 4 ? 1 : asked.full.length < 6 ? 2 : 3;
  const costs = new Map<number, number>();
  const offer = (key: number, cost: number): void => {
    if (cost <= limit && !(costs.get(key)! <= cost)) costs.set(key, cost);
  };
  nearStreets(keys, 'full', asked.full, limit, offer);
  if (asked.type === '') {
    const offerTyped = (more: number) => (key: number, edits: number) => {
      if (isTyped(keys, key)) offer(key, edits + more);
    };
    nearStreets(keys, 'base', asked.full, limit, offerTyped(0));
    // The last word may be a type that nobody can read, or half of a name: never enough to be likely.
    const withoutLast = asked.full.split(' ').slice(0, -1).join(' ');
    if (withoutLast.length >= 4) nearStreets(keys, 'base', withoutLast, limit - 1, offerTyped(1.5));
  }
  return [...costs].map(([key, cost]) => ({ key, cost })).sort((a, b) => a.key - b.key);
}

/** What was typed may be how a name sounds. Whoever wrote a name in its own characters does not mean another that sounds alike. */
function soundedStreets(
  { keys, sounds }: Inside,
  phrase: string,
  written: boolean,
): { key: number; cost: number }[] {
  if (written && hasHan(phrase)) return [];
  const found = sounding(sounds, typedSound(phrase)).filter(({ key }) => key < keys.streetKeys);
  return found.map(one => ({ key: one.key, cost: soundedCost(keys, one) }));
}

const digits = (text: string): string => text.replace(/\D+/g, ' ').trim();
