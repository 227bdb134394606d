export const HOURS_OF_WEEK = 168;

/** Work of units: where and when it began, and who asked for it. What it was about is not asked here. */
export interface AskedWork {
  readonly place: number;
  /** 0: Monday 00:00 to 01:00, local time. */
  readonly hourOfWeek: number;
  /** `help`: somebody called for help. `own`: a unit began it by itself (a check, a patrol, a stop). */
  readonly origin: 'help' | 'own';
}

/** A rate with the range that holds the true one in 95 of 100 cases. */
export interface Rate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface DemandEstimate {
  /** Calls for help a week, by place. */
  readonly weekly: readonly Rate[];
  /** Calls for help an hour: `hourly[place × 168 + hour of the week]`. */
  readonly hourly: readonly Rate[];
  /** All work a week by place, what units began themselves included: it keeps them busy, but nobody asked for it. */
  readonly workPerWeek: Float64Array;
}

const Z_95 = 1.959964;
/** Above this the cells follow place × hour as closely as chance lets them. */
const LARGEST_SHAPE = 1000;

/**
 * Demand from calls for help only: what units begin themselves follows where units already are, and counting it would send
 * them there again. `observed[h]` says how often hour h of the week was watched. A cell's rate is drawn towards place ×
 * hour by as much as the cells differ from that beyond chance (gamma prior of common shape, by moments), so a cell without
 * calls is not taken for one without need; ranges are quantiles of the posterior (Wilson and Hilferty 1931).
 */
export function estimateDemand(
  work: readonly AskedWork[],
  placeCount: number,
  observed: ArrayLike<number>,
): DemandEstimate {
  const hours = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => observed[hour] ?? 0);
  const counts = new Float64Array(placeCount * HOURS_OF_WEEK);
  const ofPlace = new Float64Array(placeCount);
  const ofHour = new Float64Array(HOURS_OF_WEEK);
  const workPerWeek = new Float64Array(placeCount);
  const weeks = hours.reduce((sum, one) => sum + one, 0) / HOURS_OF_WEEK;
  if (weeks <= 0) throw new Error('estimateDemand: no hour was observed');
  let all = 0;
  for (const { place, hourOfWeek, origin } of work) {
    workPerWeek[place]! += 1 / weeks;
    if (origin !== 'help') continue;
    counts[place * HOURS_OF_WEEK + hourOfWeek]!++;
    ofPlace[place]!++;
    ofHour[hourOfWeek]!++;
    all++;
  }
  const expected = new Float64Array(counts.length);
  let excess = 0;
  let squares = 0;
  for (let place = 0; place < placeCount; place++) {
    for (let hour = 0; hour < HOURS_OF_WEEK; hour++) {
      const at = place * HOURS_OF_WEEK + hour;
      const placeShare = (ofPlace[place]! + 0.5) / (all + 0.5 * placeCount);
      const hourShare = (ofHour[hour]! + 0.5) / (all + 0.5 * HOURS_OF_WEEK);
      expected[at] = Math.max(all, 0.5) * placeShare * hourShare;
      excess += (counts[at]! - expected[at]!) ** 2 - expected[at]!;
      squares += expected[at]! ** 2;
    }
  }
  const shape = excess > 0 ? Math.min(LARGEST_SHAPE, squares / excess) : LARGEST_SHAPE;
  return {
    weekly: Array.from(ofPlace, count => gammaRate(count + 0.5, weeks, count)),
    hourly: Array.from(counts, (count, at) => {
      const watched = hours[at % HOURS_OF_WEEK]!;
      // Without a watched hour the prior stands alone, over a week's own length.
      const perHour = expected[at]! / Math.max(watched, weeks);
      // What place and hour are known from is itself a count, and as uncertain as one.
      const uncertain =
        1 / shape +
        1 / (ofPlace[Math.floor(at / HOURS_OF_WEEK)]! + 0.5) +
        1 / (ofHour[at % HOURS_OF_WEEK]! + 0.5);
      return gammaRate(1 / uncertain + count, 1 / uncertain / perHour + watched);
    }),
    workPerWeek,
  };
}

/** Of a gamma distribution; the mean is that of `count` where it is given. */
function gammaRate(shape: number, exposure: number, count = shape): Rate {
  const quantile = (z: number) =>
    (shape / exposure) * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
  return { mean: count / exposure, low: quantile(-Z_95), high: quantile(Z_95) };
}
