import type { Instant, LngLat } from '@clarion/measure';

/**
 * Where somebody may be, as a network says it (RFC 5491, 5). Angles in degrees clockwise from north, lengths in metres. A prism, a
 * sphere and an ellipsoid are kept as what they cover on the ground.
 */
export type LocationShape =
  | { readonly kind: 'point'; readonly at: LngLat }
  | { readonly kind: 'circle'; readonly at: LngLat; readonly radiusM: number }
  | {
      readonly kind: 'ellipse';
      readonly at: LngLat;
      readonly semiMajorM: number;
      readonly semiMinorM: number;
      /** Of the longer axis. */
      readonly orientationDeg: number;
    }
  | {
      readonly kind: 'arcBand';
      readonly at: LngLat;
      readonly innerM: number;
      readonly outerM: number;
      readonly startDeg: number;
      readonly openingDeg: number;
    }
  | { readonly kind: 'polygon'; readonly ring: readonly LngLat[] };

/** How an error is spread (RFC 7459, 2.1). */
export type ErrorForm = 'normal' | 'rectangular' | 'unknown';

/** What a caller's phone, or its network, says of where it is. Sealed like a contact, and erased with it. */
export interface ReportedLocation {
  readonly shape?: LocationShape;
  /** Probability that the shape holds it; absent: the sender does not know. */
  readonly confidence?: number;
  readonly form: ErrorForm;
  /** How it was found, e.g. GPS, Cell, DerivedGPS. */
  readonly method?: string;
  /** When it was found, by the sender's clock. */
  readonly foundAt?: Instant;
  /** Parts of a civic address by their codes (RFC 5139): only those that say where, never who. */
  readonly civic?: Readonly<Record<string, string>>;
}
