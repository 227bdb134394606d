import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildPlace } from '@clarion/files';
import { describe, expect, test } from 'vitest';
import { runCli } from '../run.ts';

const root = join(import.meta.dirname, '../../../..');
const data = join(resolve(root, process.env['CLARION_DATA'] ?? '../shared/data'), 'san-francisco');

describe.skipIf(!existsSync(join(data, 'calls-2020-04.csv')))(
  'the fortnight of San Francisco (needs CLARION_DATA with san-francisco)',
  () => {
    test('every call is compared or has its reason, and a second run says the same', async () => {
      const out = join(await mkdtemp(join(tmpdir(), 'clarion-fortnight-')), 'san-francisco');
      const built = await buildPlace({
        out,
        source: { form: 'streets', streets: join(data, 'segments.csv') },
        columns: join(root, 'examples/san-francisco/columns.json'),
        stations: join(data, 'stations.geojson'),
        units: join(data, 'apparatus.csv'),
        calls: join(data, 'calls-2020-04.csv'),
        builtAt: '2020-04-21T00:00:00.000Z',
      });
      if (!built.ok) throw new Error(built.error.code);
      const run = async () => {
        const said: string[] = [];
        const code = await runCli(['exercise', 'compare', '--place', out, '--json'], {
          lang: 'en',
          signal: new AbortController().signal,
          environment: {},
          streams: { out: { write: text => said.push(text) }, err: { write: () => 0 } },
          now: () => performance.now(),
        });
        expect(code).toBe(0);
        const { playSeconds: _, ...report } = JSON.parse(said.join('')) as Record<string, unknown>;
        return report;
      };
      const first = await run();
      const { calls, compared, excluded } = first as {
        calls: number;
        compared: number;
        excluded: Record<string, number>;
      };
      expect(calls).toBe(5292);
      expect(compared).toBeGreaterThan(1000);
      expect(compared + Object.values(excluded).reduce((sum, n) => sum + n, 0)).toBe(calls);
      expect(await run()).toEqual(first);
    }, 900_000);
  },
);
