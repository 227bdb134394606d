import type { LngLat } from '@clarion/measure';
import type { CirclesAnswer, DayResult, PlanningGround } from '@clarion/protocol';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { Speech } from '../words/speak.ts';
import { dayAt } from './day-at.ts';
import type { Desk } from './planner.ts';
import { changesOf, type GroundPost, type Variant, variantNow } from './variant.ts';

type Drawn = FeatureCollection<Geometry, Record<string, string | number | boolean>>;
type One = Feature<Geometry, Record<string, string | number | boolean>>;

export const collection = (features: readonly One[]): Drawn => ({
  type: 'FeatureCollection',
  features: [...features],
});
const point = (at: LngLat, properties: One['properties']): One => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [...at] },
  properties,
});

/** Largest first, so that smaller ones lie on top; `band` counts from the smallest. */
export function circleFeatures(circles: CirclesAnswer | undefined, w: Speech): Drawn {
  const areas = [...(circles?.areas ?? [])].sort((a, b) => b.minutes - a.minutes);
  return collection(
    areas.map(({ minutes, coordinates }, i) => ({
      type: 'Feature',
      geometry: {
        type: 'MultiPolygon',
        coordinates: coordinates.map(one => one.map(ring => ring.map(at => [...at]))),
      },
      properties: {
        minutes,
        band: Math.min(2, areas.length - 1 - i),
        label: w('plan.withinShort', { minutes }),
      },
    })),
  );
}

export function postFeatures(
  posts: readonly GroundPost[],
  ground: PlanningGround,
  variant: Variant,
  desk: Desk,
  w: Speech,
): Drawn {
  const now = variantNow(ground);
  const before = new Map(now.posts.map(post => [post.postId, post]));
  const moved = changesOf(now, variant).posts;
  const isMoved = new Set(moved.map(post => post.postId));
  const units = (postId: string) =>
    ground.units.filter(unit => unit.agency === desk.agency && variant.postOf[unit.unitId] === postId).length;
  const ways = moved.flatMap((post): One[] => {
    const from = before.get(post.postId);
    if (from === undefined || !posts.some(one => one.postId === post.postId)) return [];
    return [
      {
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: [[...from.at], [...post.at]] },
        properties: { kind: 'way' },
      },
      point(from.at, { kind: 'before' }),
    ];
  });
  return collection([
    ...ways,
    ...posts.map(post =>
      point(post.at, {
        kind: 'post',
        postId: post.postId,
        label: `${post.postId} ${w.named(post.names)}`,
        units: units(post.postId),
        chosen: post.postId === desk.postId,
        moved: isMoved.has(post.postId),
      }),
    ),
  ]);
}

export const siteFeatures = (sites: readonly { readonly id: string; readonly at: LngLat }[]): Drawn =>
  collection(sites.map(({ id, at }) => point(at, { id })));

export function dayFeatures(day: DayResult, atS: number): Drawn {
  const { units, calls } = dayAt(day, atS);
  return collection([
    ...calls.map(({ at, state }) => point(at, { kind: 'call', state })),
    ...units.map(({ id, at, state }) => point(at, { kind: 'unit', state, label: id })),
  ]);
}
