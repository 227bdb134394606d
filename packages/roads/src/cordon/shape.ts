import { type Bounds, between, boundsOf, distance, type LngLat, ringContains } from '@clarion/measure';

const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;

/** An area that can be asked. Distances are on the plane that touches the earth at its centre: for areas of town size. */
export interface Shape {
  readonly bounds: Bounds;
  readonly centre: LngLat;
  /** from the centre to the furthest place of the area */
  readonly radiusM: number;
  /** Edges belong to the area. */
  contains(at: LngLat): boolean;
  /** How far along the straight way from a to b the area begins, 0–1; undefined when the way misses it. */
  entry(a: LngLat, b: LngLat): number | undefined;
  /** Whether a place lies further than this from the area: never one in a hole, which the area encloses. */
  isFurther(at: LngLat, metres: number): boolean;
  /** To the nearest edge, from inside as from outside. */
  edgeDistanceM(at: LngLat): number;
}

export function circleShape(centre: LngLat, radiusM: number): Shape {
  const plane = planeAt(centre);
  const dLat = radiusM / METRES_PER_DEGREE;
  const dLng = dLat / plane.scale;
  const awayM = (at: LngLat) => Math.hypot(plane.x(at[0]), plane.y(at[1]));
  return {
    bounds: [centre[0] - dLng, centre[1] - dLat, centre[0] + dLng, centre[1] + dLat],
    centre,
    radiusM,
    contains: at => awayM(at) <= radiusM,
    entry(a, b) {
      const [ax, ay] = [plane.x(a[0]), plane.y(a[1])];
      const [dx, dy] = [plane.x(b[0]) - ax, plane.y(b[1]) - ay];
      const over = ax * ax + ay * ay - radiusM * radiusM;
      if (over <= 0) return 0;
      const square = dx * dx + dy * dy;
      const towards = -(ax * dx + ay * dy);
      const root = towards * towards - square * over;
      if (towards <= 0 || root < 0) return undefined;
      const along = (towards - Math.sqrt(root)) / square;
      return along <= 1 ? along : undefined;
    },
    isFurther: (at, metres) => awayM(at) > radiusM + metres,
    edgeDistanceM: at => Math.abs(awayM(at) - radiusM),
  };
}

/** Rings are closed and sound: see `shapeOf`. */
export function polygonShape(polygons: readonly (readonly (readonly LngLat[])[])[]): Shape {
  const corners = polygons.flat(2);
  const bounds = boundsOf(corners)!;
  const [west, south, east, north] = bounds;
  const centre: LngLat = [(west + east) / 2, (south + north) / 2];
  const plane = planeAt(centre);
  const sides = polygons.flat().flatMap(ring => ring.slice(1).map((b, i) => [ring[i]!, b] as const));
  const onPlane = Float64Array.from(
    sides.flatMap(([a, b]) => [plane.x(a[0]), plane.y(a[1]), plane.x(b[0]), plane.y(b[1])]),
  );
  const isInBounds = ([lng, lat]: LngLat) => lng >= west && lng <= east && lat >= south && lat <= north;
  const contains = (at: LngLat): boolean =>
    isInBounds(at) &&
    (sides.some(([a, b]) => isOnSide(at, a, b)) ||
      polygons.some(
        ([outer, ...holes]) => ringContains(outer!, at) && !holes.some(hole => ringContains(hole, at)),
      ));
  const box = [plane.x(west), plane.y(south), plane.x(east), plane.y(north)] as const;
  const nearestM = (at: LngLat, enoughM: number): number => {
    const [x, y] = [plane.x(at[0]), plane.y(at[1])];
    let best = Infinity;
    for (let i = 0; i < onPlane.length && best > enoughM; i += 4) {
      const [ax, ay] = [onPlane[i]! - x, onPlane[i + 1]! - y];
      const [dx, dy] = [onPlane[i + 2]! - onPlane[i]!, onPlane[i + 3]! - onPlane[i + 1]!];
      const along = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
      best = Math.min(best, Math.hypot(ax + along * dx, ay + along * dy));
    }
    return best;
  };
  return {
    bounds,
    centre,
    radiusM: Math.max(...corners.map(corner => distance(centre, corner))),
    contains,
    entry(a, b) {
      if (contains(a)) return 0;
      let first = Infinity;
      for (const [c, d] of sides) first = Math.min(first, meeting(a, b, c, d));
      if (first === Infinity) return contains(b) ? 1 : undefined;
      return first;
    },
    isFurther(at, metres) {
      const [x, y] = [plane.x(at[0]), plane.y(at[1])];
      const beside = Math.max(box[0] - x, 0, x - box[2]);
      const above = Math.max(box[1] - y, 0, y - box[3]);
      if (Math.hypot(beside, above) > metres) return true;
      return !polygons.some(([outer]) => ringContains(outer!, at)) && nearestM(at, metres) > metres;
    },
    edgeDistanceM: at => nearestM(at, -1),
  };
}

