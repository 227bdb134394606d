import { ROAD_CLASSES, type RoadClass } from '../way.ts';
import { dot, leastAbsolute } from './least-absolute.ts';
import { bandOfWeekHour, type SpeedProfile, WEEK_BANDS } from './profile.ts';

/** What one drive teaches: its free-flow time by class of road, and how long it took. Milliseconds. */
export interface Lesson {
  readonly classMs: Float64Array;
  readonly hourOfWeek: number;
  readonly tookMs: number;
}

/** A class or band is told apart only with at least this share of the drives' time; the rest share one factor. */
const LEAST_SHARE = 0.02;
/** No factor is less or more: below, streets would be driven at four times the speed of the map. */
const [LEAST_FACTOR, MOST_FACTOR] = [0.25, 4];
/** Residuals below this all weigh the same: the record's clock has whole seconds. */
const NEAREST_S = 1;

/**
 * Learns a profile by least absolute deviations: took = overhead + Σ class time × (common + of the class + of the band).
 * `pull` is the regularisation: each class and band is held at the common factor as if by so many drives more, so that
 * one with few drives says little. Factors end within 0.25 to 4, the overhead not below 0.
 */
export function fitProfile(lessons: readonly Lesson[], pull: number): SpeedProfile {
  const seconds = Float64Array.from(lessons, lesson => lesson.tookMs / 1000);
  const all = lessons.reduce((sum, { classMs }) => sum + total(classMs), 0);
  const share = (part: (lesson: Lesson) => number) =>
    all === 0 ? 0 : lessons.reduce((sum, lesson) => sum + part(lesson), 0) / all;
  const classes = ROAD_CLASSES.map((_, c) => c).filter(
    c => share(({ classMs }) => classMs[c]!) >= LEAST_SHARE,
  );
  const bands = WEEK_BANDS.map((_, b) => b).filter(
    b =>
      share(lesson => (bandOfWeekHour[lesson.hourOfWeek] === b ? total(lesson.classMs) : 0)) >= LEAST_SHARE,
  );
  const rowsOf = (withOverhead: boolean) =>
    lessons.map(({ classMs, hourOfWeek }) =>
      Float64Array.from([
        withOverhead ? 1 : 0,
        total(classMs) / 1000,
        ...classes.map(c => classMs[c]! / 1000),
        ...bands.map(b => (bandOfWeekHour[hourOfWeek] === b ? total(classMs) / 1000 : 0)),
      ]),
    );
  const strength = pull * weightOfOne(lessons, seconds);
  const pulls = [0, 0, ...classes.map(() => strength), ...bands.map(() => strength)];
  let found = leastAbsolute(rowsOf(true), seconds, pulls, NEAREST_S);
  if (found[0]! < 0) {
    found = leastAbsolute(rowsOf(false), seconds, pulls, NEAREST_S);
    found[0] = 0;
  }
  const ofBand = WEEK_BANDS.map((_, b) => {
    const place = bands.indexOf(b);
    return place === -1 ? 0 : found[2 + classes.length + place]!;
  });
  const factorsWith = (ofClass: number) =>
    ofBand.map(band => rounded(Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, found[1]! + ofClass + band))));
  const factors: { [C in RoadClass]?: readonly number[] } = {};
  classes.forEach((c, i) => {
    factors[ROAD_CLASSES[c]!] = factorsWith(found[2 + i]!);
  });
  return {
    overheadMs: Math.round(found[0]! * 1000),
    bands: WEEK_BANDS.map(band => band.name),
    bandOfHour: bandOfWeekHour,
    factors,
    otherFactors: factorsWith(0),
  };
}

/** What the profile says of a drive whose streets are given. Milliseconds. */
export function profiledMs(profile: SpeedProfile, { classMs, hourOfWeek }: Omit<Lesson, 'tookMs'>): number {
  const band = profile.bandOfHour[hourOfWeek]!;
  let sum = profile.overheadMs;
  ROAD_CLASSES.forEach((roadClass, c) => {
    sum += classMs[c]! * (profile.factors[roadClass] ?? profile.otherFactors)[band]!;
  });
  return sum;
}

/** How heavily one drive weighs on the common factor, once residuals have set the weights: the unit of the pull. */
function weightOfOne(lessons: readonly Lesson[], seconds: Float64Array): number {
  const rows = lessons.map(({ classMs }) => Float64Array.from([1, total(classMs) / 1000]));
  const plain = leastAbsolute(rows, seconds, [0, 0], NEAREST_S);
  let sum = 0;
  rows.forEach((row, i) => {
    sum += (row[1]! * row[1]!) / Math.max(NEAREST_S, Math.abs(seconds[i]! - dot(row, plain)));
  });
  return lessons.length === 0 ? 0 : sum / lessons.length;
}

function total(classMs: Float64Array): number {
  let sum = 0;
  for (const ms of classMs) sum += ms;
  return sum;
}

const rounded = (factor: number): number => Math.round(factor * 10_000) / 10_000;
