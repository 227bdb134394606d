import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildPlace } from '@clarion/files';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const data = join(resolve(root, process.env['CLARION_DATA'] ?? '../shared/data'), 'san-francisco');

export const noSanFrancisco = !existsSync(join(data, 'calls-2020-04.csv'));
export const needsSanFrancisco = '(needs CLARION_DATA with san-francisco)';

/** A pack of the city with its recorded calls, in a temporary folder. */
export async function sanFrancisco(): Promise<string> {
  const out = join(mkdtempSync(join(tmpdir(), 'clarion-sf-')), 'san-francisco');
  const built = await buildPlace(
    {
      out,
      source: { form: 'streets', streets: join(data, 'segments.csv') },
      columns: join(root, 'examples', 'san-francisco', 'columns.json'),
      stations: join(data, 'stations.geojson'),
      units: join(data, 'apparatus.csv'),
      calls: join(data, 'calls-2020-04.csv'),
      builtAt: '2020-04-21T00:00:00.000Z',
    },
    () => undefined,
  );
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return out;
}
