import type { ErrorForm, LocationShape, ReportedLocation } from '@clarion/dispatch';
import { USUAL_CONFIDENCE } from '@clarion/dispatch';
import { fail, type Instant, instant, isLngLat, type LngLat, ok, type Result } from '@clarion/measure';
import { childOf, descendants, readXml, type XmlElement } from './xml-tree.ts';

export type LocationFault =
  | { readonly code: 'LocationUnreadable'; readonly line: number; readonly reason: string }
  | { readonly code: 'LocationMissing' }
  | { readonly code: 'LocationShapeUnknown'; readonly shape: string }
  | { readonly code: 'LocationWrong'; readonly part: string; readonly value: string };

class Wrong extends Error {
  readonly fault: LocationFault;
  constructor(fault: LocationFault) {
    super(fault.code);
    this.fault = fault;
  }
}
const wrong = (part: string, value: string): never => {
  throw new Wrong({ code: 'LocationWrong', part, value: value.slice(0, 80) });
};

const shapes = ['Point', 'Circle', 'Sphere', 'Ellipse', 'Ellipsoid', 'ArcBand', 'Polygon', 'Prism'] as const;
/** Latitude before longitude, in the plane and with a height (RFC 5491, 5). */
const crs = /(?:EPSG:{1,2}|crs:EPSG::)(4326|4979)$/;
const METRE = /(?:^|:)9001$/;
const RADIAN = /(?:^|:)9101$/;
const DEGREE = /(?:^|:)9102$/;
/** 40 km: no network that answers a call is less certain. */
const LARGEST_M = 40_000;
const MOST_CORNERS = 200;

/** Parts of a civic address that say where (RFC 4119, 5139). Names of occupants and post boxes say who, and are left out. */
const civicParts =
  /^(country|A[1-6]|PRM|PRD|RD|STS|POD|POM|RDSEC|RDBR|RDSUBBR|HNO|HNS|LMK|LOC|FLR|PC|BLD|UNIT|ROOM|PLC)$/;

/**
 * The location in a PIDF-LO document (RFC 4119, 5139, 5491, 7459): the first that has a shape or an address, as RFC 5491 has it for
 * documents with several. Errors: not XML, no location, a shape or a value that nobody could draw; never an exception.
 */
export function readPidfLo(text: string): Result<ReportedLocation, LocationFault> {
  const read = readXml(text);
  if (!read.ok) return fail({ code: 'LocationUnreadable', ...read.error });
  try {
    return locationIn(read.value);
  } catch (error) {
    if (error instanceof Wrong) return fail(error.fault);
    throw error;
  }
}

function locationIn(root: XmlElement): Result<ReportedLocation, LocationFault> {
  let unknown: string | undefined;
  for (const geopriv of descendants(root, 'geopriv')) {
    const info = childOf(geopriv, 'location-info');
    if (info === undefined) continue;
    const drawn = info.children.find(child => shapes.some(name => name === child.name));
    const address = childOf(info, 'civicAddress');
    unknown ??= info.children.find(child => child !== drawn && child !== address)?.name;
    const civic = address === undefined ? undefined : civicOf(address);
    if (drawn === undefined && civic === undefined) continue;
    const method = childOf(geopriv, 'method')?.text;
    const foundAt = timeIn(geopriv, root);
    return ok({
      ...(drawn === undefined ? {} : { shape: shapeOf(drawn) }),
      ...confidenceOf(info),
      ...(method && /^[\w.-]{1,40}$/.test(method) ? { method } : {}),
      ...(foundAt === undefined ? {} : { foundAt }),
      ...(civic === undefined ? {} : { civic }),
    });
  }
  return fail(
    unknown === undefined
      ? { code: 'LocationMissing' }
      : { code: 'LocationShapeUnknown', shape: unknown.slice(0, 80) },
  );
}

/** `timestamp` stands beside the geopriv of the same tuple, device or person. */
function timeIn(geopriv: XmlElement, root: XmlElement): Instant | undefined {
  const holder = root.children.find(
    child => child === geopriv || [...descendants(child, 'geopriv')].includes(geopriv),
  );
  const said = holder && [...descendants(holder, 'timestamp')][0]?.text;
  if (!said) return undefined;
  const at = Date.parse(said);
  return Number.isFinite(at) ? instant(at) : wrong('timestamp', said);
}

function confidenceOf(info: XmlElement): { readonly confidence?: number; readonly form: ErrorForm } {
  const element = childOf(info, 'confidence');
  if (element === undefined) return { confidence: USUAL_CONFIDENCE, form: 'unknown' };
  const pdf = element.attributes['pdf'];
  const form = pdf === 'normal' || pdf === 'rectangular' ? pdf : 'unknown';
  if (element.text === 'unknown') return { form };
  const percent = Number(element.text);
  if (!(percent > 0 && percent <= 100)) wrong('confidence', element.text);
  return { confidence: percent / 100, form };
}

