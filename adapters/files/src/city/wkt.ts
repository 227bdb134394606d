import { isLngLat, type LngLat } from '@clarion/measure';

const form = /^\s*(?:SRID=4326;)?\s*LINESTRING\s*(?:Z|M|ZM)?\s*\((?<points>[^()]*)\)\s*$/i;

/** The points of a WKT LINESTRING (OGC 06-103r4 §7); heights are passed over. Undefined when it is none. */
export function parseLineString(text: string): LngLat[] | undefined {
  const list = form.exec(text)?.groups?.['points'];
  if (list === undefined) return undefined;
  const points: LngLat[] = [];
  for (const pair of list.split(',')) {
    const [lng, lat, ...rest] = pair.trim().split(/\s+/);
    const at: unknown = [number(lng), number(lat)];
    if (!isLngLat(at) || rest.length > 2) return undefined;
    points.push(at);
  }
  return points.length >= 2 ? points : undefined;
}

const number = (text: string | undefined) => (text === undefined || text === '' ? NaN : Number(text));
