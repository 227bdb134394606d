import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOURS_OF_WEEK } from '@clarion/roads';
import { expect, test } from 'vitest';
import { sha256 } from '../read-text.ts';
import { type Calibration, calibrationBytes, readCalibration } from './calibration-file.ts';

const figures = {
  n: 120,
  correlation: null,
  rankCorrelation: 0.5,
  medianRatio: 1.1,
  meanAbsoluteErrorMs: 70_000,
  medianAbsoluteErrorMs: 30_000,
};
const calibration: Calibration = {
  format: 'clarion-calibration',
  version: 1,
  inputs: [{ role: 'calls', file: 'calls.csv', sha256: 'a'.repeat(64), bytes: 9 }],
  graph: 'g',
  timeZone: 'Europe/Berlin',
  method: {
    fit: 'leastAbsoluteDeviations',
    pull: 10,
    range: [0.1, 0.9],
    atPostAfterMs: 1,
    leastTurnoutMs: 1,
    trainDays: 7,
    testDays: 7,
  },
  profile: {
    overheadMs: 80_000,
    bands: ['day', 'night'],
    bandOfHour: Array.from({ length: HOURS_OF_WEEK }, (_, hour) => (hour % 24 < 7 ? 1 : 0)),
    factors: { residential: [0.9, 0.8] },
    otherFactors: [1, 0.9],
  },
  ranges: { onRoad: [{ atMs: 90_000, low: 0.7, high: 1.8 }], fromPost: [] },
  turnout: [{ from: 'post', kind: 'ENGINE', n: 99, p10Ms: 1, medianMs: 2, p90Ms: 3 }],
  drives: { responses: 300, train: 150, test: 120, excluded: { justFree: 30 } },
  figures: { flat: figures, free: figures, calibrated: { ...figures, coverage: 0.8 }, fromPost: figures },
};

async function written(content: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'clarion-calibration-')), 'c.json');
  await writeFile(path, content);
  return path;
}

test('a calibration is read as it was written, under the hash of its bytes', async () => {
  const bytes = calibrationBytes(calibration);
  const read = await readCalibration(await written(bytes));
  expect(read).toEqual({
    ok: true,
    value: { calibration, sha256: sha256(bytes), bytes: Buffer.from(bytes) },
  });
  expect(new TextDecoder().decode(bytes)).toContain('"otherFactors": [1, 0.9]');
});

test.each([
  ['JsonBroken', undefined, '{ "format":\n'],
  ['NotACalibration', undefined, '{"format":"clarion-place","version":1}'],
  ['CalibrationVersion', 'version', JSON.stringify({ ...calibration, version: 2 })],
  ['JsonUnfit', 'profile.overheadMs', changed({ overheadMs: -1 })],
  ['JsonUnfit', 'profile.bandOfHour', changed({ bandOfHour: Array.from({ length: 168 }, () => 2) })],
  ['JsonUnfit', 'profile.factors.residential', changed({ factors: { residential: [1] } })],
  ['JsonUnfit', 'profile.otherFactors.1', changed({ otherFactors: [1, 0] })],
  ['JsonUnfit', 'profile.factors', changed({ factors: { lane: [1, 1] } })],
])('%s at %s', async (code, field, content) => {
  const path = await written(content);
  const read = await readCalibration(path);
  expect(read).toMatchObject({ ok: false, error: { code, file: path, ...(field && { field }) } });
});

function changed(profile: object): string {
  return JSON.stringify({ ...calibration, profile: { ...calibration.profile, ...profile } });
}
