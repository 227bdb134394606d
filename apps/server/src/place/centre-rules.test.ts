import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfiguration } from '@clarion/dispatch';
import { afterAll, expect, test } from 'vitest';
import { underRulesOf } from './centre-rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'clarion-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const configuration = defaultConfiguration({
  placeName: {},
  units: [
    { unitId: 'E1', kind: 'ENGINE', agency: 'fire', capabilities: ['engine'] },
    { unitId: 'T1', kind: 'TRUCK', agency: 'fire', capabilities: ['ladder'] },
  ],
  posts: [],
});
const areas = {
  type: 'FeatureCollection' as const,
  features: [
    {
      type: 'Feature' as const,
      properties: { id: 'harbour', name: { en: 'Harbour' } },
      geometry: {
        type: 'MultiPolygon' as const,
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
          [
            [
              [5, 5],
              [6, 5],
              [6, 6],
              [5, 5],
            ],
          ],
        ],
      },
    },
  ],
};
async function under(rules: unknown) {
  const path = join(folder, 'rules.json');
  writeFileSync(path, JSON.stringify(rules));
  const found = await underRulesOf(path, configuration, { areas });
  return found.ok ? found.value : found.error;
}

test('no file, no change', async () => {
  expect(await underRulesOf(undefined, configuration, { areas })).toEqual({ ok: true, value: configuration });
});

test('each rule of the file changes what it speaks of, and nothing else', async () => {
  expect(await under({})).toEqual(configuration);
  expect(await under({ minimumPeople: { engine: 5 } })).toEqual({
    ...configuration,
    minimumPeople: { engine: 5 },
  });
  expect(await under({ units: { T1: { crewId: 'one', people: 4 } } })).toEqual({
    ...configuration,
    units: [configuration.units[0], { ...configuration.units[1], crewId: 'one', people: 4 }],
  });
  const runCards = [
    { hours: { days: [6], from: '22:00', to: '06:30' }, needs: [{ capability: 'ladder', count: 2 }] },
  ];
  expect(await under({ types: { fireAlarm: { runCards } } })).toMatchObject({
    types: expect.arrayContaining([
      expect.objectContaining({
        typeId: 'fireAlarm',
        runCards: [{ hours: { days: [6], fromMinute: 1320, toMinute: 390 }, needs: runCards[0]!.needs }],
      }),
    ]),
  });
});

test('areas come from the place when a card names one', async () => {
  const runCards = [{ areaIds: ['harbour'], needs: [{ capability: 'engine', count: 2 }] }];
  expect(await under({ types: { outsideFire: { runCards } } })).toMatchObject({
    areas: [
      {
        areaId: 'harbour',
        names: { en: 'Harbour' },
        rings: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
          [
            [5, 5],
            [6, 5],
            [6, 6],
            [5, 5],
          ],
        ],
      },
    ],
  });
});

test('levels and minimums are the centre’s own', async () => {
  const readiness = {
    levels: [{ levelId: 'green', names: { en: 'Green' } }],
    minimums: [{ levelIds: ['green'], areaIds: ['harbour'], capability: 'engine', count: 1 }],
  };
  expect(await under({ readiness })).toMatchObject({ readiness, areas: [{ areaId: 'harbour' }] });
  const wrong = (minimum: object) =>
    under({ readiness: { ...readiness, minimums: [{ ...readiness.minimums[0], ...minimum }] } });
  for (const minimum of [{ levelIds: ['red'] }, { areaIds: ['moon'] }, { postIds: ['nowhere'] }])
    expect(await wrong(minimum)).toMatchObject({ code: 'cli.fault.JsonUnfit' });
  const runCards = [{ levelIds: ['normal'], needs: [{ capability: 'engine', count: 1 }] }];
  expect(await under({ types: { outsideFire: { runCards } } })).toMatchObject({ version: 1 });
  expect(await under({ readiness, types: { outsideFire: { runCards } } })).toMatchObject({
    code: 'cli.fault.JsonUnfit',
  });
});

test('what does not fit is told with its place in the file', async () => {
  const told = async (rules: unknown) => (await under(rules)) as { code?: string; params?: object };
  const needs = [{ capability: 'engine', count: 1 }];
  expect(await told({ colour: 'red' })).toMatchObject({ code: 'cli.fault.JsonUnfit' });
  expect(await told({ units: { E9: { people: 3 } } })).toMatchObject({ params: { field: 'units.E9' } });
  expect(await told({ types: { tea: {} } })).toMatchObject({
    params: { field: 'types.tea.names' },
  });
  expect(await told({ types: { outsideFire: { runCards: [{ areaIds: ['moon'], needs }] } } })).toMatchObject({
    code: 'cli.fault.JsonUnfit',
    params: { field: expect.stringContaining('moon') },
  });
  const off = [{ hours: { from: '7', to: '08:00' }, needs }];
  expect(await told({ types: { outsideFire: { runCards: off } } })).toMatchObject({
    params: { field: 'types.outsideFire.runCards.0.hours.from' },
  });
  const rocket = [{ capability: 'rocket', count: 1 }];
  expect(await told({ types: { outsideFire: { needs: rocket } } })).toMatchObject({
    params: { field: 'types.outsideFire.needs.0.capability' },
  });
  expect(await underRulesOf(join(folder, 'absent.json'), configuration, {})).toMatchObject({
    ok: false,
    error: { code: 'cli.fault.FileMissing' },
  });
});
