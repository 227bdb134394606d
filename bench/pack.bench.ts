import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildPlace, buildTownPack, type FileFault, openPack, type PlaceInputs } from '@clarion/files';
import type { Result } from '@clarion/measure';
import { type BenchRow, summarise } from './row.ts';

const SEED = 7;
const RUNS = 5;
const data = resolve(process.env['CLARION_DATA'] ?? join(import.meta.dirname, '../../shared/data'));
const columns = join(import.meta.dirname, '../examples/san-francisco/columns.json');
const builtAt = '2026-11-24T00:00:00.000Z';

const osm = (name: string): Omit<PlaceInputs, 'out'> => ({
  source: { form: 'osm', osm: join(data, 'osm', `${name}.osm.pbf`) },
  builtAt,
});
const sf = (name: string) => join(data, 'san-francisco', name);
const sanFrancisco: Omit<PlaceInputs, 'out'> = {
  source: { form: 'streets', streets: sf('segments.csv') },
  columns,
  stations: sf('stations.geojson'),
  units: sf('apparatus.csv'),
  population: sf('population.csv'),
  areas: sf('neighbourhoods.geojson'),
  calls: sf('calls-2020-04.csv'),
  builtAt,
};

/** Building place packs (everything from reading the sources to the last sync) and opening them. */
export const rows = async (): Promise<BenchRow[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'clarion-bench-'));
  const out = join(folder, 'pack');
  try {
    const measured = [
      await measure('pack build, generated town', () => buildTownPack(out, SEED, { builtAt })),
      await measure('pack open, generated town', () => openPack(out)),
    ];
    if (!existsSync(data)) return measured;
    measured.push(
      await measure(
        'pack build, San Francisco',
        () => buildPlace({ ...sanFrancisco, out }),
        '15,602 segments, 10,410 responses',
      ),
      await measure('pack open, San Francisco', () => openPack(out)),
      await measure('pack build, Porto', () => buildPlace({ ...osm('porto_portugal'), out }), '348k nodes'),
      await measure('pack open, Porto', () => openPack(out)),
      await measure('pack build, Columbus', () => buildPlace({ ...osm('columbus_otp'), out }), 'not sorted'),
      await measure('pack build, Liechtenstein', () => buildPlace({ ...osm('liechtenstein'), out })),
    );
    return measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function measure(
  name: string,
  run: () => Promise<Result<unknown, FileFault>>,
  note?: string,
): Promise<BenchRow> {
  const seconds: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const started = performance.now();
    const end = await run();
    seconds.push((performance.now() - started) / 1000);
    if (!end.ok) throw new Error(`${name}: ${end.error.code} ${end.error.file}`);
  }
  return summarise(name, 's', seconds, note);
}
