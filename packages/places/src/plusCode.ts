import { type Bounds, distance, type LngLat } from '@clarion/measure';
import { decode, expand } from 'pluscodes';
import type { CoordinatesReading } from './coordinates.ts';

const DIGITS = '23456789CFGHJMPQRVWX';
/** A code in full has eight places before the plus, filled with zeros where it is coarse; a short one has four or six. */
const CODE = new RegExp(
  String.raw`^(?=[${DIGITS}0]{4,8}\+)([${DIGITS}]+0*)\+([${DIGITS}]{2,7})?(?:[\s,，]+(.*))?$`,
  'iu',
);

/**
 * An Open Location Code ("plus code") in a query. In full it needs nothing else; a short one, as phones show it ("QHFJ+X6
 * San Francisco"), means the nearest such cell to `near`, else to the middle of the map. What follows a short code names a
 * town and is not read: away from the map's surroundings it would mean another cell, so a short code is never sure.
 * Undefined when the text is no code. Source: Open Location Code specification, google/open-location-code.
 */
export function readPlusCode(
  query: string,
  around: { readonly near?: LngLat | undefined; readonly bounds?: Bounds | undefined },
): (CoordinatesReading & { readonly code: string }) | undefined {
  const match = CODE.exec(query.normalize('NFKC').trim());
  if (match === null) return undefined;
  const text = `${match[1]}+${match[2] ?? ''}`.toUpperCase();
  const isWhole = match[1]!.length === 8;
  if (!isWhole && match[1]!.includes('0')) return undefined;
  const code = isWhole ? text : expanded(text, around);
  const cell = code === undefined ? null : decode(code);
  if (code === undefined || cell === null) return undefined;
  const { latitude, longitude, latitudeResolution, longitudeResolution } = cell;
  const at: LngLat = [longitude, latitude];
  const corner: LngLat = [longitude + longitudeResolution / 2, latitude + latitudeResolution / 2];
  return { at, uncertaintyM: Math.max(1, Math.ceil(distance(at, corner))), sure: isWhole, code };
}

function expanded(
  short: string,
  { near, bounds }: { readonly near?: LngLat | undefined; readonly bounds?: Bounds | undefined },
): string | undefined {
  const middle = bounds && ([(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2] as const);
  const reference = near ?? middle;
  if (reference === undefined) return undefined;
  return expand(short, { longitude: reference[0], latitude: reference[1] }) ?? undefined;
}
