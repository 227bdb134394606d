import { join } from 'node:path';
import {
  CALIBRATION_FILE,
  type Calibration,
  type CalibrationFile,
  localHourOf,
  parseNaive,
  readCalibration,
} from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import {
  type ExpectedArrival,
  expectedArrival,
  type RoadGraph,
  timesAtHour,
  withTimes,
} from '@clarion/roads';
import type { CliArguments } from '../arguments.ts';
import type { CliFault, CliIo, CliOption } from '../command.ts';

/** Options of the commands that can reckon with what was learnt from recorded drives. */
export const timesOptions = {
  calibration: { kind: 'file', summary: 'cli.times.calibration' },
  when: { kind: 'text', summary: 'cli.times.when' },
} as const satisfies Readonly<Record<string, CliOption>>;

/** The roads as they are driven at one hour, and what a drive on them takes from setting out to standing there. */
export interface Times {
  readonly graph: RoadGraph;
  expect(driveMs: number): ExpectedArrival;
}

/**
 * What the options ask for; undefined when they ask for nothing. A pack that holds a calibration needs only the hour.
 * Errors: one of the two options without the other; an hour that is none; those of `readCalibration`.
 */
export async function readTimes(
  args: CliArguments,
  graph: RoadGraph,
  io: CliIo,
): Promise<Result<Times | undefined, CliFault>> {
  const [path, when] = [args.findText('calibration'), args.findText('when')];
  if (when === undefined) {
    if (path === undefined) return ok(undefined);
    return fail({ code: 'OptionNeeds', field: '--calibration', params: { other: '--when' } });
  }
  const naive = parseNaive(when, 'YYYY-MM-DD hh:mm:ss');
  if (naive === undefined) return fail({ code: 'WhenNotTime', field: '--when', params: { value: when } });
  const file = await (path === undefined ? calibrationOfPack(args.text('graph')) : readCalibration(path));
  if (!file.ok) return file;
  const { calibration } = file.value;
  if (calibration.graph !== graph.hash) io.progress('cli.times.otherGraph');
  return ok(timesOf(graph, calibration, localHourOf(naive).hourOfWeek));
}

async function calibrationOfPack(graph: string): Promise<Result<CalibrationFile, CliFault>> {
  const file = await readCalibration(join(graph, CALIBRATION_FILE));
  if (file.ok || file.error.code !== 'FileMissing') return file;
  return fail({ code: 'OptionNeeds', field: '--when', params: { other: '--calibration' } });
}

function timesOf(graph: RoadGraph, calibration: Calibration, hourOfWeek: number): Times {
  return {
    graph: withTimes(graph, timesAtHour(graph, calibration.profile, hourOfWeek)),
    expect: driveMs => expectedArrival(calibration, driveMs, hourOfWeek, undefined),
  };
}
