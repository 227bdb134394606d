declare const unit: unique symbol;
type Branded<N extends string> = number & { readonly [unit]: N };

/** UTC milliseconds since 1970. Zones exist only where a person reads. */
export type Instant = Branded<'Instant'>;
export type Seconds = Branded<'Seconds'>;
/** Whole milliseconds of travel or waiting. */
export type Milliseconds = Branded<'Milliseconds'>;
export type Metres = Branded<'Metres'>;

export const instant = (ms: number): Instant => ms as Instant;
export const seconds = (s: number): Seconds => s as Seconds;
export const milliseconds = (ms: number): Milliseconds => ms as Milliseconds;
export const metres = (m: number): Metres => m as Metres;

export const toMilliseconds = (s: Seconds): Milliseconds => Math.round(s * 1000) as Milliseconds;
export const toSeconds = (ms: Milliseconds): Seconds => (ms / 1000) as Seconds;
