import { spellings } from './displayName.ts';
import { editsAt } from './edits.ts';
import { fold, hasHan } from './fold.ts';
import type { Names, PlaceInput } from './input.ts';
import { lettersOf, mayBeWithin } from './letters.ts';
import { otherSpellings } from './otherSpellings.ts';
import { streetName } from './streetName.ts';
import { compareAt, lowerBound, packTexts, sortTexts, type TextPool, textBetween } from './textPool.ts';

/**
 * A name is looked up in three forms: `full`, `base` (without the type: "market") and `loose` (without direction too).
 * The base begins the full name and the loose form ends the base, so one text holds all three.
 */
export type Form = 'full' | 'base' | 'loose';

/** Every spelling of every street name, then of every place, taken apart for comparison. Views of one index. */
export interface KeyTable {
  /** As it is written. */
  readonly text: TextPool;
  readonly full: TextPool;
  readonly baseLength: Uint16Array;
  readonly looseFrom: Uint16Array;
  /** ≥ 0: number of a street name; < 0: place number -1 - n. Street names come first. */
  readonly of: Int32Array;
  /** How many keys are those of street names. */
  readonly streetKeys: number;
  /** All keys in the order of each form, ties by key. */
  readonly order: { readonly [form in Form]: Uint32Array };
  /** `Letters` of full name and base: once, twice, once, twice. */
  readonly letters: Int32Array;
}

/** `otherNames` runs parallel to `names`: numbers and old names of those streets. */
export function buildKeys(
  names: readonly Names[],
  otherNames: readonly Iterable<string>[],
  places: readonly PlaceInput[],
): KeyTable {
  const text: string[] = [];
  const full: string[] = [];
  const baseLength: number[] = [];
  const looseFrom: number[] = [];
  const of: number[] = [];
  names.forEach((name, i) => {
    const seen = new Set<string>();
    const written = spellings(name);
    const other = [...written.flatMap(otherSpellings), ...[...otherNames[i]!].flatMap(numberSpellings)];
    for (const spelling of [...written, ...other]) {
      const key = streetName(spelling);
      if (key.full === '' || seen.has(key.full)) continue;
      seen.add(key.full);
      text.push(spelling);
      full.push(key.full);
      baseLength.push(key.base.length);
      looseFrom.push(key.base.length - key.loose.length);
      of.push(i);
    }
  });
  const streetKeys = full.length;
  places.forEach((place, i) => {
    const seen = new Set<string>();
    const written = [...spellings(place.names), ...(place.aliases ?? [])];
    for (const spelling of [...written, ...written.flatMap(otherSpellings)]) {
      const key = placeKey(spelling);
      if (key === '' || seen.has(key)) continue;
      seen.add(key);
      text.push(spelling);
      full.push(key);
      baseLength.push(key.length);
      looseFrom.push(0);
      of.push(-1 - i);
    }
  });
  const letters = new Int32Array(4 * full.length);
  full.forEach((name, key) => {
    const [whole, begun] = [lettersOf(name), lettersOf(name.slice(0, baseLength[key]))];
    letters.set([whole.once, whole.twice, begun.once, begun.twice], 4 * key);
  });
  const pool = packTexts(full);
  const from = pool.start.subarray(0, full.length);
  const baseTo = from.map((start, key) => start + baseLength[key]!);
  const looseStart = from.map((start, key) => start + looseFrom[key]!);
  return {
    text: packTexts(text),
    full: pool,
    baseLength: Uint16Array.from(baseLength),
    looseFrom: Uint16Array.from(looseFrom),
    of: Int32Array.from(of),
    streetKeys,
    order: {
      full: sortTexts(pool.codes, from, pool.start.subarray(1)),
      base: sortTexts(pool.codes, from, baseTo),
      loose: sortTexts(pool.codes, looseStart, baseTo),
    },
    letters,
  };
}

/** A road's number is written with and without a space: "A 41", "A41". */
function numberSpellings(name: string): string[] {
  const parts = /^(\p{L}{1,3}) ?(\d+\p{L}?)$/u.exec(name);
  return parts === null ? [name] : [`${parts[1]} ${parts[2]}`, `${parts[1]}${parts[2]}`];
}

export function placeKey(text: string): string {
  const folded = fold(text);
  return hasHan(folded) ? folded.replaceAll(' ', '') : folded;
}

/** Keys whose form is the text, ascending; with `asPrefix` those whose form begins with it, in the form's order. */
export function keysWith(table: KeyTable, form: Form, text: string, asPrefix = false): Uint32Array {
  const order = table.order[form];
  const compare = (i: number): number => {
    const [from, to] = span(table, form, order[i]!);
    return compareAt(table.full.codes, from, to, text, asPrefix);
  };
  const first = lowerBound(order.length, compare);
  const end = lowerBound(order.length, i => (compare(i) <= 0 ? -1 : 1));
  return order.subarray(first, end);
}

export const hasKey = (table: KeyTable, full: string): boolean => keysWith(table, 'full', full).length > 0;

export function formOf(table: KeyTable, form: Form, key: number): string {
  const [from, to] = span(table, form, key);
  return textBetween(table.full.codes, from, to);
}

export const lengthOf = (table: KeyTable, key: number): number =>
  table.full.start[key + 1]! - table.full.start[key]!;

export const isTyped = (table: KeyTable, key: number): boolean =>
  table.baseLength[key]! < lengthOf(table, key);

function span({ full, baseLength, looseFrom }: KeyTable, form: Form, key: number): [number, number] {
  const from = full.start[key]!;
  if (form === 'full') return [from, full.start[key + 1]!];
  const end = from + baseLength[key]!;
  return form === 'base' ? [from, end] : [from + looseFrom[key]!, end];
}

/**
 * Every key of a street name whose full name or base is at most `limit` edits from the text, with the edits. Looks at all
 * of them: most are ruled out by length and letters.
 */
export function nearStreets(
  { full, baseLength, letters, streetKeys }: KeyTable,
  form: 'full' | 'base',
  text: string,
  limit: number,
  offer: (key: number, edits: number) => void,
): void {
  const { codes, start } = full;
  const own = lettersOf(text);
  const isBase = form === 'base';
  const [least, most] = [text.length - limit, text.length + limit];
  for (let key = 0; key < streetKeys; key++) {
    const from = start[key]!;
    const length = isBase ? baseLength[key]! : start[key + 1]! - from;
    if (length < least || length > most) continue;
    const at = 4 * key + (isBase ? 2 : 0);
    if (!mayBeWithin(own, letters[at]!, letters[at + 1]!, limit)) continue;
    const off = editsAt(text, codes, from, from + length, limit);
    if (off <= limit) offer(key, off);
  }
}
