import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ok, type Result } from '@clarion/measure';
import { calibrate, LEAST_DRIVES, type RoadGraph } from '@clarion/roads';
import { readColumns } from '../city/columns.ts';
import { type FileFault, fileFault } from '../fault.ts';
import { openGraphFile } from '../graph-file.ts';
import { isTimeZone } from '../local-time.ts';
import { inputRecord } from '../pack/input-record.ts';
import type { PackManifest } from '../pack/manifest.ts';
import { openPack } from '../pack/open-pack.ts';
import type { PackPost, PackUnit, RecordedCall } from '../pack/parts.ts';
import { readCity } from '../pack/read-city.ts';
import type { PackProgress } from '../pack/write-pack.ts';
import { CALIBRATION_FORMAT, CALIBRATION_VERSION, type Calibration } from './calibration-file.ts';
import { AT_POST_AFTER_MS, LEAST_TURNOUT_MS, recordedDrives } from './recorded-drives.ts';

/** Paths. Without `calls` the graph is a pack that holds its record, posts and units; with it the four tables are given. */
export interface CalibrationInputs {
  readonly graph: string;
  readonly calls?: string;
  readonly columns?: string;
  readonly stations?: string;
  readonly units?: string;
  readonly timeZone?: string;
}

interface PlaceRecord {
  readonly graph: RoadGraph;
  readonly calls: readonly RecordedCall[];
  readonly posts: readonly PackPost[];
  readonly units: readonly PackUnit[];
  readonly timeZone: string;
  readonly inputs: PackManifest['inputs'];
}

/**
 * Learns how long drives take from a place's record. The same files give the same calibration, to the byte. Errors: those
 * of the readers; a table that is not given; a record with too few drives whose start is known.
 */
export async function calibratePlace(
  inputs: CalibrationInputs,
  progress: PackProgress = () => undefined,
): Promise<Result<Calibration, FileFault>> {
  const record = inputs.calls === undefined ? await ofPack(inputs) : await ofTables(inputs, progress);
  if (!record.ok) return record;
  const { graph, timeZone } = record.value;
  const { responses, drives, turnouts, excluded } = recordedDrives(graph, record.value);
  progress('cli.times.drives', { drives: drives.length, responses });
  const learned = calibrate(graph, drives, turnouts);
  if (!learned.ok) {
    const { train, test } = learned.error;
    const file = inputs.calls ?? inputs.graph;
    return fileFault('CalibrationTooFew', file, {}, { train, test, least: LEAST_DRIVES });
  }
  const { profile, ranges, turnout, figures, repeats, pull, trainDays, testDays } = learned.value;
  const { train, test, noWay, samePlace } = learned.value.drives;
  return ok({
    format: CALIBRATION_FORMAT,
    version: CALIBRATION_VERSION,
    inputs: record.value.inputs,
    graph: graph.hash,
    timeZone,
    method: {
      fit: 'leastAbsoluteDeviations',
      pull,
      range: [0.1, 0.9],
      atPostAfterMs: AT_POST_AFTER_MS,
      leastTurnoutMs: LEAST_TURNOUT_MS,
      trainDays,
      testDays,
    },
    profile,
    ranges,
    turnout,
    drives: { responses, train, test, excluded: { ...excluded, noWay, samePlace } },
    figures,
    ...(repeats === undefined ? {} : { repeats }),
  });
}

async function ofPack({ graph: path }: CalibrationInputs): Promise<Result<PlaceRecord, FileFault>> {
  const tables = '--calls, --columns, --stations, --units';
  if ((await stat(path).catch(() => undefined))?.isFile()) {
    return fileFault('OptionNeeds', path, { field: '--graph' }, { other: tables });
  }
  const pack = await openPack(path);
  if (!pack.ok) return pack;
  const { roads: graph, calls, posts, units, manifest } = pack.value;
  if (calls === undefined) return fileFault('OptionNeeds', path, { field: '--graph' }, { other: tables });
  const input = await inputRecord('place', join(path, 'pack.json'));
  if (!input.ok) return input;
  const { timeZone } = manifest;
  return ok({
    graph,
    calls,
    posts,
    units,
    timeZone,
    inputs: [{ ...input.value, file: `${basename(path)}/pack.json` }],
  });
}

async function ofTables(
  inputs: CalibrationInputs,
  progress: PackProgress,
): Promise<Result<PlaceRecord, FileFault>> {
  const { calls = '', columns, stations, units } = inputs;
  for (const [name, value] of Object.entries({ columns, stations, units })) {
    if (value === undefined)
      return fileFault('OptionNeeds', calls, { field: '--calls' }, { other: `--${name}` });
  }
  const isPack = (await stat(inputs.graph).catch(() => undefined))?.isDirectory() === true;
  const roles = {
    graph: isPack ? join(inputs.graph, 'pack.json') : inputs.graph,
    columns,
    stations,
    units,
    calls,
  };
  const graph = await openGraphFile(inputs.graph);
  if (!graph.ok) return graph;
  const records: PackManifest['inputs'] = [];
  for (const [role, path] of Object.entries(roles)) {
    const input = await inputRecord(role, path!);
    if (!input.ok) return input;
    records.push(input.value);
  }
  const mapping = await readColumns(columns!);
  if (!mapping.ok) return mapping;
  const timeZone = inputs.timeZone ?? mapping.value.timeZone;
  if (timeZone === undefined)
    return fileFault('OptionNeeds', columns!, { field: 'timeZone' }, { other: '--zone' });
  if (!isTimeZone(timeZone)) {
    return fileFault('TimeZoneUnknown', columns!, { field: 'timeZone' }, { value: timeZone });
  }
  const city = await readCity(
    { columns: columns!, stations: stations!, units: units!, calls },
    mapping.value,
    { timeZone, posts: [] },
    progress,
  );
  if (!city.ok) return city;
  const { posts = [], units: fleet, calls: recorded = [] } = city.value;
  return ok({ graph: graph.value, calls: recorded, posts, units: fleet, timeZone, inputs: records });
}
