import {
  type Board,
  type Call,
  closuresInForce,
  type Place,
  postsOf,
  speedsInForce,
} from '@clarion/dispatch';
import type { Instant, LngLat } from '@clarion/measure';
import type { UnitPosition } from '@clarion/protocol';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { drawnOf, type Located, newestOf } from '../location/located.ts';
import { placeNow } from '../moving/moved-places.ts';
import type { Closing } from '../streets/closing.ts';
import { signs } from '../units/sign.ts';

type Drawn = FeatureCollection<Geometry, Record<string, string | number | boolean>>;
type One = Feature<Geometry, Record<string, string | number | boolean>>;

const point = (at: LngLat, properties: One['properties']): One => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [...at] },
  properties,
});

export const collection = (features: readonly One[]): Drawn => ({
  type: 'FeatureCollection',
  features: [...features],
});

/**
 * Units where they were last seen; a place set by hand stands before a fix until it expires. Those that nobody has seen stand
 * at their post, where `orAtPost`: looking back, nobody is drawn where nobody knew them to be.
 */
export function unitFeatures(
  board: Board,
  positions: ReadonlyMap<string, UnitPosition>,
  now: number,
  selected: string | undefined,
  orAtPost = true,
): Drawn {
  const staleMs = (board.configuration?.clocks.staleFixSeconds ?? 60) * 1000;
  const features: One[] = [];
  for (const unit of board.units.values()) {
    const byHand = unit.placed !== undefined && unit.placed.expiresAt > now ? unit.placed.at : undefined;
    const fix = positions.get(unit.unitId);
    const at = byHand ?? fix?.at ?? (orAtPost ? unit.description.home : undefined);
    if (at === undefined) continue;
    const known = byHand !== undefined || (fix !== undefined && fix.source !== 'post');
    const stale = byHand === undefined && (fix === undefined || now - fix.fixAt > staleMs);
    features.push(
      point(at, {
        unitId: unit.unitId,
        status: unit.status,
        label: `${signs[unit.status]}${unit.unitId}${unit.doubt === undefined ? '' : '?'}${byHand === undefined ? '' : '⌖'}`,
        dim: stale || !known || unit.doubt !== undefined,
        busy: unit.status !== 'available' && unit.status !== 'outOfService',
        selected: unit.unitId === selected,
      }),
    );
  }
  return collection(features);
}

/** Open incidents with their priority; the one in hand is ringed. */
export function incidentFeatures(
  board: Board,
  inHand: string | undefined,
  moved: ReadonlyMap<string, Place | null> = new Map(),
): Drawn {
  const features: One[] = [];
  const ids = new Set(board.openIncidents);
  if (inHand !== undefined) ids.add(inHand);
  for (const incidentId of ids) {
    const incident = board.incidents.get(incidentId);
    const place = incident && placeNow(moved, incident).place;
    if (incident === undefined || place === undefined) continue;
    features.push(
      point(place.at, {
        incidentId,
        priority: incident.priority,
        verified: place.verified,
        inHand: incidentId === inHand,
        waiting: incident.assignmentIds.length === 0,
      }),
    );
  }
  return collection(features);
}

export function postFeatures(board: Board): Drawn {
  return collection(postsOf(board).map(post => point(post.at, { postId: post.postId, kind: post.kind })));
}

/** What is not known exactly is drawn as large as it is: the phone's circle, the chosen place's circle. */
export function roughFeatures(
  call: Call | undefined,
  board: Board,
  inHand: string | undefined,
  located: Located | undefined,
  percentOf: (percent: number) => string,
): Drawn {
  const features: One[] = [];
  const newest = located?.callId === call?.callId ? newestOf(located) : undefined;
  for (const { ring, at, kind, percent } of newest === undefined ? [] : drawnOf(newest)) {
    if (ring.length > 0)
      features.push({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [ring.map(one => [...one])] },
        properties: { kind: 'phone', sent: kind === 'sent' },
      });
    if (kind === 'sent') features.push(point(at, { kind: 'phone' }));
    const top = ring.reduce((most, one) => (one[1] > most[1] ? one : most), at);
    if (percent !== undefined) features.push(point(top, { kind: 'confidence', label: percentOf(percent) }));
  }
  const place = call?.place ?? (inHand === undefined ? undefined : board.incidents.get(inHand)?.place);
  if (place !== undefined) {
    if (place.uncertaintyM > 0) features.push(circle(place.at, place.uncertaintyM, { kind: 'chosen' }));
    features.push(point(place.at, { kind: 'chosen', verified: place.verified }));
  }
  return collection(features);
}

/** A ring of `radiusM` around `at`; plane geometry is exact enough below 50 km. */
export function circle(at: LngLat, radiusM: number, properties: One['properties']): One {
  const perLat = 111_195;
  const perLng = perLat * Math.cos((at[1] * Math.PI) / 180);
  const ring = Array.from({ length: 65 }, (_, i) => {
    const angle = (i / 64) * 2 * Math.PI;
    return [at[0] + (Math.cos(angle) * radiusM) / perLng, at[1] + (Math.sin(angle) * radiusM) / perLat];
  });
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties };
}

/** Closed and slowed streets with the time at which they open again, and those that are offered for closing. */
export function closureFeatures(
  board: Board,
  now: Instant,
  closing: Closing | undefined,
  timeOf: (at: number) => string,
): Drawn {
  const lines = (all: readonly (readonly LngLat[])[], properties: One['properties']): One => ({
    type: 'Feature',
    geometry: { type: 'MultiLineString', coordinates: all.map(line => line.map(at => [...at])) },
    properties,
  });
  const closed = closuresInForce(board, now).map(({ closureId, lines: drawn, expiresAt }) =>
    lines(drawn, { kind: 'closed', label: `✕ ${closureId} → ${timeOf(expiresAt).slice(0, 5)}` }),
  );
  const slowed = speedsInForce(board, now).map(({ speedId, lines: drawn, pace, expiresAt }) => {
    const said = 'kmh' in pace ? `${pace.kmh} km/h` : `${Math.round(pace.factor * 100)} %`;
    return lines(drawn, { kind: 'slowed', label: `~ ${speedId} ${said} → ${timeOf(expiresAt).slice(0, 5)}` });
  });
  const offered = (closing?.streets ?? []).map(street => lines(street.lines, { kind: 'offered', label: '' }));
  return collection([...closed, ...slowed, ...offered]);
}

export function routeFeatures(
  routes: readonly { readonly unitId: string; readonly points: readonly LngLat[] }[],
): Drawn {
  return collection(
    routes.map(route => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: route.points.map(at => [...at]) },
      properties: { unitId: route.unitId },
    })),
  );
}
