import type { LngLat } from '@clarion/measure';
import type { GazetteerInput, StreetSegmentInput } from '../src/index.ts';
import { streetName } from '../src/streetName.ts';

/** A query that somebody got wrong, and what they meant. */
export interface Mistake {
  readonly kind: string;
  readonly query: string;
  /** Folded names of the streets meant. */
  readonly meant: readonly string[];
  /** Where: the ends of the segments meant. */
  readonly near: readonly LngLat[];
  /** The query is, letter by letter, the whole name of another street: nobody could know better. */
  readonly otherName: boolean;
}

/** Mulberry32: small, seeded, good enough to pick letters. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const TYPES = ['ST', 'AVE', 'WAY', 'DR', 'CT', 'BLVD', 'LN', 'TER'];

/** `count` seeded mistakes about numbered streets of the table: blocks, addresses, crossings and bare streets. */
export function mistakes(input: GazetteerInput, seed: number, count: number): Mistake[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const numbered = input.segments.filter(s => (s.left?.from ?? 0) > 0);
  const byName = new Map<string, StreetSegmentInput[]>();
  for (const s of input.segments) byName.set(nameOf(s), [...(byName.get(nameOf(s)) ?? []), s]);
  const names = new Set([...byName.keys()].map(n => streetName(n).full));
  const types = new Map<string, Set<string>>();
  for (const name of byName.keys()) {
    const { base, type } = streetName(name);
    types.set(base, (types.get(base) ?? new Set<string>()).add(type));
  }
  const several = numbered.filter(s => types.get(streetName(nameOf(s)).base)!.size > 1);
  const atNode = new Map<string, StreetSegmentInput[]>();
  for (const s of input.segments)
    for (const n of [s.from, s.to]) atNode.set(n, [...(atNode.get(n) ?? []), s]);

  const spoilt: Record<string, (name: string) => string> = {
    'one slip': name => slip(name, random),
    'two slips': name => slip(slip(name, random), random),
    'type left out': name => withoutType(name),
    'type left out, one slip': name => slip(withoutType(name), random),
    'another type': name => `${withoutType(name)} ${pick(TYPES)}`,
    'a word left out': name => {
      const words = name.split(' ');
      words.splice(Math.floor(random() * words.length), 1);
      return words.join(' ');
    },
    'cut short': name => name.slice(0, 3 + Math.floor(random() * Math.max(1, name.length - 4))).trim(),
    'type left out, several streets': name => withoutType(name),
  };
  const kinds = Object.keys(spoilt);
  const out: Mistake[] = [];
  while (out.length < count) {
    const kind = pick(kinds);
    const segment = pick(kind.endsWith('several streets') ? several : numbered);
    const name = nameOf(segment);
    const text = spoilt[kind]!(name);
    if (text.trim() === '' || streetName(text).full === streetName(name).full) continue;
    const otherName = names.has(streetName(text).full);
    const hundred = Math.floor(segment.left!.from / 100) * 100;
    const block = byName.get(name)!.filter(s => hundredOf(s) === hundred);
    const ends = (list: readonly StreetSegmentInput[]): LngLat[] => list.flatMap(s => [...s.points]);
    const form = Math.floor(random() * 4);
    const common = { kind, otherName, meant: [streetName(name).full] };
    if (form === 0) out.push({ ...common, query: `${hundred} Block of ${text}`, near: ends(block) });
    else if (form === 1) out.push({ ...common, query: `${segment.left!.from} ${text}`, near: ends(block) });
    else if (form === 2) out.push({ ...common, query: text, near: ends(byName.get(name)!) });
    else {
      const node = random() < 0.5 ? segment.from : segment.to;
      const other = atNode.get(node)!.find(s => nameOf(s) !== name);
      if (other === undefined) continue;
      const at = node === segment.from ? segment.points[0]! : segment.points.at(-1)!;
      const meant = [...common.meant, streetName(nameOf(other)).full];
      out.push({ ...common, query: `${text}/${nameOf(other)}`, meant, near: [at] });
    }
  }
  return out;
}

const nameOf = (s: StreetSegmentInput): string => s.street.en!;
const hundredOf = (s: StreetSegmentInput): number => Math.floor((s.left?.from ?? 0) / 100) * 100;
const withoutType = (name: string): string =>
  name.replace(/ (?:ST|AVE|WAY|DR|CT|BLVD|LN|TER|RD|PL|ALY|CIR)$/, '');

function slip(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const letter = LETTERS[Math.floor(random() * 26)]!.toUpperCase();
  switch (Math.floor(random() * 4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + letter + text.slice(at);
    case 2:
      return text.slice(0, at) + letter + text.slice(at + 1);
    default:
      return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
  }
}
