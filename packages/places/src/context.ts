import { spellings } from './displayName.ts';
import { fold, hasHan } from './fold.ts';
import type { Inside } from './placeIndex.ts';

/** What a query says about where the street or place lies. */
export interface Context {
  readonly districts: ReadonlySet<number>;
  readonly zips: ReadonlySet<number>;
  /** Something was said that the index does not know: the thing meant may lie off this map. */
  readonly unknown: boolean;
}

export const NO_CONTEXT: Context = { districts: new Set(), zips: new Set(), unknown: false };

/** Reads what stands after the commas: districts, postal codes, the region's own names. */
export function readContext(inside: Inside, parts: readonly string[]): Context {
  const districts = new Set<number>();
  const zips = new Set<number>();
  let unknown = false;
  for (const part of parts) {
    const text = fold(part);
    if (text === '') continue;
    const found = findDistricts(inside, text);
    for (const d of found) districts.add(d);
    if (found.length > 0) continue;
    let rest = ` ${text} `;
    for (const region of inside.texts.region) rest = rest.replace(` ${region} `, ' ');
    for (const token of rest.split(' ').filter(t => t !== '')) {
      const zip = inside.texts.zips.indexOf(token);
      if (zip >= 0) zips.add(zip);
      else unknown = true;
    }
  }
  return { districts, zips, unknown };
}

function findDistricts(inside: Inside, text: string): number[] {
  const exact = inside.districtsByName.get(text);
  if (exact !== undefined) return [exact];
  if (!hasHan(text) || text.length < 2) return [];
  return [...inside.districtsByName]
    .filter(([name]) => hasHan(name) && name.startsWith(text))
    .map(([, i]) => i);
}

export interface Split {
  readonly phrase: string;
  readonly context: Context;
}

/**
 * The ways to read a phrase that may begin (Chinese) or end (elsewhere) with a district: as it stands first, then
 * with the district taken off. Chinese administrative prefixes that the index does not know come last.
 */
export function splitDistrict(inside: Inside, phrase: string, context: Context): Split[] {
  const splits: Split[] = [{ phrase, context }];
  const text = fold(phrase);
  for (const [index, names] of inside.texts.districts.entries()) {
    for (const name of spellings(names).map(fold)) {
      const rest =
        hasHan(name) && text.startsWith(name)
          ? text.slice(name.length)
          : text.endsWith(` ${name}`)
            ? text.slice(0, -name.length - 1)
            : '';
      if (rest === '') continue;
      splits.push({
        phrase: rest.trim(),
        context: { ...context, districts: new Set([...context.districts, index]) },
      });
    }
  }
  const addressed = chineseUnits(inside, text, context);
  if (addressed !== undefined) splits.push(addressed);
  return splits;
}

/** Takes 省, 市, 区 and the like off the front: known districts narrow the search, unknown units make it unsure. */
function chineseUnits(inside: Inside, text: string, context: Context): Split | undefined {
  const districts = new Set(context.districts);
  let { unknown } = context;
  let rest = text;
  for (;;) {
    const unit = /^(\p{Script=Han}{2,6}?(?:省|市|自治区|区|县|镇|乡|街道))(?=\p{Script=Han}{2})/u.exec(
      rest,
    )?.[1];
    if (unit === undefined) break;
    rest = rest.slice(unit.length);
    const found = findDistricts(inside, unit);
    for (const d of found) districts.add(d);
    const region = inside.texts.region.some(r => r === unit || r === unit.slice(0, -1));
    if (found.length === 0 && !region) unknown = true;
  }
  return rest === text ? undefined : { phrase: rest, context: { ...context, districts, unknown } };
}

/** Whether a street runs through the districts and postal codes that were said. */
export function streetFits(inside: Inside, street: number, context: Context): boolean {
  if (context.districts.size === 0 && context.zips.size === 0) return true;
  const { segmentStart, segmentDistrict, segmentZip, addressStart, addressDistrict, streetDistrict } =
    inside.columns;
  for (let s = segmentStart[street]!; s < segmentStart[street + 1]!; s++) {
    const inDistrict = context.districts.size === 0 || context.districts.has(segmentDistrict[s]!);
    const inZip = context.zips.size === 0 || context.zips.has(segmentZip[s]!);
    if (inDistrict && inZip) return true;
  }
  if (context.zips.size > 0) return false;
  for (let a = addressStart[street]!; a < addressStart[street + 1]!; a++) {
    if (context.districts.has(addressDistrict[a]!)) return true;
  }
  return context.districts.has(streetDistrict[street]!);
}
