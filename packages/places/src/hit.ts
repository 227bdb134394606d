import type { LngLat } from '@clarion/measure';
import type { Names } from './input.ts';

export type PlaceKind = 'address' | 'block' | 'crossing' | 'street' | 'place' | 'kilometre' | 'coordinates';

/**
 * exact: the query spells the whole name of one thing, and nothing else has that name.
 * likely: one candidate stands well apart. unsure: a proposal that a person has to judge.
 */
export type Confidence = 'exact' | 'likely' | 'unsure';

export type Language = 'en' | 'zh-CN';

/** GeoJSON MultiLineString. */
export interface LineShape {
  readonly type: 'MultiLineString';
  readonly coordinates: readonly (readonly LngLat[])[];
}

/** One answer of the place search. */
export interface PlaceHit {
  readonly id: string;
  readonly kind: PlaceKind;
  /** As a dispatcher reads it, in the language asked for. */
  readonly label: string;
  readonly names: Names;
  readonly at: LngLat;
  /** The thing meant lies within this radius of `at`, when it is the thing meant. */
  readonly uncertaintyM: number;
  readonly district?: string;
  /** What it crosses or lies between, so that namesakes can be told apart. */
  readonly crossStreets?: string;
  /** 0–1; hits come best first. */
  readonly score: number;
  readonly confidence: Confidence;
  /** Another candidate answers the same words: nothing may be preselected. */
  readonly ambiguous: boolean;
  readonly shape?: LineShape;
  /** The name in the index that the query met. */
  readonly matched: string;
}
