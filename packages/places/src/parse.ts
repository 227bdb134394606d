import { foldLetters, hasHan } from './fold.ts';
import { hanNumber } from './numerals.ts';

/** A way to understand a query. Several can hold at once; the index decides. */
export type Reading =
  | { readonly kind: 'block'; readonly street: string; readonly number: number }
  | { readonly kind: 'address'; readonly street: string; readonly number: number; readonly text: string }
  /** `marked`: a sign or word says that this is a crossing; otherwise both names have to be met as they stand. */
  | { readonly kind: 'crossing'; readonly sides: readonly [string, string]; readonly marked: boolean }
  | { readonly kind: 'name'; readonly text: string };

export interface Parsed {
  readonly readings: readonly Reading[];
  /** What stood after commas: district, postal code, city. */
  readonly context: readonly string[];
}

const NUMBER = String.raw`(\d{1,6})(?:\s*[-–—~]\s*(\d{1,6}|[a-z]))?\s?([a-z½])?`;
const BLOCK = /^(\d{1,6})\s*(?:hundred\s+)?(?:block|blk)\b\s*(?:of\b)?\s*(.+)$/;
const LEADING = new RegExp(String.raw`^${NUMBER}\s+(?!(?:block|blk)\b)(.+)$`);
const TRAILING = new RegExp(String.raw`^(.*\p{L}\S*)\s+(?:no\.?\s*|nr\.?\s*|nº\s*|#\s*)?${NUMBER}$`, 'u');
const HAN_NUMBER =
  /^(.*?\p{Script=Han}.*?)([零〇一二三四五六七八九十百千两]+|\d{1,6})(?:\s*[-–之]\s*(\d{1,4}|[a-z]))?\s*([a-z])?\s*号(?!线)(.*)$/u;
const HAN_BLOCK = /^(.*\p{Script=Han})\s*(\d{1,6})\s*(?:号段|号街区)$/u;
const HAN_BARE = /^(.*\p{Script=Han})\s*(\d{1,6})$/u;
/** "renminlu25hao", "renminlu25": typed without a pause; shorter ones are numbers of roads. */
const GLUED = /^(\p{L}[\p{L}' ]{3,}?)\s*(\d{1,6})\s*(?:hao)?$/u;
const MARKED = /\s*(?:[/&@\\×]|\s(?:and|at|und|y|et|x)\s)\s*/g;
const HAN_MARKED = /[与和跟及、,]/gu;
const CROSSING_WORDS = /(?:的)?(?:交叉路口|十字路口|丁字路口|交叉口|交汇处|交界处|交口|路口|口)$/u;

/** Each cut costs two searches over all names; nobody means the ninth. */
const MOST_CUTS = 8;

/** Takes a query apart without looking at any index. */
export function parse(query: string): Parsed {
  const text = foldLetters(query)
    .replace(/(\d)\s*1[/⁄]2\b/g, '$1½')
    .replace(/\s+/g, ' ')
    // "Call box: A/B": what stands before the colon says what it is, not where.
    .replace(/^[^:\d]{2,20}: */, '')
    .trim();
  const [head = '', ...rest] = splitCommas(text);
  return { readings: readingsOf(head), context: rest };
}

/** "Rua X, 12, Porto": a bare number after the first comma is the house number; Chinese commas mark crossings. */
function splitCommas(text: string): string[] {
  const parts = text.split(/\s*[,;]\s*/).filter(p => p !== '');
  if (parts.length > 1 && /^\d{1,5}\s?[a-z]?$/.test(parts[1]!) && !/^\d/.test(parts[0]!)) {
    return [`${parts[0]} ${parts[1]}`, ...parts.slice(2)];
  }
  return parts;
}

function readingsOf(text: string): Reading[] {
  const name: Reading = { kind: 'name', text };
  const block = BLOCK.exec(text);
  if (block) {
    const street = block[2]!.replace(/^(?:(?:blk|block|of)\s+)+/, '');
    return [{ kind: 'block', street, number: Number(block[1]) }];
  }
  const hanBlock = HAN_BLOCK.exec(text);
  if (hanBlock) return [{ kind: 'block', street: hanBlock[1]!, number: Number(hanBlock[2]) }];
  const crossings = crossingsOf(text);
  if (crossings.some(c => c.kind === 'crossing' && c.marked)) return [...crossings, name];
  return [...addressesOf(text), ...crossings, name];
}

function addressesOf(text: string): Reading[] {
  if (hasHan(text)) {
    const han = HAN_NUMBER.exec(text) ?? HAN_BARE.exec(text);
    if (han === null) return [];
    const number = /^\d+$/.test(han[2]!) ? Number(han[2]) : hanNumber(han[2]!);
    if (number === undefined) return [];
    const suffix = han[3] === undefined ? (han[4] ?? '') : `-${han[3]}`;
    return [{ kind: 'address', street: han[1]!, number, text: `${number}${suffix}` }];
  }
  const leading = LEADING.exec(text);
  const trailing = TRAILING.exec(text);
  const out: Reading[] = [];
  if (leading) out.push(addressReading(leading[4]!, leading[1]!, leading[2], leading[3]));
  if (trailing) out.push(addressReading(trailing[1]!, trailing[2]!, trailing[3], trailing[4]));
  const glued = out.length > 0 ? null : GLUED.exec(text);
  if (glued) out.push(addressReading(glued[1]!, glued[2]!, undefined));
  return out;
}

function addressReading(street: string, first: string, second: string | undefined, letter = ''): Reading {
  const low = Number(first);
  const high = second !== undefined && /^\d/.test(second) ? Number(second) : undefined;
  // "515-525": the middle, on the side of the first number.
  const number = high !== undefined && high > low ? low + 2 * Math.floor((high - low) / 4) : low;
  const text = second === undefined ? `${first}${letter}` : `${first}-${second}`;
  return { kind: 'address', street, number, text };
}

function crossingsOf(text: string): Reading[] {
  const bare = text
    .replace(/^(?:the )?(?:corner|intersection|junction|crossing) of /, '')
    .replace(/ (?:intersection|junction|crossing)$/, '');
  const out: Reading[] = [];
  for (const match of bare.matchAll(MARKED)) {
    pushSides(out, bare.slice(0, match.index), bare.slice(match.index + match[0].length), true);
  }
  if (!hasHan(text)) return out.slice(0, MOST_CUTS);
  const said = CROSSING_WORDS.exec(text) !== null;
  // "中山路口" is "中山路" and "口" as well as "中山" and "路口".
  const bodies = said
    ? [text.replace(CROSSING_WORDS, ''), ...(text.endsWith('路口') ? [text.slice(0, -1)] : [])]
    : [text];
  for (const body of bodies) {
    for (const match of body.matchAll(HAN_MARKED)) {
      pushSides(out, body.slice(0, match.index), body.slice(match.index + 1), said);
    }
    for (const match of body.matchAll(/大道|大街|公路|胡同|[路街道巷弄里]/gu)) {
      const cut = match.index + match[0].length;
      if (cut >= 2 && cut < body.length - 1) pushSides(out, body.slice(0, cut), body.slice(cut), false);
    }
  }
  return out.slice(0, MOST_CUTS);
}

function pushSides(out: Reading[], a: string, b: string, marked: boolean): void {
  const sides = [a.trim(), b.trim()] as const;
  if (sides[0] !== '' && sides[1] !== '') out.push({ kind: 'crossing', sides, marked });
}
