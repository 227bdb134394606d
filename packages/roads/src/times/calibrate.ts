import { fail, ok, type Result } from '@clarion/measure';
import type { RoadGraph } from '../graph.ts';
import { matrix, UNREACHABLE } from '../matrix.ts';
import type { Snap } from '../snap.ts';
import { type DriveClasses, driveClasses } from './drive-classes.ts';
import { type Expectation, type FitFigures, fitFigures, median } from './figures.ts';
import { fitProfile, type Lesson, profiledMs } from './fit-profile.ts';
import { type SpeedProfile, timesAtHour, withTimes } from './profile.ts';
import { fitRanges, type RangeTable, rangeAround, uncalibratedRange } from './ranges.ts';
import { fitTurnout, type RecordedTurnout, type TurnoutRow, turnoutAtPost } from './turnout.ts';

/** A recorded drive whose start is known. Hours and days are local; `day` counts whole days from any one. */
export interface RecordedDrive {
  readonly from: Snap;
  readonly to: Snap;
  readonly day: number;
  readonly hourOfWeek: number;
  readonly kind: string;
  readonly turnoutMs: number;
  readonly travelMs: number;
}

/** What drives are expected to take; all that is needed to say an ETA. */
export interface TimesModel {
  readonly profile: SpeedProfile;
  /** onRoad: of the drive alone. fromPost: of turnout and drive together, by when it is told. */
  readonly ranges: { readonly onRoad: RangeTable; readonly fromPost: RangeTable };
  readonly turnout: readonly TurnoutRow[];
}

export interface Learned extends TimesModel {
  /** Drives of the first half of the days taught the model; those of the second half only judge it. */
  readonly drives: {
    readonly train: number;
    readonly test: number;
    readonly noWay: number;
    readonly samePlace: number;
  };
  readonly trainDays: number;
  readonly testDays: number;
  /** Regularisation that did best between the days of the first half. */
  readonly pull: number;
  /** On the second half. flat: everything takes the median of the first half. free: the graph's own times. */
  readonly figures: { readonly [of in 'flat' | 'free' | 'calibrated' | 'fromPost']: FitFigures };
  /** Drives between the same two places, each beside the next: what no road time can tell apart. */
  readonly repeats?: { readonly pairs: number; readonly medianMs: number; readonly meanMs: number };
}

/** Fewer drives than this on either side of the split teach or prove nothing. */
export const LEAST_DRIVES = 100;
const PULLS = [1, 5, 25, 100, 500, 2500] as const;

interface Sample extends Lesson {
  readonly drive: RecordedDrive;
  readonly freeMs: number;
}

/**
 * Learns how long drives take from recorded ones. What is returned is what was judged: nothing of the second half is in
 * it. Errors: too few drives that have a way.
 */
export function calibrate(
  graph: RoadGraph,
  drives: readonly RecordedDrive[],
  turnouts: readonly (RecordedTurnout & { readonly day: number })[],
): Result<Learned, { readonly code: 'tooFewDrives'; readonly train: number; readonly test: number }> {
  const { samples, noWay, samePlace } = samplesOf(graph, drives);
  const days = [...new Set(samples.map(({ drive }) => drive.day))].sort((a, b) => a - b);
  const trainDays = Math.ceil(days.length / 2);
  const firstTestDay = days[trainDays] ?? Infinity;
  const isTrain = ({ day }: { readonly day: number }) => day < firstTestDay;
  const train = samples.filter(({ drive }) => isTrain(drive));
  const test = samples.filter(({ drive }) => !isTrain(drive));
  if (train.length < LEAST_DRIVES || test.length < LEAST_DRIVES) {
    return fail({ code: 'tooFewDrives', train: train.length, test: test.length });
  }
  const turnout = fitTurnout(turnouts.filter(isTrain));
  const { pull, unseenMs } = bestPull(train);
  const profile = fitProfile(train, pull);
  const told = ({ drive }: Sample, driveMs: number) =>
    driveMs + (turnoutAtPost(turnout, drive.kind, drive.hourOfWeek) ?? 0);
  const ranges = {
    onRoad: fitRanges(train.map(({ tookMs }, i) => ({ expectedMs: unseenMs[i]!, tookMs }))),
    fromPost: fitRanges(
      train.map((one, i) => ({
        expectedMs: told(one, unseenMs[i]!),
        tookMs: one.tookMs + one.drive.turnoutMs,
      })),
    ),
  };
  const onRoadMs = drivenMs(graph, profile, test);
  const expect = (ms: number, tookMs: number, range: Expectation['range']): Expectation => ({
    expectedMs: ms,
    tookMs,
    range,
  });
  const flatMs = median(train.map(({ tookMs }) => tookMs));
  const figures = {
    flat: fitFigures(test.map(({ tookMs }) => expect(flatMs, tookMs, undefined)))!,
    free: fitFigures(test.map(({ freeMs, tookMs }) => expect(freeMs, tookMs, uncalibratedRange(freeMs))))!,
    calibrated: fitFigures(
      test.map(({ tookMs }, i) => expect(onRoadMs[i]!, tookMs, rangeAround(ranges.onRoad, onRoadMs[i]!))),
    )!,
    fromPost: fitFigures(
      test.map((one, i) => {
        const ms = told(one, onRoadMs[i]!);
        return expect(ms, one.tookMs + one.drive.turnoutMs, rangeAround(ranges.fromPost, ms));
      }),
    )!,
  };
  const repeats = repeatsOf(samples);
  return ok({
    profile,
    ranges,
    turnout,
    drives: { train: train.length, test: test.length, noWay, samePlace },
    trainDays,
    testDays: days.length - trainDays,
    pull,
    figures,
    ...(repeats === undefined ? {} : { repeats }),
  });
}

