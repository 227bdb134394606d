import { distance, type LngLat } from '@clarion/measure';
import { type PlaceHit, type PlaceIndex, searchPlaces } from '../src/index.ts';
import { streetName } from '../src/streetName.ts';
import type { Mistake } from './mistakes.ts';

/** A first hit this near a published point of the address names the right block: blocks are some 130 m long. */
const FOUND_M = 150;
/** A published point stands on the kerb, not on the line of the street. */
const KERB_M = 15;
const RIGHT_M = 250;

const round = (n: number, digits: number): number => Number(n.toFixed(digits));

/** How well the first hit meets the published points; distances are to the first point published. */
export function figuresOf(index: PlaceIndex, addresses: readonly [string, readonly LngLat[]][]) {
  const distances: number[] = [];
  let found = 0;
  let within = 0;
  let exact = 0;
  let farAndSure = 0;
  for (const [address, points] of addresses) {
    const hit = searchPlaces(index, address)[0];
    if (hit === undefined) continue;
    const nearestM = Math.min(...points.map(p => distance(p, hit.at)));
    if (nearestM <= FOUND_M) found++;
    else if (isSure(hit)) farAndSure++;
    if (nearestM <= hit.uncertaintyM + KERB_M) within++;
    if (hit.confidence === 'exact') exact++;
    distances.push(distance(points[0]!, hit.at));
  }
  distances.sort((a, b) => a - b);
  const quantile = (q: number): number => round(distances[Math.ceil(q * distances.length) - 1]!, 1);
  const n = addresses.length;
  return {
    n,
    found,
    foundShare: round(found / n, 4),
    medianM: quantile(0.5),
    p90M: quantile(0.9),
    p99M: quantile(0.99),
    exact,
    withinUncertaintyShare: round(within / n, 4),
    farAndSure,
  };
}

const isSure = (hit: PlaceHit): boolean =>
  hit.confidence === 'exact' || (hit.confidence === 'likely' && !hit.ambiguous);

/**
 * How often the first hit is given as sure and is the wrong thing. Queries that spell another street's whole name
 * are counted apart: whoever says "25th Avenue" for 25th Street is understood as said.
 */
export function surenessOf(index: PlaceIndex, list: readonly Mistake[]) {
  let sure = 0;
  let wrong = 0;
  let first = 0;
  let listed = 0;
  let otherNames = 0;
  let otherNamesTaken = 0;
  for (const mistake of list) {
    const hits = searchPlaces(index, mistake.query);
    const hit = hits[0];
    if (hits.some(h => isRight(h, mistake))) listed++;
    if (mistake.otherName) otherNames++;
    if (hit === undefined) continue;
    const right = isRight(hit, mistake);
    if (right) first++;
    if (!isSure(hit)) continue;
    sure++;
    if (!right && mistake.otherName) otherNamesTaken++;
    else if (!right) wrong++;
  }
  const n = list.length;
  return {
    n,
    firstShare: round(first / n, 4),
    listedShare: round(listed / n, 4),
    sure,
    confidentlyWrong: wrong,
    confidentlyWrongShare: round(wrong / n, 5),
    otherNames,
    otherNamesTaken,
  };
}

function isRight(hit: PlaceHit, { meant, near }: Mistake): boolean {
  if (hit.kind === 'street') return meant.includes(streetName(hit.names.en ?? '').full);
  return near.some(p => distance(p, hit.at) <= RIGHT_M);
}
