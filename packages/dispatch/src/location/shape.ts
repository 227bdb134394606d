import { bearing, distance, type LngLat } from '@clarion/measure';
import type { LocationShape } from './reported.ts';

const PER_LAT = 111_195;
const STEPS = 64;
const RADIANS = Math.PI / 180;

/** The place `eastM`, `northM` away; plane geometry is exact enough below 50 km. */
function offset([lng, lat]: LngLat, eastM: number, northM: number): LngLat {
  return [lng + eastM / (PER_LAT * Math.cos(lat * RADIANS)), lat + northM / PER_LAT];
}

const polar = (at: LngLat, deg: number, radiusM: number): LngLat =>
  offset(at, Math.sin(deg * RADIANS) * radiusM, Math.cos(deg * RADIANS) * radiusM);

/** The shape's border, closed; undefined of a point, which has none. */
export function outlineOf(shape: LocationShape): readonly LngLat[] | undefined {
  switch (shape.kind) {
    case 'point':
      return undefined;
    case 'circle':
      return around(step => polar(shape.at, step * 360, shape.radiusM));
    case 'ellipse': {
      const [sin, cos] = [Math.sin(shape.orientationDeg * RADIANS), Math.cos(shape.orientationDeg * RADIANS)];
      return around(step => {
        const along = Math.cos(step * 2 * Math.PI) * shape.semiMajorM;
        const across = Math.sin(step * 2 * Math.PI) * shape.semiMinorM;
        return offset(shape.at, along * sin + across * cos, along * cos - across * sin);
      });
    }
    case 'arcBand': {
      const { at, innerM, outerM, startDeg, openingDeg } = shape;
      const arc = (radiusM: number) =>
        Array.from({ length: STEPS + 1 }, (_, i) => polar(at, startDeg + (i / STEPS) * openingDeg, radiusM));
      const back = innerM > 0 ? arc(innerM).reverse() : openingDeg >= 360 ? [] : [at];
      const ring = [...arc(outerM), ...back];
      return [...ring, ring[0]!];
    }
    case 'polygon': {
      const [first] = shape.ring;
      const last = shape.ring.at(-1);
      const isClosed = first !== undefined && last !== undefined && distance(first, last) === 0;
      return isClosed || first === undefined ? shape.ring : [...shape.ring, first];
    }
  }
}

function around(at: (step: number) => LngLat): readonly LngLat[] {
  const ring = Array.from({ length: STEPS }, (_, i) => at(i / STEPS));
  return [...ring, ring[0]!];
}

/** The one point to take for the shape: its centroid (RFC 7459, 5.1). */
export function pointOf(shape: LocationShape): LngLat {
  switch (shape.kind) {
    case 'point':
    case 'circle':
    case 'ellipse':
      return shape.at;
    case 'arcBand': {
      const { innerM, outerM, startDeg, openingDeg } = shape;
      const half = (openingDeg / 2) * RADIANS;
      const spread = half === 0 ? 1 : Math.sin(half) / half;
      const thick =
        outerM + innerM === 0 ? 0 : (outerM ** 2 + outerM * innerM + innerM ** 2) / (outerM + innerM);
      return polar(shape.at, startDeg + openingDeg / 2, (2 / 3) * thick * spread);
    }
    case 'polygon':
      return centroid(shape.ring);
  }
}

/** Radius around `pointOf` that holds the whole shape (RFC 7459, 5.2); 0 of a point. */
export function radiusOf(shape: LocationShape): number {
  if (shape.kind === 'point') return 0;
  if (shape.kind === 'circle') return shape.radiusM;
  if (shape.kind === 'ellipse') return shape.semiMajorM;
  const at = pointOf(shape);
  return Math.max(0, ...(outlineOf(shape) ?? []).map(corner => distance(at, corner)));
}

/** The shape made larger or smaller around its point. */
export function scaled(shape: LocationShape, factor: number): LocationShape {
  switch (shape.kind) {
    case 'point':
      return shape;
    case 'circle':
      return { ...shape, radiusM: shape.radiusM * factor };
    case 'ellipse':
      return { ...shape, semiMajorM: shape.semiMajorM * factor, semiMinorM: shape.semiMinorM * factor };
    case 'arcBand':
    case 'polygon': {
      const at = pointOf(shape);
      const ring = (outlineOf(shape) ?? []).map(corner =>
        polar(at, bearing(at, corner), distance(at, corner) * factor),
      );
      return { kind: 'polygon', ring };
    }
  }
}

/** Of a simple ring in the plane around its first corner; of one without an area the mean of its corners. */
function centroid(ring: readonly LngLat[]): LngLat {
  const origin = ring[0] ?? [0, 0];
  const plane = ring.map(
    ([lng, lat]) => [(lng - origin[0]) * Math.cos(origin[1] * RADIANS), lat - origin[1]] as const,
  );
  let area = 0;
  let east = 0;
  let north = 0;
  for (let i = 0; i < plane.length; i++) {
    const [x0, y0] = plane[i]!;
    const [x1, y1] = plane[(i + 1) % plane.length]!;
    const cross = x0 * y1 - x1 * y0;
    area += cross / 2;
    east += ((x0 + x1) * cross) / 6;
    north += ((y0 + y1) * cross) / 6;
  }
  const mean = (index: 0 | 1) => plane.reduce((sum, one) => sum + one[index], 0) / plane.length;
  const [x, y] = Math.abs(area) < 1e-14 ? [mean(0), mean(1)] : [east / area, north / area];
  return [origin[0] + x / Math.cos(origin[1] * RADIANS), origin[1] + y];
}