function samplesOf(graph: RoadGraph, drives: readonly RecordedDrive[]) {
  const samples: Sample[] = [];
  let [noWay, samePlace] = [0, 0];
  const known = new Map<string, DriveClasses | undefined>();
  for (const drive of drives) {
    const key = `${drive.from.at} ${drive.to.at}`;
    if (!known.has(key)) known.set(key, driveClasses(graph, drive.from, drive.to));
    const classes = known.get(key);
    if (classes === undefined) noWay++;
    else if (classes.timeMs === 0) samePlace++;
    else {
      samples.push({
        drive,
        classMs: classes.classMs,
        freeMs: classes.timeMs,
        hourOfWeek: drive.hourOfWeek,
        tookMs: drive.travelMs,
      });
    }
  }
  return { samples, noWay, samePlace };
}

/** Each day in turn is foretold by the others; the pull with the least sum of errors, and what it foretold. */
function bestPull(train: readonly Sample[]): { pull: number; unseenMs: Float64Array } {
  const days = [...new Set(train.map(({ drive }) => drive.day))];
  // A record of one day is cut by every fifth drive.
  const foldOf = (sample: Sample, i: number) => (days.length > 1 ? days.indexOf(sample.drive.day) : i % 5);
  const folds = [...new Set(train.map(foldOf))];
  let best: { pull: number; unseenMs: Float64Array; error: number } | undefined;
  for (const pull of PULLS) {
    const unseenMs = new Float64Array(train.length);
    for (const fold of folds) {
      const profile = fitProfile(
        train.filter((sample, i) => foldOf(sample, i) !== fold),
        pull,
      );
      train.forEach((sample, i) => {
        if (foldOf(sample, i) === fold) unseenMs[i] = profiledMs(profile, sample);
      });
    }
    const error = train.reduce((sum, { tookMs }, i) => sum + Math.abs(tookMs - unseenMs[i]!), 0);
    if (!best || error < best.error) best = { pull, unseenMs, error };
  }
  return best!;
}

/** As a question would be answered: the quickest way by the times of the hour, and the overhead. */
function drivenMs(graph: RoadGraph, profile: SpeedProfile, samples: readonly Sample[]): Float64Array {
  const found = new Float64Array(samples.length);
  for (const band of new Set(profile.bandOfHour)) {
    const timed = withTimes(graph, timesAtHour(graph, profile, profile.bandOfHour.indexOf(band)));
    const byStart = new Map<string, number[]>();
    samples.forEach(({ drive }, i) => {
      if (profile.bandOfHour[drive.hourOfWeek] !== band) return;
      const key = drive.from.at.join();
      byStart.set(key, [...(byStart.get(key) ?? []), i]);
    });
    for (const indices of byStart.values()) {
      const times = matrix(
        timed,
        [samples[indices[0]!]!.drive.from],
        indices.map(i => samples[i]!.drive.to),
      );
      indices.forEach((i, column) => {
        const timeMs = times[column]!;
        // The same streets as when the drive was read; a way is there.
        if (timeMs === UNREACHABLE) throw new Error('calibrate: a way was lost');
        found[i] = profile.overheadMs + timeMs;
      });
    }
  }
  return found;
}

function repeatsOf(samples: readonly Sample[]): Learned['repeats'] {
  const between = new Map<string, number[]>();
  for (const { drive, tookMs } of samples) {
    const key = `${drive.from.at} ${drive.to.at}`;
    between.set(key, [...(between.get(key) ?? []), tookMs]);
  }
  const differences = [...between.values()].flatMap(took =>
    took.slice(1).map((ms, i) => Math.abs(ms - took[i]!)),
  );
  if (differences.length === 0) return undefined;
  const meanMs = Math.round(differences.reduce((sum, ms) => sum + ms, 0) / differences.length);
  return { pairs: differences.length, medianMs: Math.round(median(differences)), meanMs };
}
