import { type LngLat, ringContains } from '@clarion/measure';
import type { CellsAnswer } from '@clarion/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addArea,
  areasOfDivision,
  cellAt,
  type Division,
  divisionBy,
  divisionFigures,
  divisionNow,
  giveCell,
  middleOf,
  namedAsBefore,
  removeArea,
  withCells,
} from './division.ts';
import { areasCsv, areasGeoJson, cellsCsv, edgesCsv, polygonsOf, readDivision } from './division-files.ts';

/** Four columns and three rows of a tenth of a degree; the middle of the second row is water. */
const places = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11];
const west: LngLat[] = [
  [-1, 0],
  [0.2, 0],
  [0.2, 1],
  [-1, 1],
];
const east: LngLat[] = [
  [0.2, 0],
  [1, 0],
  [1, 1],
  [0.2, 1],
];
const ground: CellsAnswer = {
  cellM: 250,
  columns: 4,
  rows: 3,
  corner: [0, 0],
  step: [0.1, 0.1],
  ids: places.map(place => `-${place}_1`),
  places,
  workload: [10, 0, 5, 5, 10, 5, 10, 5, 0, 10],
  edges: [
    [0, 1, 250],
    [1, 2, 250],
    [2, 3, 250],
    [0, 4, 250],
    [3, 5, 250],
    [4, 6, 250],
    [5, 9, 250],
    [6, 7, 250],
    [7, 8, 250],
    [8, 9, 250],
  ],
  joined: [],
  areas: [
    { areaId: 'W', names: { en: 'West' }, rings: [west] },
    { areaId: 'E', names: { en: 'East', zh: '东' }, rings: [east] },
  ],
  hash: 'h',
};
const now = divisionNow(ground);

test('the division of now is that of the outlines, and its figures are those of its cells', () => {
  expect(now.areaOf).toEqual([0, 0, 1, 1, 0, 1, 0, 0, 1, 1]);
  expect(divisionFigures(ground, now)).toMatchObject({
    areas: [
      { workload: 35, cells: 5, parts: 1 },
      { workload: 25, cells: 5, parts: 1 },
    ],
    imbalance: expect.closeTo(1 / 6, 9),
    bound: 0,
  });
  // Unchanged, the outlines are handed on as they were drawn.
  expect(areasOfDivision(ground, now)).toEqual(ground.areas);
});

test('a cell that is given to another area is in it at once, in figures and in outlines; an area that is torn is seen', () => {
  const given = giveCell(now, 1, 1);
  expect(divisionFigures(ground, given).areas.map(one => one.cells)).toEqual([4, 6]);
  const torn = giveCell(now, 4, 1);
  expect(divisionFigures(ground, torn).areas.map(one => one.parts)).toEqual([2, 2]);
  const [westNow] = areasOfDivision(ground, given);
  expect(westNow!.rings.filter(ring => ringContains(ring, middleOf(ground, 1)))).toHaveLength(0);
  expect(giveCell(now, 3, 7)).toBe(now);
  expect(giveCell(now, -1, 0)).toBe(now);
});

test('whatever hands do, every place of the grid is in exactly one area, water too', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 }), { minLength: 10, maxLength: 10 }), areaOf => {
      const division = withCells({ ...now, areaOf: [] }, areaOf);
      const areas = areasOfDivision(ground, division);
      for (let place = 0; place < 12; place++) {
        const at: LngLat = [((place % 4) + 0.5) / 10, (Math.floor(place / 4) + 0.5) / 10];
        const having = areas.filter(one => one.rings.filter(ring => ringContains(ring, at)).length % 2 === 1);
        expect(having).toHaveLength(1);
        const cell = places.indexOf(place);
        expect(cellAt(ground, at)).toBe(cell);
        if (cell !== -1) expect(having[0]!.areaId).toBe(division.areas[areaOf[cell]!]!.areaId);
      }
    }),
  );
});

test('an area is added with a code of its own, and taken away to its neighbours; the last one stays', () => {
  const three = addArea(now);
  expect(three.areas.map(one => one.areaId)).toEqual(['W', 'E', 'R3']);
  const [without] = [removeArea(ground, giveCell(three, 2, 2), 1)];
  expect(without.areas.map(one => one.areaId)).toEqual(['W', 'R3']);
  expect(without.areaOf.every(area => area < 2)).toBe(true);
  const one = removeArea(ground, now, 0);
  expect(one.areaOf).toEqual(places.map(() => 0));
  expect(removeArea(ground, one, 0)).toBe(one);
});

