import {
  type Call,
  circleAt95,
  factorTo,
  outlineOf,
  type Place,
  pointOf,
  type ReportedLocation,
  radiusOf,
  scaled,
} from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import type { SealedText } from '@clarion/protocol';
import type { Speech } from '../words/speak.ts';

/** What the phone of the call on the card has said of where it is, oldest first. Of the page only, as long as the card stands. */
export interface Located {
  readonly callId: string;
  /** 'erased' when its time was over; undefined until it is read, and for who may not. */
  readonly locations: readonly (ReportedLocation | 'erased' | undefined)[];
}

export function locatedOf(callId: string, refs: Call['locations'], texts: readonly SealedText[]): Located {
  const byId = new Map(texts.map(one => [one.sealedId, one]));
  return {
    callId,
    locations: (refs ?? []).map(({ sealedId }) => {
      const read = byId.get(sealedId);
      if (read === undefined) return undefined;
      return read.text === undefined ? 'erased' : (JSON.parse(read.text) as ReportedLocation);
    }),
  };
}

/** The newest of them, where it can be read. */
export function newestOf(located: Located | undefined): ReportedLocation | undefined {
  const newest = located?.locations.at(-1);
  return newest === 'erased' ? undefined : newest;
}

/** The newest as a place of the card; verified when the caller says so. */
export function placeOfLocation(
  location: ReportedLocation | undefined,
  verified: boolean,
  w: Speech,
): Place | undefined {
  const circle = location && circleAt95(location);
  if (circle === undefined) return undefined;
  const m = Math.round(circle.radiusM);
  const known = location?.confidence !== undefined;
  const floor = location?.civic?.['FLR'];
  return {
    at: circle.at,
    uncertaintyM: m,
    label: w(known ? 'location.label' : 'location.labelUnknown', { m }),
    source: 'phone',
    verified,
    ...(floor === undefined ? {} : { floor: floor.slice(0, 40) }),
  };
}

/** A civic address as one line to search for: number and street, then what is around it. */
export function civicLine(civic: Readonly<Record<string, string>>): string {
  const join = (...codes: readonly string[]) => codes.flatMap(code => civic[code] ?? []).join(' ');
  return [
    join('HNO', 'HNS', 'PRD', 'RD', 'STS', 'POD'),
    join('LMK'),
    join('BLD'),
    join('A4'),
    join('A3'),
    join('A2'),
  ]
    .filter(part => part !== '')
    .join(', ');
}

/** What is drawn: as it was sent, and, where it can be reckoned and differs, as it is at 95 %. */
export interface DrawnLocation {
  readonly ring: readonly LngLat[];
  readonly at: LngLat;
  readonly kind: 'sent' | 'at95';
  readonly percent: number | undefined;
}

export function drawnOf(location: ReportedLocation): readonly DrawnLocation[] {
  const { shape, confidence, form } = location;
  if (shape === undefined) return [];
  const at = pointOf(shape);
  const ring = outlineOf(shape);
  const percent = confidence === undefined ? undefined : Math.round(confidence * 100);
  const sent: DrawnLocation = { ring: ring ?? [], at, kind: 'sent', percent };
  const factor = factorTo(0.95, confidence, form);
  if (factor === undefined || ring === undefined || Math.abs(factor - 1) < 0.03) return [sent];
  return [sent, { ring: outlineOf(scaled(shape, factor)) ?? [], at, kind: 'at95', percent: 95 }];
}

/** "circle ±120 m at 67 % · ±201 m at 95 % (reckoned) · by DerivedGPS" */
export function sayLocation(location: ReportedLocation, w: Speech): string {
  const { shape, confidence, form, method, civic } = location;
  const parts: string[] = [];
  if (shape !== undefined) {
    const name = w(`location.shape.${shape.kind}`);
    const m = Math.round(radiusOf(shape));
    if (shape.kind === 'point') parts.push(w('location.exact'));
    else if (confidence === undefined) parts.push(`${name} ${w('location.unknown', { m })}`);
    else {
      parts.push(`${name} ${w('location.at', { m, percent: Math.round(confidence * 100) })}`);
      const factor = factorTo(0.95, confidence, form);
      if (factor !== undefined && Math.abs(factor - 1) >= 0.03)
        parts.push(`${w('location.at95', { m: Math.round(m * factor) })} (${w('location.reckoned')})`);
    }
  }
  if (method !== undefined) parts.push(w('location.method', { method }));
  if (civic !== undefined) parts.push(`${w('location.civic')}: ${civicLine(civic)}`);
  return parts.join(' · ');
}
