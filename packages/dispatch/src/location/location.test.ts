import { distance, type LngLat, ringContains } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { circleAt95, factorTo, inverseErf } from './confidence.ts';
import type { LocationShape } from './reported.ts';
import { outlineOf, pointOf, radiusOf, scaled } from './shape.ts';

const at: LngLat = [113.9, 30.4];
const length = fc.double({ min: 5, max: 5000, noNaN: true });
const degrees = fc.double({ min: 0, max: 359, noNaN: true });
const shape: fc.Arbitrary<LocationShape> = fc.oneof(
  length.map(radiusM => ({ kind: 'circle' as const, at, radiusM })),
  fc
    .tuple(length, fc.double({ min: 0.1, max: 1, noNaN: true }), degrees)
    .map(([semiMajorM, part, orientationDeg]) => ({
      kind: 'ellipse' as const,
      at,
      semiMajorM,
      semiMinorM: semiMajorM * part,
      orientationDeg,
    })),
  fc
    .tuple(
      length,
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      degrees,
      fc.double({ min: 5, max: 175, noNaN: true }),
    )
    .map(([outerM, part, startDeg, openingDeg]) => ({
      kind: 'arcBand' as const,
      at,
      innerM: outerM * part,
      outerM,
      startDeg,
      openingDeg,
    })),
  fc.array(fc.tuple(degrees, length), { minLength: 3, maxLength: 8 }).map(corners => ({
    kind: 'polygon' as const,
    ring: corners
      .sort((a, b) => a[0] - b[0])
      .map(([deg, m]) =>
        pointOf({ kind: 'arcBand', at, innerM: m, outerM: m, startDeg: deg, openingDeg: 0 }),
      ),
  })),
);

test('the radius holds the whole shape, and the outline is closed', () => {
  fc.assert(
    fc.property(shape, one => {
      const ring = outlineOf(one)!;
      expect(ring[0]).toEqual(ring.at(-1));
      const centre = pointOf(one);
      for (const corner of ring)
        expect(distance(centre, corner)).toBeLessThanOrEqual(radiusOf(one) * 1.01 + 0.5);
    }),
  );
});

test('made twice as large, it holds itself, and the point stays', () => {
  fc.assert(
    fc.property(shape, one => {
      const twice = scaled(one, 2);
      const reach = Math.max(...outlineOf(twice)!.map(corner => distance(pointOf(one), corner)));
      expect(reach).toBeGreaterThan(radiusOf(one) * 1.9);
      if (one.kind === 'circle' || one.kind === 'ellipse') {
        expect(distance(pointOf(twice), pointOf(one))).toBeLessThan(1);
        const outer = outlineOf(twice)!;
        for (const corner of outlineOf(one)!) expect(ringContains(outer, corner)).toBe(true);
      }
    }),
  );
});

test('an ellipse lies along its orientation, clockwise from north, and an arc band where it opens', () => {
  const ring = outlineOf({ kind: 'ellipse', at, semiMajorM: 300, semiMinorM: 50, orientationDeg: 90 })!;
  const east = Math.max(...ring.map(one => one[0])) - at[0];
  const north = Math.max(...ring.map(one => one[1])) - at[1];
  expect(distance(at, [at[0] + east, at[1]])).toBeCloseTo(300, -1);
  expect(distance(at, [at[0], at[1] + north])).toBeCloseTo(50, -1);
  const band = { kind: 'arcBand', at, innerM: 500, outerM: 800, startDeg: 80, openingDeg: 20 } as const;
  const [lng, lat] = pointOf(band);
  expect(lng).toBeGreaterThan(at[0]);
  expect(Math.abs(lat - at[1])).toBeLessThan(1e-4);
  expect(ringContains(outlineOf(band)!, pointOf(band))).toBe(true);
});

/** erf by its series, slow and sure. */
function erf(x: number): number {
  let sum = 0;
  let term = x;
  for (let n = 0; n < 200; n++) {
    sum += term / (2 * n + 1);
    term *= -(x * x) / (n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

test('the inverse error function is the inverse of the error function', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.9995, noNaN: true }), x => {
      expect(erf(inverseErf(x))).toBeCloseTo(x, 5);
    }),
  );
});

test('confidence is scaled as the error is spread, there and back', () => {
  // In the plane a normal error of 67 % becomes one of 95 % when it is 1.67 times as large.
  expect(factorTo(0.95, 0.67, 'normal')).toBeCloseTo(1.67, 2);
  expect(factorTo(0.95, 0.95, 'normal')).toBeCloseTo(1, 9);
  expect(factorTo(0.95, 0.67, 'unknown')).toBe(factorTo(0.95, 0.67, 'normal'));
  expect(factorTo(0.9, 1, 'rectangular')).toBeCloseTo(Math.sqrt(0.9), 9);
  expect(factorTo(0.95, undefined, 'normal')).toBeUndefined();
  fc.assert(
    fc.property(
      fc.double({ min: 0.3, max: 0.99, noNaN: true }),
      fc.double({ min: 0.3, max: 0.99, noNaN: true }),
      (a, b) => {
        expect(factorTo(a, b, 'normal')! * factorTo(b, a, 'normal')!).toBeCloseTo(1, 6);
        expect(factorTo(Math.max(a, b), Math.min(a, b), 'normal')!).toBeGreaterThanOrEqual(1);
      },
    ),
  );
  const circle = { kind: 'circle', at, radiusM: 100 } as const;
  expect(circleAt95({ shape: circle, confidence: 0.67, form: 'normal' })?.radiusM).toBeCloseTo(167.1, 0);
  expect(circleAt95({ shape: circle, form: 'unknown' })?.radiusM).toBe(100);
  expect(circleAt95({ form: 'unknown', civic: { RD: 'Mill Lane' } })).toBeUndefined();
});
