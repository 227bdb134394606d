/** |value − bound| ÷ the larger of the two, as a fraction; 0 where both are 0. */
export function gapOf(value: number, bound: number): number {
  const larger = Math.max(Math.abs(value), Math.abs(bound));
  return larger === 0 ? 0 : Math.abs(value - bound) / larger;
}

/** A gap up to this is proof of the best. */
export const PROVEN_GAP = 1e-9;

/** Whether a bound leaves room for a better choice than `value`. */
export const isBetter = (bound: number, value: number): boolean =>
  bound > value + PROVEN_GAP * Math.abs(value);

/** Sums of a million terms are right to about this share. */
const ROUNDING = 1e-10;

/** A computed bound from above, made safe against rounding; a whole number where all values are. */
export const boundAbove = (computed: number, isWhole: boolean): number => {
  const safe = computed + ROUNDING * Math.abs(computed);
  return isWhole ? Math.floor(safe) : safe;
};

/** As `boundAbove`, from below. */
export const boundBelow = (computed: number, isWhole: boolean): number => {
  const safe = computed - ROUNDING * Math.abs(computed);
  return isWhole ? Math.ceil(safe) : safe;
};
