import { distance, type LngLat } from '@clarion/measure';
import {
  addressLabel,
  between,
  blockLabel,
  crossing,
  crossingLabel,
  districtLabel,
  namesOfStreet,
  streetLabel,
} from './describe.ts';
import { doorAt } from './door.ts';
import type { Language, PlaceHit } from './hit.ts';
import { nearestOnLine, nodePoint, segmentPoints } from './line.ts';
import type { Inside, PlaceIndex } from './placeIndex.ts';
import { textAt } from './textPool.ts';

/** Farther from any street than this, a point has no address. */
const REACH_M = 1000;
const AT_CROSSING_M = 25;
/** Where people count in hundred blocks; elsewhere a point is called after the nearest door. */
const HUNDREDS = new Set(['US', 'CA']);

/**
 * What a point on the map would be called: the crossing, door, block or street nearest to it, with the streets it
 * lies between. `at` stays the point asked about, `uncertaintyM` is its distance to what it is named after.
 * Undefined when no street lies within a kilometre.
 */
export function crossStreetsAt(index: PlaceIndex, at: LngLat, lang: Language = 'en'): PlaceHit | undefined {
  return reverse(index.inside, at, lang);
}

export function reverse(inside: Inside, at: LngLat, lang: Language): PlaceHit | undefined {
  const near = nearestSegment(inside, at);
  if (near === undefined) return undefined;
  const { segment, street, distanceM } = near;
  const { segmentFrom, segmentTo, segmentDistrict, segmentNumbers } = inside.columns;
  const label = streetLabel(inside, street, lang);
  const cross = between(inside, [segment], street, lang);
  const common = {
    names: namesOfStreet(inside, street),
    at,
    uncertaintyM: Math.ceil(distanceM),
    ...districtLabel(inside, segmentDistrict[segment]!, lang),
    ...(cross === undefined ? {} : { crossStreets: cross }),
    score: 1,
    confidence: 'exact' as const,
    ambiguous: false,
    matched: label,
  };
  const corner = [segmentFrom[segment]!, segmentTo[segment]!]
    .map(node => ({
      node,
      m: distance(at, nodePoint(inside, node)),
      others: crossing(inside, node, street, lang),
    }))
    .filter(c => c.m <= AT_CROSSING_M && c.others.length > 0)
    .sort((a, b) => a.m - b.m)[0];
  if (corner !== undefined) {
    const id = `crossing:${textAt(inside.pools.nodeId, corner.node)}`;
    const uncertaintyM = Math.ceil(corner.m);
    return {
      ...common,
      id,
      kind: 'crossing',
      label: crossingLabel(label, corner.others[0]!, lang),
      uncertaintyM,
    };
  }
  const id = textAt(inside.pools.segmentId, segment);
  if (!HUNDREDS.has(inside.texts.countryCode ?? '')) {
    const door = doorAt(inside, street, segment, at);
    if (door !== undefined) {
      const uncertaintyM = Math.ceil(door.distanceM ?? distanceM);
      const named = addressLabel(inside, street, door.number, lang);
      return { ...common, id: door.id, kind: 'address', label: named, uncertaintyM, confidence: 'likely' };
    }
    return { ...common, id: `street:${id}`, kind: 'street', label };
  }
  const numbers = [...segmentNumbers.subarray(4 * segment, 4 * segment + 4)].filter(n => n > 0);
  const hundred = Math.floor((numbers[0] ?? 0) / 100) * 100;
  if (numbers.length > 0 && numbers.every(n => n < hundred + 100 && n >= hundred)) {
    return {
      ...common,
      id: `block:${id}:${hundred}`,
      kind: 'block',
      label: blockLabel(label, hundred, lang),
    };
  }
  return { ...common, id: `street:${id}`, kind: 'street', label };
}

function nearestSegment(
  inside: Inside,
  at: LngLat,
): { segment: number; street: number; distanceM: number } | undefined {
  if (inside.tree === undefined) return undefined;
  const squeeze = Math.max(0.01, Math.cos((at[1] * Math.PI) / 180));
  // Doubling boxes: the first that holds a segment nearer than its own half-width holds the nearest.
  for (let reachM = 60; reachM <= 2 * REACH_M; reachM *= 2) {
    const dy = reachM / 111_000;
    const dx = dy / squeeze;
    let best: { segment: number; distanceM: number } | undefined;
    for (const segment of inside.tree.search(at[0] - dx, at[1] - dy, at[0] + dx, at[1] + dy)) {
      const { distanceM } = nearestOnLine(segmentPoints(inside, segment), at);
      if (best === undefined || distanceM < best.distanceM) best = { segment, distanceM };
    }
    if (best !== undefined && best.distanceM <= Math.min(reachM, REACH_M)) {
      return { ...best, street: streetOf(inside, best.segment) };
    }
  }
  return undefined;
}

/** Segments are grouped by street, so the street is found by bisection. */
function streetOf(inside: Inside, segment: number): number {
  const { segmentStart } = inside.columns;
  let low = 0;
  let high = segmentStart.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (segmentStart[middle]! <= segment) low = middle;
    else high = middle;
  }
  return low;
}
