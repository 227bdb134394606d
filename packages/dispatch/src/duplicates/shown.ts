import type { LikenessReason } from './likeness.ts';

/** What stood on the screen about call and incident when somebody attached the one to the other. */
export interface ShownLikeness {
  readonly probability: number;
  /** Of the fitted table that it was told by. */
  readonly version: number;
  readonly reasons: readonly LikenessReason[];
}