test('a division made anew keeps the codes under which most of its workload was, in their order', () => {
  const turned = namedAsBefore(
    ground,
    now,
    now.areaOf.map(area => 1 - area),
  );
  expect(turned).toEqual({ of: 'h', areas: now.areas, areaOf: now.areaOf });
  const three = namedAsBefore(ground, now, [2, 2, 0, 1, 2, 1, 2, 2, 0, 1]);
  expect(three.areas.map(one => one.areaId)).toEqual(['W', 'E', 'R3']);
  expect(three.areaOf).toEqual([0, 0, 2, 1, 0, 1, 0, 0, 2, 1]);
  expect(
    namedAsBefore(
      ground,
      now,
      places.map(() => 0),
    ).areas.map(one => one.areaId),
  ).toEqual(['W']);
});

test('cells that no outline has go to the nearest area, and the outlines follow the cells then', () => {
  const half = divisionBy(ground, [{ ...ground.areas[0]!, rings: [west] }]);
  expect(half.outside).toBe(5);
  expect(half.division.areaOf).toEqual(places.map(() => 0));
  expect(half.division.drawn).toBeUndefined();
  expect(divisionNow({ ...ground, areas: [] }).areas).toHaveLength(1);
});

const read = (text: string, before = now) => readDivision(text, ground, before);
const wrong = (text: string) => {
  const found = read(text);
  return found.ok ? found.value : { code: found.error.code, ...found.error.facts };
};

test('what is written is read again the same: cells and outlines', () => {
  const cells = read(areasCsv(ground, now));
  expect(cells.ok && cells.value.division).toEqual({ of: 'h', areas: now.areas, areaOf: now.areaOf });
  const moved: Division = giveCell(now, 8, 0);
  const outlines = read(areasGeoJson(ground, moved));
  expect(outlines.ok && outlines.value.division.areaOf).toEqual(moved.areaOf);
  expect(outlines.ok && outlines.value.division.areas).toEqual(now.areas);
  expect(cellsCsv(ground).split('\r\n').slice(0, 2)).toEqual(['id,workload', '-0_1,10']);
  expect(edgesCsv(ground).split('\r\n')[1]).toBe('-0_1,-1_1,250');
});

test('what is wrong with a file is said with its line, and nothing of it is taken', () => {
  const rows = areasCsv(ground, now);
  expect(wrong('a,b\n1,2')).toEqual({ code: 'columns' });
  expect(wrong('cell,area\r\nx,W\r\n')).toEqual({ code: 'cellUnknown', line: 2, cell: 'x' });
  expect(wrong(`${rows}-3_1,W\r\n`)).toEqual({ code: 'cellTwice', line: 12, cell: '-3_1' });
  expect(wrong('cell,area\n-0_1,')).toEqual({ code: 'areaEmpty', line: 2 });
  expect(wrong(rows.replace('-11_1,E\r\n', ''))).toEqual({ code: 'cellMissing', cell: '-11_1' });
  expect(wrong('{nothing')).toEqual({ code: 'notJson' });
  expect(wrong('{"type":"FeatureCollection","features":[]}')).toEqual({ code: 'noPolygons' });
  const feature = (coordinates: unknown) =>
    JSON.stringify({ features: [{ geometry: { type: 'Polygon', coordinates } }] });
  expect(wrong(feature([[[0, 0]]]))).toMatchObject({ code: 'ringWrong', number: 1 });
  expect(
    wrong(
      feature([
        [
          [0, 0],
          [1, 'x'],
          [2, 2],
        ],
      ]),
    ),
  ).toMatchObject({ code: 'ringWrong' });
  // An area goes by its name in any language, quoted or not.
  const named = read(rows.replaceAll(',E', ',"东"'));
  expect(named.ok && named.value.division.areas[1]).toEqual(now.areas[1]);
});

test('rings within rings are holes, and islands in them are areas again', () => {
  const square = (from: number, to: number): LngLat[] => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
  ];
  const polygons = polygonsOf([square(3, 4), square(0, 9), square(2, 6), square(20, 21)]);
  expect(polygons.map(one => one.map(ring => ring[0]![0]))).toEqual([[3], [0, 2], [20]]);
  for (const ring of polygons.flat()) expect(ring[0]).toEqual(ring.at(-1));
});
