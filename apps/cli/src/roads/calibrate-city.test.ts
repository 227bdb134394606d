import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildPlace, type Calibration, calibratePlace } from '@clarion/files';
import { beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const data = join(resolve(root, process.env['CLARION_DATA'] ?? '../shared/data'), 'san-francisco');

describe.skipIf(!existsSync(join(data, 'calls-2020-04.csv')))(
  'San Francisco, learnt from one week and judged on the next (needs CLARION_DATA with san-francisco)',
  () => {
    let learnt: Calibration;
    beforeAll(async () => {
      const out = join(await mkdtemp(join(tmpdir(), 'clarion-sf-')), 'san-francisco');
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
      const made = await calibratePlace({ graph: out });
      if (!made.ok) throw new Error(made.error.code);
      learnt = made.value;
    });

    test('every response is used or has its reason; most of the city has no known station', () => {
      const { responses, train, test: judged, excluded } = learnt.drives;
      expect(responses).toBe(10_410);
      const reasons = Object.values(excluded).reduce((sum, count) => sum + count, 0);
      expect(train + judged + reasons).toBe(responses);
      expect(train + judged).toBe(2481);
      expect(excluded['noStation']).toBeGreaterThan(5000);
      expect(learnt.method).toMatchObject({ trainDays: 7, testDays: 7 });
    });

    test('the error falls, eight in ten lie in a narrower range, and short drives are as well covered as long ones', () => {
      const { free, calibrated, fromPost, flat } = learnt.figures;
      expect(free.medianRatio).toBeGreaterThan(1.8);
      expect(Math.abs(calibrated.medianRatio - 1)).toBeLessThan(0.05);
      expect(calibrated.meanAbsoluteErrorMs).toBeLessThan(0.75 * free.meanAbsoluteErrorMs);
      expect(calibrated.medianAbsoluteErrorMs).toBeLessThan(0.55 * free.medianAbsoluteErrorMs);
      // The roads do say something: less error than one time for all.
      expect(calibrated.meanAbsoluteErrorMs).toBeLessThan(0.92 * flat.meanAbsoluteErrorMs);
      for (const { coverage, coverageByThird } of [calibrated, fromPost]) {
        expect(coverage).toBeGreaterThan(0.75);
        expect(coverage).toBeLessThan(0.85);
        for (const third of coverageByThird ?? []) expect(Math.abs(third - 0.8)).toBeLessThan(0.07);
      }
      expect(calibrated.medianWidthMs).toBeLessThan(0.8 * free.medianWidthMs!);
    });

    test('what cannot be learnt is not claimed: the correlation stays where it was', () => {
      const { free, calibrated } = learnt.figures;
      expect(free.correlation).toBeCloseTo(0.34, 1);
      expect(Math.abs(calibrated.correlation! - free.correlation!)).toBeLessThan(0.05);
      expect(learnt.repeats?.medianMs).toBeGreaterThan(30_000);
      const factors = Object.values(learnt.profile.factors).flat();
      expect(Math.min(...factors)).toBeGreaterThan(0.5);
      expect(Math.max(...factors)).toBeLessThan(1.3);
    });

    test('crews at their posts sleep at night; ambulances hardly turn out at all', () => {
      const median = (kind: string, part?: string) =>
        learnt.turnout.find(
          row => row.from === 'post' && row.kind === kind && row.part === part && row.priority === undefined,
        )!.medianMs;
      expect(median('ENGINE', 'night')).toBeGreaterThan(median('ENGINE', 'day') + 30_000);
      expect(median('MEDIC')).toBeLessThan(15_000);
    });
  },
);
