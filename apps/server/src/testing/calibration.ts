import type { Calibration, CalibrationFile } from '@clarion/files';
import { HOURS_OF_WEEK, type TurnoutRow } from '@clarion/roads';

const figures = {
  n: 100,
  correlation: 0.5,
  rankCorrelation: 0.5,
  medianRatio: 1,
  meanAbsoluteErrorMs: 60_000,
  medianAbsoluteErrorMs: 30_000,
};

/** A calibration that says one thing of every class; `atRush` is the factor from 15 to 19 every day, where it differs. */
export function calibrationOf(said: {
  readonly overheadMs: number;
  readonly factor: number;
  readonly atRush?: number;
  /** By kind of unit, at its post, at any hour. */
  readonly turnoutMs: Readonly<Record<string, number>>;
}): CalibrationFile {
  const calibration: Calibration = {
    format: 'clarion-calibration',
    version: 1,
    inputs: [],
    graph: 'any',
    timeZone: 'UTC',
    method: {
      fit: 'leastAbsoluteDeviations',
      pull: 1,
      range: [0.1, 0.9],
      atPostAfterMs: 1_200_000,
      leastTurnoutMs: 30_000,
      trainDays: 7,
      testDays: 7,
    },
    profile: {
      overheadMs: said.overheadMs,
      bands: ['usual', 'rush'],
      bandOfHour: Array.from({ length: HOURS_OF_WEEK }, (_, hour) =>
        hour % 24 >= 15 && hour % 24 < 19 ? 1 : 0,
      ),
      factors: {},
      otherFactors: [said.factor, said.atRush ?? said.factor],
    },
    ranges: {
      onRoad: [{ atMs: 100_000, low: 0.7, high: 1.8 }],
      fromPost: [{ atMs: 200_000, low: 0.8, high: 1.5 }],
    },
    turnout: Object.entries(said.turnoutMs).map(
      ([kind, ms]): TurnoutRow => ({ from: 'post', kind, n: 50, p10Ms: ms / 2, medianMs: ms, p90Ms: 2 * ms }),
    ),
    drives: { responses: 1, train: 1, test: 1, excluded: {} },
    figures: { flat: figures, free: figures, calibrated: figures, fromPost: figures },
  };
  return { calibration, sha256: 'c'.repeat(64), bytes: new Uint8Array() };
}
