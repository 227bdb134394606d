import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildPlace, openPack, recordedDrives } from '@clarion/files';
import { calibrate, type FitFigures, type Learned, type RecordedDrive, type RoadGraph } from '@clarion/roads';
import { drivesOf, gridCity } from '../packages/roads/src/testing/timed-city.ts';
import { type BenchRow, summarise } from './row.ts';

const root = join(import.meta.dirname, '..');
const data = join(resolve(root, process.env['CLARION_DATA'] ?? '../shared/data'), 'san-francisco');

interface City {
  readonly name: string;
  readonly graph: RoadGraph;
  readonly drives: readonly RecordedDrive[];
  readonly turnouts: Parameters<typeof calibrate>[2];
}

/** San Francisco's fortnight where its tables are at hand, else a made-up city. */
async function city(): Promise<City> {
  if (!existsSync(join(data, 'calls-2020-04.csv'))) {
    const truth = {
      overheadMs: 45_000,
      factors: { residential: 1.5 },
      atHour: () => 0,
      noise: 0.3,
      stuck: 0.05,
    };
    const graph = gridCity();
    const drives = drivesOf(graph, truth, { count: 2500, days: 14, seed: 1 });
    const turnouts = drives.map(drive => ({ ...drive, priority: '', from: 'post' as const }));
    return { name: 'made-up city', graph, drives, turnouts };
  }
  const out = join(mkdtempSync(join(tmpdir(), 'clarion-bench-')), 'san-francisco');
  const built = await buildPlace({
    out,
    source: { form: 'streets', streets: join(data, 'segments.csv') },
    columns: join(root, 'examples/san-francisco/columns.json'),
    stations: join(data, 'stations.geojson'),
    units: join(data, 'apparatus.csv'),
    calls: join(data, 'calls-2020-04.csv'),
    builtAt: '2020-04-21T00:00:00.000Z',
  });
  const pack = built.ok ? await openPack(out) : built;
  if (!pack.ok) throw new Error(pack.error.code);
  const { roads: graph, calls = [], posts, units, manifest } = pack.value;
  const read = recordedDrives(graph, { calls, posts, units, timeZone: manifest.timeZone });
  return { name: 'San Francisco', graph, ...read };
}

/** How far expected times are off, on days that taught nothing. The median stands in all three columns: it is one figure. */
function errorRow(name: string, { n, ...one }: FitFigures): BenchRow {
  const median = one.medianAbsoluteErrorMs / 1000;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const note = [
    `mean error ${Math.round(one.meanAbsoluteErrorMs / 1000)} s`,
    `real ÷ expected ${one.medianRatio}`,
    `correlation ${one.correlation ?? '–'} (ranks ${one.rankCorrelation ?? '–'})`,
    ...(one.coverage === undefined
      ? []
      : [
          `${percent(one.coverage)} within the range (${(one.coverageByThird ?? []).map(percent).join(', ')})`,
          `median width ${Math.round((one.medianWidthMs ?? 0) / 1000)} s`,
        ]),
  ].join('; ');
  return { name, unit: 's', minimum: median, median, maximum: median, runs: n, note };
}

export const rows = async (): Promise<BenchRow[]> => {
  const { name, graph, drives, turnouts } = await city();
  let learned: Learned | undefined;
  const took = Array.from({ length: 3 }, () => {
    const start = performance.now();
    const found = calibrate(graph, drives, turnouts);
    if (!found.ok) throw new Error(found.error.code);
    learned = found.value;
    return performance.now() - start;
  });
  const { figures, drives: used, repeats } = learned!;
  return [
    summarise('calibration: learn', 'ms', took, `${name}, ${used.train} drives teach, ${used.test} judge`),
    errorRow('calibration: median error, map alone', figures.free),
    errorRow('calibration: median error, one time for all', figures.flat),
    errorRow('calibration: median error, calibrated', figures.calibrated),
    errorRow('calibration: median error, calibrated, with turnout', figures.fromPost),
    ...(repeats === undefined
      ? []
      : [
          {
            name: 'calibration: two drives between the same places differ by',
            unit: 's' as const,
            minimum: repeats.medianMs / 1000,
            median: repeats.medianMs / 1000,
            maximum: repeats.medianMs / 1000,
            runs: repeats.pairs,
            note: `in the mean ${Math.round(repeats.meanMs / 1000)} s: what no road time can tell apart`,
          },
        ]),
  ];
};
