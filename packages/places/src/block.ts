import { distance, type LngLat, lineLength, metres, pointAlong } from '@clarion/measure';
import { between, blockLabel, districtLabel, namesOfStreet, streetLabel } from './describe.ts';
import { type Draft, judged } from './draft.ts';
import type { Language } from './hit.ts';
import { partOfLine, radius, segmentPoints } from './line.ts';
import { addressesOf, highest, isNumbered, lowest, numberOf, runsOf } from './numbers.ts';
import { type Inside, pairAt } from './placeIndex.ts';
import type { StreetCandidate } from './streets.ts';
import { textAt } from './textPool.ts';

/** Addresses stand this far from the line of their street. */
const KERB_M = 15;
const APART_M = 250;

interface Piece {
  readonly segment: number;
  readonly line: readonly LngLat[];
  readonly lengthM: number;
  /** House numbers of the block that lie here, both sides together. */
  readonly numbers: number;
}

/**
 * "1200 block of X": the pieces of the street with numbers 1200–1299. The point is the middle of the piece with the
 * largest share of the block, the shape all of it, and the uncertainty reaches the block's farthest end.
 */
export function blockHits(
  inside: Inside,
  candidate: StreetCandidate,
  number: number,
  lang: Language,
): Draft[] {
  const from = Math.floor(number / 100) * 100;
  const verdict = judged(candidate, other => !isNumbered(inside, other) || hasBlock(inside, other, from));
  const street = streetLabel(inside, candidate.street, lang);
  const described = {
    kind: 'block' as const,
    label: blockLabel(street, from, lang),
    names: namesOfStreet(inside, candidate.street),
    matched: candidate.text,
    cost: candidate.cost,
    ...verdict,
  };
  const groups = apart(piecesOf(inside, candidate.street, from));
  if (groups.length > 0) {
    const several = groups.length > 1;
    const confidence = several && verdict.confidence === 'exact' ? 'likely' : verdict.confidence;
    return groups.map(pieces => {
      const main = pieces.reduce((a, b) => (share(b) > share(a) ? b : a));
      const at = pointAlong(main.line, metres(main.lengthM / 2));
      const lines = pieces.map(p => p.line);
      const segments = pieces.map(p => p.segment);
      const cross = between(inside, segments, candidate.street, lang);
      const district = inside.columns.segmentDistrict[main.segment]!;
      return {
        ...described,
        id: `block:${textAt(inside.pools.segmentId, main.segment)}:${from}`,
        at,
        uncertaintyM: radius(at, lines, KERB_M),
        ...districtLabel(inside, district, lang),
        ...(cross === undefined ? {} : { crossStreets: cross }),
        shape: { type: 'MultiLineString' as const, coordinates: lines },
        confidence,
        ambiguous: verdict.ambiguous || several,
      };
    });
  }
  const lots = lotsOf(inside, candidate.street, from);
  if (lots.length === 0) return [];
  const points = lots.map(a => pairAt(inside.columns.addressAt, a));
  const at = points[points.length >> 1]!;
  const district = inside.columns.addressDistrict[lots[0]!]!;
  return [
    {
      ...described,
      id: `block:${candidate.street}:${from}`,
      at,
      uncertaintyM: radius(at, [points], 2 * KERB_M),
      ...districtLabel(inside, district, lang),
    },
  ];
}

/** A block whose pieces lie far from each other is several places with one address; the larger comes first. */
function apart(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const near = groups.filter(g => g.some(p => gap(p.line, piece.line) <= APART_M));
    for (const g of near) groups.splice(groups.indexOf(g), 1);
    groups.push([...near.flat(), piece]);
  }
  const weight = (g: readonly Piece[]): number => Math.max(...g.map(share));
  return groups.sort((a, b) => weight(b) - weight(a));
}

const gap = (a: readonly LngLat[], b: readonly LngLat[]): number =>
  Math.min(...[a[0]!, a.at(-1)!].flatMap(p => [distance(p, b[0]!), distance(p, b.at(-1)!)]));

const share = (piece: Piece): number => piece.numbers * piece.lengthM;

const hasBlock = (inside: Inside, street: number, from: number): boolean =>
  piecesOf(inside, street, from).length > 0 || lotsOf(inside, street, from).length > 0;

function lotsOf(inside: Inside, street: number, from: number): number[] {
  const number = (a: number): number => numberOf(textAt(inside.pools.addressNumber, a));
  return addressesOf(inside, street)
    .filter(a => number(a) >= Math.max(1, from) && number(a) <= from + 99)
    .sort((a, b) => number(a) - number(b));
}

function piecesOf(inside: Inside, street: number, from: number): Piece[] {
  const low = Math.max(1, from);
  const high = from + 99;
  const bySegment = new Map<number, { numbers: number; begin: number; end: number }>();
  for (const run of runsOf(inside, street)) {
    const first = Math.max(low, lowest(run));
    const last = Math.min(high, highest(run));
    if (first > last) continue;
    const piece = bySegment.get(run.segment) ?? { numbers: 0, begin: 1, end: 0 };
    const width = highest(run) - lowest(run);
    const along = (n: number): number => (run.to >= run.from ? n - lowest(run) : highest(run) - n) / width;
    // A run that is mostly this block is all of it: the numbers at its ends need not reach the corners.
    const whole = last - first >= width / 2;
    piece.numbers += last - first + 1;
    piece.begin = Math.min(piece.begin, whole ? 0 : Math.min(along(first), along(last)));
    piece.end = Math.max(piece.end, whole ? 1 : Math.max(along(first), along(last)));
    bySegment.set(run.segment, piece);
  }
  return [...bySegment].map(([segment, { numbers, begin, end }]) => {
    const line = partOfLine(segmentPoints(inside, segment), begin, end);
    return { segment, line, lengthM: lineLength(line), numbers };
  });
}