/** The share of a → b at which it meets the side c–d; Infinity when it does not. */
function meeting(a: LngLat, b: LngLat, c: LngLat, d: LngLat): number {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const [qx, qy] = [c[0] - a[0], c[1] - a[1]];
  const cross = rx * sy - ry * sx;
  if (cross !== 0) {
    const along = (qx * sy - qy * sx) / cross;
    const aside = (qx * ry - qy * rx) / cross;
    return along >= 0 && along <= 1 && aside >= 0 && aside <= 1 ? along : Infinity;
  }
  // Parallel: only a way along the side's own line meets it, first at one of the side's ends.
  if (qx * ry - qy * rx !== 0) return Infinity;
  const square = rx * rx + ry * ry;
  if (square === 0) return Infinity;
  const ends = [qx * rx + qy * ry, (qx + sx) * rx + (qy + sy) * ry].map(dot => dot / square);
  return Math.min(...ends.filter(along => along >= 0 && along <= 1), Infinity);
}

function isOnSide(at: LngLat, a: LngLat, b: LngLat): boolean {
  if ((b[0] - a[0]) * (at[1] - a[1]) !== (b[1] - a[1]) * (at[0] - a[0])) return false;
  return (
    at[0] >= Math.min(a[0], b[0]) &&
    at[0] <= Math.max(a[0], b[0]) &&
    at[1] >= Math.min(a[1], b[1]) &&
    at[1] <= Math.max(a[1], b[1])
  );
}

function planeAt([lng, lat]: LngLat) {
  const scale = Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return {
    scale,
    x: (at: number) => (at - lng) * scale * METRES_PER_DEGREE,
    y: (at: number) => (at - lat) * METRES_PER_DEGREE,
  };
}

/** A circle as a ring of 64 corners, counter-clockwise, for drawing. */
export function circleRing(centre: LngLat, radiusM: number): LngLat[] {
  const { bounds } = circleShape(centre, radiusM);
  const [width, height] = [(bounds[2] - bounds[0]) / 2, (bounds[3] - bounds[1]) / 2];
  const ring = Array.from({ length: 64 }, (_, i): LngLat => {
    const angle = (i * Math.PI) / 32;
    return [
      Number((centre[0] + width * Math.cos(angle)).toFixed(7)),
      Number((centre[1] + height * Math.sin(angle)).toFixed(7)),
    ];
  });
  return [...ring, ring[0]!];
}

/** The point of a line at which an area begins, as a share of the line's length; undefined when it misses the area. */
export function entryOfLine(shape: Shape, line: readonly LngLat[]): number | undefined {
  let before = 0;
  let found: number | undefined;
  let whole = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const step = distance(a, b);
    const along = found === undefined ? shape.entry(a, b) : undefined;
    if (along !== undefined) found = before + distance(a, between(a, b, along));
    before += step;
    whole += step;
  }
  if (found === undefined) return undefined;
  return whole > 0 ? Math.min(1, found / whole) : 0;
}
