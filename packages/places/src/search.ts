import { distance, type LngLat } from '@clarion/measure';
import { addressHit } from './address.ts';
import { blockHits } from './block.ts';
import { type Context, NO_CONTEXT, readContext, splitDistrict } from './context.ts';
import { readCoordinates } from './coordinates.ts';
import { crossingHits } from './crossing.ts';
import type { Draft } from './draft.ts';
import type { Language, PlaceHit } from './hit.ts';
import { hasKey, placeKey } from './keyTable.ts';
import { kilometreHits, readKilometre } from './kilometre.ts';
import { nearestOnLine } from './line.ts';
import { placeHits, streetHit } from './named.ts';
import { otherSpellings } from './otherSpellings.ts';
import { parse, type Reading } from './parse.ts';
import type { Inside, PlaceIndex } from './placeIndex.ts';
import { readPlusCode } from './plusCode.ts';
import { reverse } from './reverse.ts';
import { SOUNDED } from './soundTable.ts';
import { spokenForms } from './spoken.ts';
import { streetName } from './streetName.ts';
import { resolveStreets } from './streets.ts';

export interface SearchOptions {
  /** Of hits that are otherwise alike, the nearer comes first. It never makes a hit surer. */
  readonly near?: LngLat;
  /** Default 10. */
  readonly limit?: number;
  readonly lang?: Language;
}

/** Guesses beyond this many add noise, not choice. */
const STREETS = 12;
/** A hit may be proposed without the house number that was asked for, behind all that have it. */
const WITHOUT_NUMBER = 2.5;
/** How far off "opposite" and "near" reach. */
const BESIDE_M = 60;
/** Longer than this, a street with a place of its name on it is more than that place. */
const LARGEST_PLACE_M = 1000;

/**
 * Addresses, blocks, crossings, streets, places, coordinates, plus codes and kilometres of roads for what a person typed, in English, Chinese or the
 * local language, whole, misspelt or unfinished; best first. An empty list when nothing is near it.
 */
export function searchPlaces(index: PlaceIndex, query: string, options: SearchOptions = {}): PlaceHit[] {
  const typed = searchTyped(index, query, options);
  const [best] = typed;
  // Whatever is a name as it stands is that name.
  if (best?.confidence === 'exact') return typed;
  const others = otherSpellings(query).map(text => ({ text, beside: false }));
  const spoken = [...spokenForms(query), ...others].flatMap(form => {
    const hits = searchTyped(index, form.text, options);
    return form.beside ? hits.map(beside) : hits;
  });
  const sure = spoken.filter(hit => hit.confidence !== 'unsure');
  if (sure.length === 0) return best === undefined ? spoken.slice(0, options.limit ?? 10) : typed;
  const surer = sure.some(hit => hit.confidence === 'exact');
  if (best?.confidence === 'likely' && !best.ambiguous && !surer) return typed;
  const several = sure.length > 1 && sure[0]!.id !== sure[1]!.id && sure[0]!.score === sure[1]!.score;
  const first = sure.map(hit => (several ? { ...hit, ambiguous: true } : hit));
  const known = new Set(first.map(hit => hit.id));
  return [...first, ...typed.filter(hit => !known.has(hit.id))].slice(0, options.limit ?? 10);
}

/** Somewhere at it, not on it: the circle says so, and nobody takes it as the place itself. */
const beside = (hit: PlaceHit): PlaceHit => ({
  ...hit,
  confidence: hit.confidence === 'exact' ? 'likely' : hit.confidence,
  score: Math.min(hit.score, 0.85),
  uncertaintyM: hit.uncertaintyM + BESIDE_M,
});

function searchTyped(index: PlaceIndex, query: string, options: SearchOptions): PlaceHit[] {
  const lang = options.lang ?? 'en';
  const { inside } = index;
  const coordinates = readCoordinates(query, index.bounds);
  if (coordinates.length > 0) {
    return coordinates.map(c =>
      coordinatesHit(inside, c.at, c.uncertaintyM, c.sure, coordinates.length > 1, lang),
    );
  }
  const code = readPlusCode(query, { near: options.near, bounds: index.bounds });
  if (code !== undefined) {
    const hit = coordinatesHit(inside, code.at, code.uncertaintyM, code.sure, false, lang);
    return [{ ...hit, id: `coordinates:${code.code}`, label: code.code, matched: code.code }];
  }
  const kilometres = readKilometre(query).flatMap(reading => kilometreHits(inside, reading, lang));
  if (kilometres.length > 0) return ranked(kilometres, options.near).slice(0, options.limit ?? 10);
  const { readings, context: said } = parse(query);
  const context = readContext(inside, said);
  const drafts = wholeName(inside, query, readings, lang);
  let crossed = false;
  for (const reading of readings) {
    // Once a crossing is found as such, its text is not a name as well.
    if (crossed && reading.kind === 'name') continue;
    const alone = drafts.every(d => d.confidence === 'unsure');
    const found = draftsOf(inside, reading, context, lang, alone);
    if (reading.kind === 'crossing' && found.length > 0) crossed = true;
    drafts.push(...found);
  }
  return ranked(drafts, options.near).slice(0, options.limit ?? 10);
}