function civicOf(address: XmlElement): Readonly<Record<string, string>> | undefined {
  const parts = address.children.flatMap(({ name, text }) =>
    civicParts.test(name) && text !== '' ? [[name, text.slice(0, 120)] as const] : [],
  );
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

function shapeOf(element: XmlElement): LocationShape {
  const srs = element.attributes['srsName'];
  if (srs !== undefined && !crs.test(srs)) wrong('srsName', srs);
  switch (element.name) {
    case 'Point':
      return { kind: 'point', at: positionIn(element) };
    case 'Circle':
    case 'Sphere':
      return { kind: 'circle', at: positionIn(element), radiusM: lengthIn(element, 'radius') };
    case 'Ellipse':
    case 'Ellipsoid': {
      const [a, b] = [lengthIn(element, 'semiMajorAxis'), lengthIn(element, 'semiMinorAxis')];
      const orientationDeg = angleIn(element, 'orientation');
      return {
        kind: 'ellipse',
        at: positionIn(element),
        semiMajorM: Math.max(a, b),
        semiMinorM: Math.min(a, b),
        // Who names the axes the other way round means the same ellipse, turned.
        orientationDeg: b > a ? (orientationDeg + 90) % 360 : orientationDeg,
      };
    }
    case 'ArcBand': {
      const [innerM, outerM] = [lengthIn(element, 'innerRadius'), lengthIn(element, 'outerRadius')];
      if (innerM > outerM) wrong('innerRadius', String(innerM));
      const openingDeg = angleIn(element, 'openingAngle');
      return {
        kind: 'arcBand',
        at: positionIn(element),
        innerM,
        outerM,
        startDeg: angleIn(element, 'startAngle'),
        openingDeg: openingDeg === 0 ? 360 : openingDeg,
      };
    }
    default: {
      // A polygon, or the base of a prism, which stands on the ground as it is.
      const ring = ringIn(element);
      return { kind: 'polygon', ring };
    }
  }
}

const numbersOf = (text: string) => text.split(/\s+/).filter(Boolean).map(Number);

function positionIn(element: XmlElement): LngLat {
  const pos = [...descendants(element, 'pos')][0];
  if (pos === undefined) return wrong('pos', '—');
  return place(numbersOf(pos.text), pos.text);
}

function place([lat, lng, ...rest]: readonly number[], said: string): LngLat {
  const at = [lng, lat];
  if (rest.length > 1 || !isLngLat(at)) return wrong('pos', said);
  return at;
}

function ringIn(element: XmlElement): readonly LngLat[] {
  const ring = [...descendants(element, 'LinearRing')][0] ?? wrong('LinearRing', '—');
  const list = childOf(ring, 'posList');
  const said = list?.text ?? ring.children.map(child => child.text).join(' ');
  const all = numbersOf(said);
  const dimension =
    list === undefined ? numbersOf(childOf(ring, 'pos')?.text ?? '').length : dimensionOf(list, all);
  const corners: LngLat[] = [];
  for (let i = 0; i + dimension <= all.length; i += dimension)
    corners.push(place(all.slice(i, i + dimension), said));
  if (dimension < 2 || all.length % dimension !== 0 || corners.length < 4 || corners.length > MOST_CORNERS)
    wrong('LinearRing', said);
  return corners;
}

/** As the list says it, else what its coordinate system has, else two. */
function dimensionOf(list: XmlElement, all: readonly number[]): number {
  const said = Number(list.attributes['srsDimension'] ?? list.attributes['dimension']);
  if (said === 2 || said === 3) return said;
  // A list of which every third number repeats is one with a height.
  return all.length % 2 !== 0 ||
    (all.length % 3 === 0 && all.length >= 12 && all.every((n, i) => i % 3 !== 2 || n === all[2]))
    ? 3
    : 2;
}

function lengthIn(element: XmlElement, name: string): number {
  const found = childOf(element, name) ?? wrong(name, '—');
  const uom = found.attributes['uom'];
  if (uom !== undefined && !METRE.test(uom)) wrong(`${name} uom`, uom);
  const metres = Number(found.text);
  if (found.text === '' || !(metres >= 0 && metres <= LARGEST_M)) wrong(name, found.text);
  return metres;
}

/** In degrees, 0 ≤ angle < 360; radians are turned into them. */
function angleIn(element: XmlElement, name: string): number {
  const found = childOf(element, name) ?? wrong(name, '—');
  const uom = found.attributes['uom'] ?? ':9102';
  if (!DEGREE.test(uom) && !RADIAN.test(uom)) wrong(`${name} uom`, uom);
  const said = Number(found.text) * (RADIAN.test(uom) ? 180 / Math.PI : 1);
  if (found.text === '' || !Number.isFinite(said)) wrong(name, found.text);
  return said >= 0 && said < 360 ? said : ((said % 360) + 360) % 360;
}
