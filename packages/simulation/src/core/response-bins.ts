/** Responses are counted by the second up to three hours, then by the minute up to two days more. */
const FINE_S = 3 * 3600;
const MINUTE_S = 60;
const BINS = FINE_S + 1 + 2 * 24 * 60;

/** Calls by response. */
export const responseBins = (): Uint32Array => new Uint32Array(BINS);

/** Rounded up, so that a bin says within which time. */
export const binOf = (s: number): number =>
  s <= FINE_S ? Math.ceil(s) : Math.min(BINS - 1, FINE_S + Math.ceil((s - FINE_S) / MINUTE_S));

const secondsOf = (bin: number): number => (bin <= FINE_S ? bin : FINE_S + (bin - FINE_S) * MINUTE_S);

/** The least whole second (beyond three hours: minute) within which this share of the `calls` was reached; 0 when there are none. */
export function percentileOf(bins: Uint32Array, calls: number, share: number): number {
  const wanted = share * calls;
  let seen = 0;
  for (let bin = 0; bin < BINS && calls > 0; bin++) {
    seen += bins[bin]!;
    if (seen >= wanted) return secondsOf(bin);
  }
  return 0;
}

/** Calls reached within so many seconds (whole ones). */
export function countWithin(bins: Uint32Array, seconds: number): number {
  let seen = 0;
  for (let bin = 0; bin < BINS && secondsOf(bin) <= seconds; bin++) seen += bins[bin]!;
  return seen;
}

/** Mean of the slowest tenth of the `calls`, from whole seconds. */
export function worstTenthOf(bins: Uint32Array, calls: number): number {
  let left = calls / 10;
  if (left === 0) return 0;
  let sum = 0;
  for (let bin = BINS - 1; bin >= 0 && left > 0; bin--) {
    const taken = Math.min(left, bins[bin]!);
    sum += taken * secondsOf(bin);
    left -= taken;
  }
  return sum / (calls / 10);
}
