import { fail, isLngLat, type LngLat, ok, type Result } from '@clarion/measure';
import { findCrossing } from './ring-crossing.ts';
import { circleShape, polygonShape, type Shape } from './shape.ts';

/** A ring of positions, its first repeated at its end, as RFC 7946 has it. Either turning is taken. */
export type Ring = readonly LngLat[];

/**
 * What a cordon is to close off. `polygons` are the coordinates of a GeoJSON MultiPolygon: of each, the outer
 * ring and then its holes; a place is inside when it lies in an outer ring and in none of its holes. Edges
 * belong to the area. Areas across the 180th meridian are not known here.
 */
export type HazardArea =
  | { readonly kind: 'circle'; readonly centre: LngLat; readonly radiusM: number }
  | { readonly kind: 'polygons'; readonly polygons: readonly (readonly Ring[])[] };

/** `polygon` and `ring` count from 0; ring 0 is the outer one. */
interface RingPlace {
  readonly polygon: number;
  readonly ring: number;
}

export type AreaFault =
  | { readonly code: 'areaEmpty' }
  | { readonly code: 'radiusUnfit'; readonly radiusM: number }
  | { readonly code: 'centreUnfit' }
  | ({ readonly code: 'positionUnfit'; readonly position: number } & RingPlace)
  | ({ readonly code: 'ringNotClosed' } & RingPlace)
  | ({ readonly code: 'ringTooShort' } & RingPlace)
  | ({ readonly code: 'ringSelfTouching'; readonly at: LngLat } & RingPlace)
  | ({ readonly code: 'ringsCross'; readonly at: LngLat } & RingPlace);

/** Half the way around the earth: no circle is larger. */
const MOST_RADIUS_M = 20_000_000;

/** What is wrong with an area in itself, wherever it lies; undefined when nothing is. */
export function checkArea(area: HazardArea): AreaFault | undefined {
  const shape = shapeOf(area);
  return shape.ok ? undefined : shape.error;
}

/** The area as a shape that can be asked. Errors: see `AreaFault`; the first one found. */
export function shapeOf(area: HazardArea): Result<Shape, AreaFault> {
  if (area.kind === 'circle') {
    if (!isLngLat(area.centre)) return fail({ code: 'centreUnfit' });
    if (!(area.radiusM > 0 && area.radiusM <= MOST_RADIUS_M))
      return fail({ code: 'radiusUnfit', radiusM: area.radiusM });
    return ok(circleShape(area.centre, area.radiusM));
  }
  if (area.polygons.length === 0) return fail({ code: 'areaEmpty' });
  const polygons: LngLat[][][] = [];
  for (const [polygon, rings] of area.polygons.entries()) {
    if (rings.length === 0) return fail({ code: 'areaEmpty' });
    const clean: LngLat[][] = [];
    for (const [ring, positions] of rings.entries()) {
      const checked = checkRing(positions, { polygon, ring });
      if (!checked.ok) return checked;
      clean.push(checked.value);
    }
    const crossing = findCrossing(clean);
    if (crossing) {
      const { ring, isSelf, at } = crossing;
      return fail({ code: isSelf ? 'ringSelfTouching' : 'ringsCross', polygon, ring, at });
    }
    polygons.push(clean);
  }
  return ok(polygonShape(polygons));
}

/** A ring without positions that repeat the one before. */
function checkRing(positions: Ring, place: RingPlace): Result<LngLat[], AreaFault> {
  const unfit = positions.findIndex(position => !isLngLat(position));
  if (unfit !== -1) return fail({ code: 'positionUnfit', position: unfit, ...place });
  const [first, last] = [positions[0], positions[positions.length - 1]];
  if (!first || !last) return fail({ code: 'ringTooShort', ...place });
  if (first[0] !== last[0] || first[1] !== last[1]) return fail({ code: 'ringNotClosed', ...place });
  const clean = positions.filter(
    ([lng, lat], i) => i === 0 || lng !== positions[i - 1]![0] || lat !== positions[i - 1]![1],
  );
  return clean.length < 4 ? fail({ code: 'ringTooShort', ...place }) : ok(clean);
}
