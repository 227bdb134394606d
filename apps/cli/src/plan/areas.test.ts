import type { OneArea } from '@clarion/simulation';
import { beforeAll, describe, expect, test } from 'vitest';
import { planFolder } from '../testing/plan-folder.ts';
import type { JudgedDivision } from './judge-areas.ts';

const { path, write, plan } = planFolder('areas');

describe('areas', () => {
  // Two rows of three cells; the middle of the lower row is water.
  const cells = ['id,workload', 'a,4', 'b,1', 'c,4', 'd,1', 'f,2'];
  // The heading comes first, and one border is given in both directions.
  const edges = ['a,b', 'a,b', 'b,a', 'b,c', 'a,d', 'c,f'];
  const divide = (options: Record<string, string | number>) =>
    plan('areas', { cells: path('cells.csv'), edges: path('edges.csv'), ...options });
  beforeAll(async () => {
    await write('cells.csv', cells);
    await write('edges.csv', edges);
  });

  test('a division is even, hangs together, is written whole, and is judged the same when it is given', async () => {
    const made = await divide({ areas: 2, out: path('areas.csv'), iterations: 5 });
    expect(made.result).toMatchObject({ imbalance: 0, bound: 0, gap: 0, proven: true, contiguous: true });
    expect(made.result!['areas']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ workload: 6 }),
        expect.objectContaining({ workload: 6 }),
      ]),
    );
    const judged = await divide({ given: path('areas.csv') });
    expect(judged.result).toMatchObject({ imbalance: 0, contiguous: true, iterations: 0 });
    expect(judged.result!['areaOf']).toEqual(made.result!['areaOf']);
  });

  test('a hand edit that tears an area apart is said', async () => {
    await write('torn.csv', ['cell,area', 'a,west', 'd,east', 'b,west', 'c,east', 'f,east']);
    const { result } = await divide({ given: path('torn.csv') });
    expect(result).toMatchObject({ contiguous: false });
  });

  /** A unit at the upper and one at the lower left corner. */
  const scenario = {
    replications: 10,
    callsPerReplication: 1000,
    warmUpCalls: 50,
    zones: ['a', 'b', 'c', 'd', 'f'].map(id => ({ id, callsPerHour: 0.2 })),
    units: [
      { id: 'u1', post: 'pa' },
      { id: 'u2', post: 'pc' },
    ],
    travelSeconds: {
      pa: { a: 60, b: 120, c: 240, d: 120, f: 300 },
      pc: { a: 240, b: 120, c: 60, d: 300, f: 120 },
    },
    service: { distribution: 'exponential', meanSeconds: 1800 },
    dispatch: { rule: 'closest' },
    queue: 'first-come',
  };

  test('a division is simulated: units of the area first, work by area, and against another by the same calls', async () => {
    await write('west.csv', ['cell,area', 'a,west', 'd,west', 'b,west', 'c,east', 'f,east']);
    await write('crossed.csv', ['cell,area', 'a,west', 'b,west', 'd,east', 'c,east', 'f,east']);
    await write('judge.json', [JSON.stringify(scenario)]);
    const options = { given: path('west.csv'), judge: path('judge.json'), against: path('crossed.csv') };
    const { result } = await divide(options);
    const judged = result!['judged'] as JudgedDivision;
    expect(judged.nearerBySeconds).toBeNull();
    expect(Object.keys(judged.division.areas)).toEqual(['west', 'east']);
    const { west, east } = judged.division.areas as Record<'west' | 'east', OneArea>;
    expect([west.units, east.units]).toEqual([1, 1]);
    // Three cells of five, half an hour each and the way: the work is in proportion.
    expect(west.unitsBusy.mean / east.unitsBusy.mean).toBeCloseTo(1.5, 0);
    expect(west.balanced.mean).toBeCloseTo((west.unitsBusy.mean + east.unitsBusy.mean) / 2, 6);
    expect(judged.division.crossedShare.low!).toBeGreaterThan(0.1);
    // Cell d lies by the western post: to serve it from the east takes longer, proven.
    expect(judged.difference!.meanResponseSeconds).toMatchObject({ proven: true });
    expect(judged.difference!.meanResponseSeconds.low!).toBeGreaterThan(0);
    expect(judged.difference!.imbalance!.mean).toBeLessThan(0.1);

    const nearer = (await divide({ ...options, 'nearer-by': 60 })).result!['judged'] as JudgedDivision;
    expect(nearer.against!.response.meanSeconds.mean).toBeLessThan(judged.against!.response.meanSeconds.mean);
    expect((await divide(options)).result!['judged']).toEqual(judged);
  });

  test('what cannot be judged is named', async () => {
    await write('west.csv', ['cell,area', 'a,west', 'd,west', 'b,west', 'c,east', 'f,east']);
    expect((await divide({ given: path('west.csv'), against: path('west.csv') })).fault).toMatchObject({
      code: 'OptionNeeds',
      field: '--against',
    });
    await write('x.json', [
      JSON.stringify({ ...scenario, zones: [...scenario.zones, { id: 'x', callsPerHour: 0 }] }),
    ]);
    expect((await divide({ given: path('west.csv'), judge: path('x.json') })).fault).toMatchObject({
      code: 'ScenarioNameUnknown',
      field: 'zones[5].id',
    });
    await write('lists.json', [
      JSON.stringify({
        ...scenario,
        dispatch: {
          rule: 'preference',
          order: Object.fromEntries(scenario.zones.map(({ id }) => [id, ['u1', 'u2']])),
        },
      }),
    ]);
    expect((await divide({ given: path('west.csv'), judge: path('lists.json') })).fault).toMatchObject({
      code: 'ScenarioFieldUnfit',
      field: 'dispatch.rule',
    });
  });

  test('bad input is named', async () => {
    await write('island.csv', [...cells, 'island,3']);
    expect((await divide({ areas: 2, cells: path('island.csv') })).fault).toMatchObject({
      code: 'CellsApart',
      line: 7,
      field: 'id',
    });
    expect((await divide({ areas: 9 })).fault).toMatchObject({ code: 'AreasTooMany', field: '--areas' });
    await write('short.csv', ['cell,area', 'a,west']);
    expect((await divide({ given: path('short.csv') })).fault).toMatchObject({ code: 'CellWithoutArea' });
    await write('stray.csv', ['a,b', 'a,x']);
    expect((await divide({ areas: 2, edges: path('stray.csv') })).fault).toMatchObject({
      code: 'IdUnknown',
      line: 2,
      field: 'b',
    });
    expect((await divide({})).fault).toMatchObject({ code: 'OptionsMissing' });
  });
});
