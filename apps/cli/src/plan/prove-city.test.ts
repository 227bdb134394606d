import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildPlace, openPack } from '@clarion/files';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../run.ts';
import { cityRecord, needsOf } from './record/city-record.ts';

const root = join(import.meta.dirname, '../../../..');
const data = join(resolve(root, process.env['CLARION_DATA'] ?? '../shared/data'), 'san-francisco');

describe.skipIf(!existsSync(join(data, 'calls-2020-04.csv')))(
  'San Francisco: the first week teaches, the second judges (needs CLARION_DATA with san-francisco)',
  () => {
    let folder = '';
    let place = '';
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'clarion-prove-'));
      place = join(folder, 'san-francisco');
      const built = await buildPlace({
        out: place,
        source: { form: 'streets', streets: join(data, 'segments.csv') },
        columns: join(root, 'examples/san-francisco/columns.json'),
        stations: join(data, 'stations.geojson'),
        units: join(data, 'apparatus.csv'),
        areas: join(data, 'neighbourhoods.geojson'),
        calls: join(data, 'calls-2020-04.csv'),
        builtAt: '2020-04-21T00:00:00.000Z',
      });
      if (!built.ok) throw new Error(built.error.code);
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    async function prove(...options: string[]) {
      const [out, err]: [string[], string[]] = [[], []];
      const code = await runCli(['plan', 'prove', '--place', place, '--json', ...options], {
        lang: 'en',
        signal: new AbortController().signal,
        environment: {},
        streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
        now: () => 0,
      });
      return { code, text: code === 0 ? out.join('') : err.at(-1)! };
    }

    test('the record counts what units with a known station did, and says what it leaves out', async () => {
      const pack = await openPack(place);
      if (!pack.ok) throw new Error(pack.error.code);
      const record = cityRecord(pack.value, pack.value.calls!, 500);
      expect(record.calls.length + record.leftOut.noStationUnit + record.leftOut.offRoad).toBe(5292);
      expect(record.units).toHaveLength(62);
      expect(record.days).toBe(14);
      expect(needsOf('ENGINE×2+TRUCK×1')).toEqual([
        { capability: 'ENGINE', count: 2 },
        { capability: 'TRUCK', count: 1 },
      ]);
    });

    test('today’s stations, simulated, give the second week’s distribution; three engines moved do better, proven', async () => {
      const out = join(folder, 'proof.json');
      const { code } = await prove('--replications', '12', '--out', out);
      expect(code).toBe(0);
      const { fit, better } = JSON.parse(await readFile(out, 'utf8'));
      expect(fit.all.n).toBeGreaterThan(1200);
      expect(fit.all.meanSeconds.fits).toBe(true);
      expect(fit.all.distance).toBeLessThan(0.04);
      const figures = Object.values<{ fits: boolean }>(fit.all.quantileSeconds);
      expect(figures.filter(({ fits }) => fits).length).toBeGreaterThanOrEqual(5);
      // What does not fit is said: not every hour and area does.
      const areas = Object.values<{ meanSeconds: { fits: boolean } }>(fit.areas);
      expect(areas.some(({ meanSeconds }) => !meanSeconds.fits)).toBe(true);

      expect(better.moves).toHaveLength(3);
      expect(better.expected.bound).toBeLessThan(better.expected.after);
      expect(better.heldOut.meanSeconds.high).toBeLessThan(-3);
      expect(better.heldOut.worstTenthSeconds.proven).toBe(true);
      expect(Object.keys(better.retests)).toEqual([
        'asLearnt',
        'travelMore',
        'travelLess',
        'demandMore',
        'demandLess',
        'unitLost',
      ]);
      expect(better.verdict.meanSeconds).toBe('better');
    });

    test('among the stations alone no move helps, and none is claimed', async () => {
      const { code, text } = await prove('--replications', '2', '--sites', 'stations');
      expect(code).toBe(0);
      const { better } = JSON.parse(text);
      expect(better.moves).toEqual([]);
      expect(better.heldOut.meanSeconds).toMatchObject({ difference: 0, proven: false });
      expect(new Set(Object.values(better.verdict))).toEqual(new Set(['noProvenDifference']));
    });

    test('a record without days that judge is named, and nothing is written', async () => {
      const { code, text } = await prove('--teach', '14', '--out', join(folder, 'nothing.json'));
      expect(code).toBe(2);
      expect(JSON.parse(text)).toMatchObject({ code: 'NoCalls', field: '--teach' });
      expect(await readdir(folder)).not.toContain('nothing.json');
    });
  },
);
