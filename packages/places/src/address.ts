import { distance, type LngLat, lineLength, metres, pointAlong } from '@clarion/measure';
import { addressLabel, between, districtLabel, namesOfStreet, nearestCrossing } from './describe.ts';
import { type Draft, judged } from './draft.ts';
import type { Language } from './hit.ts';
import { segmentPoints } from './line.ts';
import { addressesOf, highest, isNumbered, lowest, numberOf, type Run, runsOf } from './numbers.ts';
import { type Inside, pairAt } from './placeIndex.ts';
import type { StreetCandidate } from './streets.ts';
import { textAt } from './textPool.ts';

/** A surveyed address point stands for a door. */
const DOOR_M = 10;
const LEAST_INTERPOLATED_M = 20;
/** Two stretches with the same number farther apart than this are two places. */
const ELSEWHERE_M = 250;
/** A number this near a known one is shown there, as a proposal. */
const NEAR_NUMBERS = 100;

interface Spot {
  readonly id: string;
  readonly at: LngLat;
  readonly uncertaintyM: number;
  readonly district: number;
  readonly segment?: number;
  /** Distance in house numbers between the one asked for and the one found. */
  readonly off: number;
  readonly elsewhere: boolean;
}

/**
 * A house number: the surveyed point where there is one, else interpolated along the side of the street that has
 * such numbers, else the nearest known number as an unsure proposal.
 */
export function addressHit(
  inside: Inside,
  candidate: StreetCandidate,
  number: number,
  text: string,
  lang: Language,
): Draft | undefined {
  const spot = spotOf(inside, candidate.street, number, text);
  if (spot === undefined) return undefined;
  const couldBe = (other: number): boolean => {
    const there = spotOf(inside, other, number, text);
    return there?.off === 0 || !isNumbered(inside, other);
  };
  const verdict = judged(candidate, couldBe);
  const cross =
    spot.segment === undefined
      ? nearestCrossing(inside, candidate.street, spot.at, lang)
      : between(inside, [spot.segment], candidate.street, lang);
  return {
    id: spot.id,
    kind: 'address',
    label: addressLabel(inside, candidate.street, text, lang),
    names: namesOfStreet(inside, candidate.street),
    at: spot.at,
    uncertaintyM: spot.uncertaintyM,
    ...districtLabel(inside, spot.district, lang),
    ...(cross === undefined ? {} : { crossStreets: cross }),
    matched: candidate.text,
    cost: candidate.cost + (spot.off > 0 ? 1.5 + spot.off / NEAR_NUMBERS : 0),
    confidence:
      spot.off > 0
        ? 'unsure'
        : spot.elsewhere && verdict.confidence === 'exact'
          ? 'likely'
          : verdict.confidence,
    ambiguous: verdict.ambiguous || spot.elsewhere,
  };
}

function spotOf(inside: Inside, street: number, number: number, text: string): Spot | undefined {
  const surveyed = surveyedSpot(inside, street, number, text);
  if (surveyed?.off === 0) return surveyed;
  const along = interpolated(inside, street, number);
  if (along === undefined) return surveyed;
  if (surveyed === undefined) return along;
  return along.off <= surveyed.off ? along : surveyed;
}

function surveyedSpot(inside: Inside, street: number, number: number, text: string): Spot | undefined {
  const { addressAt, addressDistrict } = inside.columns;
  const plain = (t: string): string => t.toLowerCase().replace(/[^\p{L}\d]/gu, '');
  const wanted = plain(text);
  let best: { address: number; off: number } | undefined;
  const same: LngLat[] = [];
  for (const address of addressesOf(inside, street)) {
    const own = textAt(inside.pools.addressNumber, address);
    const value = numberOf(own);
    // "12a" asked and "12" known: next door, not the door.
    const off =
      plain(own) === wanted ? 0 : Number.isNaN(value) ? Number.NaN : Math.max(1, Math.abs(value - number));
    if (off === 0) same.push(pairAt(addressAt, address));
    if (best === undefined || off < best.off) best = { address, off };
  }
  if (best === undefined || !(best.off <= NEAR_NUMBERS)) return undefined;
  const at = pairAt(addressAt, best.address);
  return {
    id: `address:${street}:${textAt(inside.pools.addressNumber, best.address)}`,
    at,
    uncertaintyM: best.off === 0 ? DOOR_M : Math.min(1000, 50 + 10 * best.off),
    district: addressDistrict[best.address]!,
    off: best.off,
    elsewhere: same.some(p => distance(p, at) > ELSEWHERE_M),
  };
}

function interpolated(inside: Inside, street: number, number: number): Spot | undefined {
  const runs = runsOf(inside, street);
  const holding = runs.filter(run => lowest(run) <= number && number <= highest(run));
  const own = holding.filter(run => onThisSide(run, number));
  const list = own.length > 0 ? own : holding;
  const width = (run: Run): number => highest(run) - lowest(run);
  const run = list.reduce<Run | undefined>(
    (a, b) => (a === undefined || width(b) < width(a) ? b : a),
    undefined,
  );
  if (run !== undefined) {
    const line = segmentPoints(inside, run.segment);
    const lengthM = lineLength(line);
    const at = pointAlong(line, metres(lengthM * fractionOf(run, number)));
    const elsewhere = list.some(r => {
      const other = segmentPoints(inside, r.segment);
      return distance(at, pointAlong(other, metres(lineLength(other) * fractionOf(r, number)))) > ELSEWHERE_M;
    });
    return {
      id: `address:${textAt(inside.pools.segmentId, run.segment)}:${number}`,
      at,
      uncertaintyM: Math.ceil(Math.max(LEAST_INTERPOLATED_M, lengthM / 3)),
      district: inside.columns.segmentDistrict[run.segment]!,
      segment: run.segment,
      off: 0,
      elsewhere,
    };
  }
  const off = (r: Run): number => Math.min(Math.abs(r.from - number), Math.abs(r.to - number));
  const near = runs.reduce<Run | undefined>(
    (a, b) => (a === undefined || off(b) < off(a) ? b : a),
    undefined,
  );
  if (near === undefined || off(near) > NEAR_NUMBERS) return undefined;
  const line = segmentPoints(inside, near.segment);
  const atStart = Math.abs(near.from - number) <= Math.abs(near.to - number);
  return {
    id: `address:${textAt(inside.pools.segmentId, near.segment)}:${number}`,
    at: atStart ? line[0]! : line.at(-1)!,
    uncertaintyM: Math.ceil(Math.max(100, lineLength(line))),
    district: inside.columns.segmentDistrict[near.segment]!,
    segment: near.segment,
    off: off(near),
    elsewhere: false,
  };
}

const fractionOf = (run: Run, number: number): number =>
  run.from === run.to ? 0.5 : (number - run.from) / (run.to - run.from);

/** Odd and even numbers mostly lie on opposite sides. */
const onThisSide = (run: Run, number: number): boolean =>
  run.from % 2 !== run.to % 2 || run.from % 2 === number % 2;
