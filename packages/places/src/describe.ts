import { distance, type LngLat } from '@clarion/measure';
import { displayName } from './displayName.ts';
import type { Language } from './hit.ts';
import type { Names } from './input.ts';
import { known, nodePoint, segmentsOf } from './line.ts';
import { type Inside, namesAt } from './placeIndex.ts';

export const namesOfStreet = (inside: Inside, street: number): Names =>
  namesAt(inside, inside.columns.streetName[street]!);

export const streetLabel = (inside: Inside, street: number, lang: Language): string =>
  displayName(namesOfStreet(inside, street), lang);

export function districtLabel(inside: Inside, district: number, lang: Language): { district?: string } {
  const number = known(district);
  return number === undefined ? {} : { district: displayName(inside.texts.districts[number]!, lang) };
}

export function districtOfStreet(inside: Inside, street: number): number {
  return inside.columns.streetDistrict[street]!;
}

/** The other streets that meet a street at a node. */
export function crossing(inside: Inside, node: number, street: number, lang: Language): string[] {
  const { nodeStreetStart, nodeStreets, streetName } = inside.columns;
  const names = new Set<string>();
  for (let i = nodeStreetStart[node]!; i < nodeStreetStart[node + 1]!; i++) {
    const other = nodeStreets[i]!;
    if (streetName[other] !== streetName[street]) names.add(streetLabel(inside, other, lang));
  }
  return [...names];
}

/** "A – B": what a run of segments lies between, or the one street at its open end's other side. */
export function between(
  inside: Inside,
  segments: readonly number[],
  street: number,
  lang: Language,
): string | undefined {
  const { segmentFrom, segmentTo } = inside.columns;
  const touches = new Map<number, number>();
  for (const s of segments) {
    for (const node of [segmentFrom[s]!, segmentTo[s]!]) touches.set(node, (touches.get(node) ?? 0) + 1);
  }
  const ends = [...touches].filter(([, n]) => n === 1).map(([node]) => node);
  const names = new Set(
    (ends.length > 0 ? ends : [...touches.keys()]).flatMap(node =>
      crossing(inside, node, street, lang).slice(0, 1),
    ),
  );
  return names.size === 0 ? undefined : [...names].slice(0, 2).join(' – ');
}

/** The crossing of a street that lies nearest to a point. */
export function nearestCrossing(
  inside: Inside,
  street: number,
  at: LngLat,
  lang: Language,
): string | undefined {
  const { segmentFrom, segmentTo } = inside.columns;
  let best: string | undefined;
  let bestM = Number.POSITIVE_INFINITY;
  for (const s of segmentsOf(inside, street)) {
    for (const node of [segmentFrom[s]!, segmentTo[s]!]) {
      const m = distance(at, nodePoint(inside, node));
      if (m >= bestM) continue;
      const names = crossing(inside, node, street, lang);
      if (names.length === 0) continue;
      best = names[0];
      bestM = m;
    }
  }
  return best;
}

const chinese = (text: string, lang: Language): boolean => lang === 'zh-CN' && /\p{Script=Han}/u.test(text);

/** Where the number stands before the street even when the street has a local name only. */
const NUMBER_FIRST = new Set('US CA GB IE AU NZ ZA IN SG MY PH FR LU'.split(' '));

/** "人民路12号", "12 Main St", "Hauptstraße 12". */
export function addressLabel(inside: Inside, street: number, number: string, lang: Language): string {
  const label = streetLabel(inside, street, lang);
  if (chinese(label, lang)) return `${label}${number}号`;
  const { countryCode } = inside.texts;
  const names = namesOfStreet(inside, street);
  const first = countryCode === undefined ? names.en !== undefined : NUMBER_FIRST.has(countryCode);
  return first || label === names.en ? `${number} ${label}` : `${label} ${number}`;
}

export function blockLabel(street: string, from: number, lang: Language): string {
  if (lang === 'zh-CN') return `${street} ${from}–${from + 99}号`;
  return `${from} block of ${street}`;
}

export function crossingLabel(a: string, b: string, lang: Language): string {
  return chinese(a + b, lang) ? `${a} / ${b}` : `${a} & ${b}`;
}
