import type { ErrorForm, ReportedLocation } from './reported.ts';
import { pointOf, radiusOf } from './shape.ts';

/** Where a shape has no confidence of its own it is 95 % (RFC 7459, 3.3; RFC 5491, 5). */
export const USUAL_CONFIDENCE = 0.95;

/**
 * By what the uncertainty of a location in the plane is multiplied so that its confidence becomes `wanted` (RFC 7459, 5.4). Of a
 * rectangular error nothing lies outside of what holds all of it. One of unknown form is taken as normal, and whoever shows it
 * says that it was reckoned. Undefined: the sender does not know its confidence, so nothing can be reckoned.
 */
export function factorTo(
  wanted: number,
  confidence: number | undefined,
  form: ErrorForm,
): number | undefined {
  if (confidence === undefined || confidence <= 0 || confidence > 1) return undefined;
  if (form === 'rectangular') return Math.sqrt(Math.min(1, wanted) / confidence);
  if (confidence === 1) return 1;
  return inverseErf(Math.sqrt(wanted)) / inverseErf(Math.sqrt(confidence));
}

/** The point and the radius that holds it 95 times in 100; where that is not known, what was sent. */
export function circleAt95(
  location: ReportedLocation,
): { readonly at: ReturnType<typeof pointOf>; readonly radiusM: number } | undefined {
  const { shape, confidence, form } = location;
  if (shape === undefined) return undefined;
  const factor = factorTo(0.95, confidence, form) ?? 1;
  return { at: pointOf(shape), radiusM: radiusOf(shape) * factor };
}

/**
 * Giles, M. (2012), Approximating the erfinv function: relative error below 4e-7 for −1 < x < 1 (single precision form).
 */
export function inverseErf(x: number): number {
  let w = -Math.log((1 - x) * (1 + x));
  const sum = (all: readonly number[]) => all.reduce((p, c) => c + p * w, 0);
  if (w < 5) {
    w -= 2.5;
    return (
      x *
      sum([
        2.810_226_36e-8, 3.432_739_39e-7, -3.523_387_7e-6, -4.391_506_54e-6, 0.000_218_580_87,
        -0.001_253_725_03, -0.004_177_681_64, 0.246_640_727, 1.501_409_41,
      ])
    );
  }
  w = Math.sqrt(w) - 3;
  return (
    x *
    sum([
      -0.000_200_214_257, 0.000_100_950_558, 0.001_349_343_22, -0.003_673_428_44, 0.005_739_507_73,
      -0.007_622_461_3, 0.009_438_870_47, 1.001_674_06, 2.832_976_82,
    ])
  );
}
