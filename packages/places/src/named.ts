import { type LngLat, lineLength, metres, pointAlong } from '@clarion/measure';
import type { Context } from './context.ts';
import { districtLabel, districtOfStreet, namesOfStreet, nearestCrossing, streetLabel } from './describe.ts';
import { displayName } from './displayName.ts';
import { type Draft, judged } from './draft.ts';
import { edits } from './edits.ts';
import { hasHan } from './fold.ts';
import type { Confidence, Language } from './hit.ts';
import { formOf, keysWith, placeKey } from './keyTable.ts';
import { nearestOnLine, radius, segmentPoints, segmentsOf } from './line.ts';
import { addressesOf } from './numbers.ts';
import { typedSound } from './pinyin.ts';
import { type Inside, namesAt, pairAt } from './placeIndex.ts';
import { reverse } from './reverse.ts';
import { SOUNDED, soundedCost, sounding } from './soundTable.ts';
import type { StreetCandidate } from './streets.ts';
import { textAt } from './textPool.ts';
import { matchWords } from './wordIndex.ts';

const FOUND_BY_WORDS = 20;

/** A whole street: the point on it nearest to its middle. */
export function streetHit(inside: Inside, candidate: StreetCandidate, lang: Language): Draft {
  const { street } = candidate;
  const lines = segmentsOf(inside, street).map(s => segmentPoints(inside, s));
  const lots = addressesOf(inside, street).map(a => pairAt(inside.columns.addressAt, a));
  const at = lines.length > 0 ? middleOf(lines) : lots[lots.length >> 1]!;
  const cross = nearestCrossing(inside, street, at, lang);
  const district = districtOfStreet(inside, street);
  const firstSegment = inside.columns.segmentStart[street]!;
  return {
    id: `street:${lines.length > 0 ? textAt(inside.pools.segmentId, firstSegment) : `${street}`}`,
    kind: 'street',
    label: streetLabel(inside, street, lang),
    names: namesOfStreet(inside, street),
    at,
    uncertaintyM: radius(at, lines.length > 0 ? lines : [lots], 15),
    ...districtLabel(inside, district, lang),
    ...(cross === undefined ? {} : { crossStreets: cross }),
    ...(lines.length > 0 ? { shape: { type: 'MultiLineString' as const, coordinates: lines } } : {}),
    matched: candidate.text,
    cost: candidate.cost,
    ...judged(candidate, () => true),
  };
}

function middleOf(lines: readonly (readonly LngLat[])[]): LngLat {
  let weight = 0;
  let lng = 0;
  let lat = 0;
  for (const line of lines) {
    const lengthM = lineLength(line);
    const [x, y] = pointAlong(line, metres(lengthM / 2));
    weight += lengthM;
    lng += x * lengthM;
    lat += y * lengthM;
  }
  if (weight === 0) return lines[0]![0]!;
  const middle: LngLat = [lng / weight, lat / weight];
  const nearest = lines.map(line => nearestOnLine(line, middle));
  return nearest.reduce((a, b) => (b.distanceM < a.distanceM ? b : a)).point;
}

/** Places by their whole name or alias first, else by their words. */
export function placeHits(
  inside: Inside,
  phrase: string,
  context: Context,
  lang: Language,
  wide: boolean,
): Draft[] {
  const { keys } = inside;
  const asked = placeKey(phrase);
  const offers = new Map<number, { key: number; cost: number; confidence: Confidence }>();
  const offer = (key: number, cost: number, confidence: Confidence): void => {
    const place = -1 - keys.of[key]!;
    if (place >= 0 && !((offers.get(place)?.cost ?? Number.POSITIVE_INFINITY) <= cost)) {
      offers.set(place, { key, cost, confidence });
    }
  };
  for (const key of keysWith(keys, 'full', asked)) offer(key, 0, 'exact');
  const sounded = offers.size > 0 && hasHan(phrase) ? [] : sounding(inside.sounds, typedSound(phrase));
  for (const one of sounded) if (one.how === 'whole') offer(one.key, SOUNDED.whole, 'likely');
  if (offers.size === 0 && wide) {
    for (const one of sounded) offer(one.key, soundedCost(keys, one), 'unsure');
    const matches = matchWords(inside.words, phrase, FOUND_BY_WORDS);
    for (const { key, whole } of matches) {
      const limit = 3;
      const slips = edits(asked, formOf(keys, 'full', key), limit);
      offer(key, whole ? 2 : slips <= limit ? 1.5 + slips : 6, 'unsure');
    }
  }
  const fitting = [...offers].filter(([place]) => fits(inside, place, context));
  const list = fitting.length > 0 ? fitting : [...offers];
  const misplaced = fitting.length === 0;
  return list.map(([place, { key, cost, confidence }]) => {
    const at = pairAt(inside.columns.placeAt, place);
    const district = inside.columns.placeDistrict[place]!;
    const id = textAt(inside.pools.placeId, place);
    const names = namesAt(inside, inside.columns.placeName[place]!);
    const near = reverse(inside, at, lang);
    const label = displayName(names, lang);
    const sure = confidence !== 'unsure' && !context.unknown && !misplaced;
    return {
      id: `place:${id}`,
      kind: 'place',
      label,
      names,
      at,
      uncertaintyM: inside.columns.placeUncertaintyM[place]!,
      ...(near?.district === undefined ? {} : { district: near.district }),
      ...districtLabel(inside, district, lang),
      ...(near === undefined || near.label === label ? {} : { crossStreets: near.label }),
      matched: textAt(keys.text, key),
      cost,
      confidence: !sure ? 'unsure' : list.length === 1 ? confidence : 'likely',
      ambiguous: list.length > 1,
    };
  });
}

function fits(inside: Inside, place: number, context: Context): boolean {
  return context.districts.size === 0 || context.districts.has(inside.columns.placeDistrict[place]!);
}