/** Commas, slashes and "and" can stand inside a name: "Peter- und Paul-Strasse", "Vaduz, Post". */
function wholeName(inside: Inside, query: string, readings: readonly Reading[], lang: Language): Draft[] {
  if (!hasKey(inside.keys, placeKey(query)) && !hasKey(inside.keys, streetName(query).full)) return [];
  if (readings.some(r => r.kind === 'name' && r.text === query)) return [];
  return draftsOf(inside, { kind: 'name', text: query }, NO_CONTEXT, lang, false);
}

function draftsOf(
  inside: Inside,
  reading: Reading,
  context: Context,
  lang: Language,
  alone: boolean,
): Draft[] {
  switch (reading.kind) {
    case 'crossing': {
      const hits = crossingHits(inside, reading.sides, context, lang);
      if (!reading.marked) return hits.filter(h => h.confidence !== 'unsure');
      return hits.length > 0 ? hits : reading.sides.flatMap(side => streetsOnly(inside, side, context, lang));
    }
    case 'block':
    case 'address':
      return numbered(inside, reading, context, lang);
    case 'name': {
      const streets = resolveStreets(inside, reading.text, context).slice(0, STREETS);
      // Beside a house number or a crossing that was found, a name counts only as it stands.
      const fitting = alone ? streets : streets.filter(s => s.cost === 0);
      const places = splitDistrict(inside, reading.text, context).flatMap(split =>
        placeHits(inside, split.phrase, split.context, lang, alone && split.phrase === reading.text),
      );
      const whole = fitting.map(s => streetHit(inside, s, lang));
      return [...whole.filter(street => !places.some(place => isOnePlace(street, place))), ...places];
    }
  }
}

/** A bridge is drawn as a street and named as a place: one answer. */
function isOnePlace(street: Draft, place: Draft): boolean {
  if (street.cost >= 1 || place.cost >= 1 || street.uncertaintyM > LARGEST_PLACE_M) return false;
  const lines = street.shape?.coordinates ?? [];
  return lines.some(line => nearestOnLine(line, place.at).distanceM <= place.uncertaintyM);
}

/** The streets of a crossing that does not exist: a proposal, for whoever asks which of the two is right. */
function streetsOnly(inside: Inside, phrase: string, context: Context, lang: Language): Draft[] {
  return resolveStreets(inside, phrase, context)
    .filter(s => s.cost <= 2)
    .slice(0, 3)
    .map(s => ({ ...streetHit(inside, s, lang), confidence: 'unsure' as const, ambiguous: true }));
}

function numbered(
  inside: Inside,
  reading: Reading & { kind: 'block' | 'address' },
  context: Context,
  lang: Language,
): Draft[] {
  const streets = resolveStreets(inside, reading.street, context).slice(0, STREETS);
  return streets.flatMap(street => {
    const blocks = reading.kind === 'block' ? blockHits(inside, street, reading.number, lang) : [];
    if (blocks.length > 0) return blocks;
    const text = reading.kind === 'block' ? `${reading.number}` : reading.text;
    const hit = addressHit(inside, street, reading.number, text, lang);
    if (hit !== undefined) return [hit];
    if (street.cost > 3) return [];
    const whole = streetHit(inside, street, lang);
    return [{ ...whole, confidence: 'unsure' as const, cost: whole.cost + WITHOUT_NUMBER }];
  });
}

const RANK = { exact: 0, likely: 1, unsure: 2 } as const;

/**
 * One hit per thing, best first. Two things that answer the words are two candidates, not one answer: the district
 * Mission and Mission Street for "Mission".
 */
function ranked(drafts: readonly Draft[], near: LngLat | undefined): PlaceHit[] {
  const order = (a: Draft, b: Draft): number =>
    RANK[a.confidence] - RANK[b.confidence] ||
    a.cost - b.cost ||
    (near === undefined ? 0 : distance(a.at, near) - distance(b.at, near)) ||
    a.label.length - b.label.length ||
    (a.id < b.id ? -1 : 1);
  const byId = new Map<string, Draft>();
  for (const draft of [...drafts].sort(order)) if (!byId.has(draft.id)) byId.set(draft.id, draft);
  const list = [...byId.values()];
  const answers = (d: Draft): boolean => d.cost <= 1 && d.confidence !== 'unsure';
  // What was said in pinyin is as good as said in full beside others.
  const told = (d: Draft): boolean => d.confidence === 'exact' || d.cost === SOUNDED.whole;
  const several = list.some(told) && list.filter(answers).length > 1;
  return list
    .map(d => (several && answers(d) ? { ...d, confidence: 'likely' as const, ambiguous: true } : d))
    .sort(order)
    .map(({ cost, ...hit }) => ({
      ...hit,
      score: Math.max(0.05, [1, 0.85, 0.6][RANK[hit.confidence]]! - 0.05 * cost),
    }));
}

function coordinatesHit(
  inside: Inside,
  at: LngLat,
  uncertaintyM: number,
  sure: boolean,
  ambiguous: boolean,
  lang: Language,
): PlaceHit {
  const near = reverse(inside, at, lang);
  const label = `${at[1].toFixed(6)}, ${at[0].toFixed(6)}`;
  return {
    id: `coordinates:${label.replace(' ', '')}`,
    kind: 'coordinates',
    label,
    names: {},
    at,
    uncertaintyM,
    ...(near?.district === undefined ? {} : { district: near.district }),
    ...(near === undefined ? {} : { crossStreets: near.label }),
    score: sure ? 1 : 0.6,
    confidence: sure ? 'exact' : 'unsure',
    ambiguous,
    matched: label,
  };
}
