import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LngLat } from '@clarion/measure';
import {
  type CrossingRow,
  type GazetteerInput,
  joinCrossingTable,
  type Names,
  type StreetSegmentInput,
} from '../src/index.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(resolve(root, process.env['CLARION_DATA'] ?? '../shared/data'), 'san-francisco');

/** The folder with San Francisco's tables, or undefined where it is absent. */
export const sanFranciscoFolder: string | undefined = existsSync(join(folder, 'segments.csv'))
  ? folder
  : undefined;

type Row = Readonly<Record<string, string>>;

/** Streets and crossings of San Francisco: segments.csv, intersections.csv and nodes.csv, nothing else. */
export function sanFranciscoStreets(): GazetteerInput {
  const nodeAt = new Map<string, LngLat>();
  for (const r of readTable('nodes.csv')) nodeAt.set(r['node_cnn']!, [Number(r['lon']), Number(r['lat'])]);
  const segments = readTable('segments.csv').map(
    (r): StreetSegmentInput => ({
      street: { en: r['STREETNAME']! },
      id: r['CNN']!,
      from: r['F_NODE_CNN']!,
      to: r['T_NODE_CNN']!,
      points: pointsOf(r['wkt']!),
      left: { from: Number(r['LF_FADD']), to: Number(r['LF_TOADD']) },
      right: { from: Number(r['RT_FADD']), to: Number(r['RT_TOADD']) },
      ...(r['ZIP_CODE'] === '' ? {} : { zip: r['ZIP_CODE']! }),
      ...(r['NHOOD'] === '' ? {} : { district: { en: r['NHOOD']! } }),
    }),
  );
  const rows = readTable('intersections.csv').map((r): CrossingRow => {
    const street: Names = { en: r['streetname']! };
    if (r['TO_CNN'] === '') return { kind: 'junction', node: r['CNN']!, street };
    const left = { from: Number(r['LF_FADD']), to: Number(r['LF_TADD']) };
    const right = { from: Number(r['RT_FADD']), to: Number(r['RT_TADD']) };
    return { kind: 'run', segment: r['CNN']!, street, from: r['FROM_CNN']!, to: r['TO_CNN']!, left, right };
  });
  const region = [{ en: 'San Francisco' }, { en: 'CA' }];
  return { ...joinCrossingTable(segments, rows, nodeAt), region, countryCode: 'US' };
}

/** Distinct addresses of the fortnight's calls with every point published for them. */
export function publishedAddresses(): Map<string, LngLat[]> {
  const out = new Map<string, LngLat[]>();
  for (const r of readTable('calls-2020-04.csv')) {
    const [lat, lng] = r['Location']!.replace(/[()]/g, '').split(',').map(Number) as [number, number];
    out.set(r['Address']!, [...(out.get(r['Address']!) ?? []), [lng, lat]]);
  }
  return out;
}

function pointsOf(wkt: string): LngLat[] {
  const inside = wkt.slice(wkt.indexOf('(') + 1, wkt.indexOf(')'));
  return inside.split(',').map(pair => pair.trim().split(' ').map(Number) as unknown as LngLat);
}

function readTable(file: string): Row[] {
  const [head, ...lines] = readFileSync(join(folder, file), 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const columns = cells(head!);
  return lines
    .filter(line => line !== '')
    .map(line => {
      const values = cells(line);
      return Object.fromEntries(columns.map((column, i) => [column, values[i] ?? '']));
    });
}

/** One line of these tables: quoted cells hold commas, never line ends. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(m =>
    (m[1] ?? m[2] ?? '').replaceAll('""', '"'),
  );
}
