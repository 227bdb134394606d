import type { LngLat } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { type Sketch, sketch } from '../testing/sketch.ts';
import type { HazardArea } from './area.ts';
import { closuresWith } from './closures-with.ts';
import { type Cordon, type CordonQuestion, cordon } from './cordon.ts';
import { detours, drawnDetours } from './detours.ts';
import { peopleInside } from './people-inside.ts';
import { pointAccess } from './point-access.ts';

const around = (town: Sketch, letter: string, radiusM = 30): HazardArea => ({
  kind: 'circle',
  centre: town.at(letter),
  radiusM,
});

function drawn(town: Sketch, question: Partial<CordonQuestion> & { area: HazardArea }): Cordon {
  const found = cordon(town.graph, { closures: town.closures, ...question });
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

function fault(town: Sketch, question: Partial<CordonQuestion> & { area: HazardArea }) {
  const found = cordon(town.graph, { closures: town.closures, ...question });
  return found.ok ? undefined : found.error;
}

const ids = (found: Cordon) => found.points.map(point => point.id).join('');
const closes = (found: Cordon) =>
  found.points.flatMap(point => point.closes.map(({ from, to }) => from + to)).join(' ');
const exits = (found: Cordon) =>
  found.exits.map(({ id, isLetThrough }) => `${id}${isLetThrough ? ' let through' : ''}`);

const square = (town: Sketch, southWest: string, northEast: string, marginM = 30): LngLat[][] => {
  const [margin, [west, south], [east, north]] = [marginM / 111_195, town.at(southWest), town.at(northEast)];
  const [w, s, e, n] = [west - margin, south - margin, east + margin, north + margin];
  return [
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ],
  ];
};

const street = sketch('A--B--C--D--E--F--G');

test('a street is held on both sides: near the area, or far from it', () => {
  const area = around(street, 'D');
  const near = drawn(street, { area, outsideAtM: 260 });
  expect([ids(near), closes(near)]).toEqual(['EC', 'ED CD']);
  expect(ids(drawn(street, { area, outsideAtM: 260, variant: 'farthest' }))).toBe('FB');
  expect(exits(near).sort()).toEqual(['C', 'E']);
  expect(near.points.map(point => point.streets.map(names => names.local))).toEqual([
    ['DE', 'EF'],
    ['BC', 'CD'],
  ]);
});

test('fewer points further away are taken before many near ones', () => {
  const bridge = sketch(`
    A--B--C--D
          |  |
          E--F--G
          |  |
          H--I`);
  const found = drawn(bridge, { area: around(bridge, 'F'), outsideAtM: 260 });
  expect(ids(found)).toBe('C');
  expect(closes(found)).toBe('CD CE');
});

test('one-ways that only lead out are left open, and a closed street needs no point', () => {
  const oneWay = sketch('A--B--C>>D>>E--F--G');
  const found = drawn(oneWay, { area: around(oneWay, 'D'), outsideAtM: 260 });
  expect([ids(found), closes(found), exits(found)]).toEqual(['C', 'CD', ['E']]);
  const closed = sketch('A--B--C--D--E--F--G', { closed: ['CD'] });
  expect(ids(drawn(closed, { area: around(closed, 'D'), outsideAtM: 260 }))).toBe('E');
});

test('a ring of streets that nothing joins, or that is closed all around, needs no point', () => {
  const ring = sketch(`
    A--B--C--D
    E--F
    |  |
    G--H`);
  const found = drawn(ring, { area: around(ring, 'E'), outsideAtM: 190 });
  expect([ids(found), found.barriers, exits(found)]).toEqual(['', [], []]);
  expect(found.trapped).toHaveLength(1);
  const closed = sketch('A--B--C--D--E--F--G', { closed: ['BC', 'FE'] });
  const sealed = drawn(closed, { area: around(closed, 'D'), outsideAtM: 260 });
  expect([ids(sealed), exits(sealed).sort()]).toEqual(['', ['B', 'F']]);
});

test('where the way out leads over what the points close, who leaves is let on and that is said', () => {
  // From D the only way out leads by Q to P, where it meets everybody who comes in.
  const town = sketch(`
   B>>>>>>>>R
            v
A>>>>>>>>Q>>P>>X>>>>>Z
         ^     v
         D<<<<<Y`);
  const area = around(town, 'D');
  const near = drawn(town, { area, outsideAtM: 230 });
  expect([ids(near), closes(near), exits(near)]).toEqual(['Y', 'YD', ['Q']]);
  const far = drawn(town, { area, outsideAtM: 230, variant: 'farthest' });
  expect([ids(far), closes(far), exits(far)]).toEqual(['P', 'PX', ['Q let through']]);
  expect(far.trapped).toEqual([]);
});

test('points are closed on the side from which the area is left more freely', () => {
  const loop = sketch(`
    A>>>>>P>>X>>>>>Z
          ^  v
          D<<Y`);
  const far = drawn(loop, { area: around(loop, 'D'), outsideAtM: 150, variant: 'farthest' });
  expect([ids(far), far.side, closes(far), exits(far)]).toEqual(['P', 'outer', 'AP', ['Z']]);
});

test('streets that lead nowhere are named: their people cannot drive out, cordon or none', () => {
  const dead = sketch('A--B--C>>D  E--F--G');
  const found = drawn(dead, { area: around(dead, 'D'), outsideAtM: 260 });
  expect([ids(found), exits(found)]).toEqual(['C', []]);
  expect(found.trapped.map(part => part.nodes.length)).toEqual([1]);
});

test('what lies in a hole of the area is enclosed by it and never outside', () => {
  const long = sketch('A--B--C--D--E--F--G--H--I--J--K');
  const [outer] = square(long, 'D', 'H', 50);
  const [hole] = square(long, 'F', 'F', 140);
  const tall = outer!.map(([lng, lat]): LngLat => [lng, 10 * lat]);
  const found = drawn(long, { area: { kind: 'polygons', polygons: [[tall, hole!]] }, outsideAtM: 110 });
  expect(ids(found)).toBe('IC');
});

describe('areas that no cordon can be drawn around are named', () => {
  const town = sketch(`
    A--B--C--D--E
    |  |  |  |  |
    F--G--H--I--J
    |  |  |  |  |
    K--L--M--N--O`);
  const between = (share: number): LngLat => [town.at('A')[0] + share / 1000, town.at('A')[1] - 0.0004];
  test.each([
    ['in the river', { kind: 'circle', centre: between(0.4), radiusM: 10 }, 'areaWithoutRoads'],
    ['off the map', { kind: 'circle', centre: [9, 9], radiusM: 10 }, 'areaOffMap'],
    ['all of it', { kind: 'circle', centre: town.at('H'), radiusM: 5000 }, 'areaHoldsEverything'],
    ['no size', { kind: 'circle', centre: town.at('H'), radiusM: 0 }, 'radiusUnfit'],
    ['no place', { kind: 'circle', centre: [200, 0], radiusM: 10 }, 'centreUnfit'],
    ['nothing', { kind: 'polygons', polygons: [] }, 'areaEmpty'],
    ['no ring', { kind: 'polygons', polygons: [[]] }, 'areaEmpty'],
    [
      'an open ring',
      { kind: 'polygons', polygons: [[square(town, 'G', 'I')[0]!.slice(1)]] },
      'ringNotClosed',
    ],
    [
      'a line',
      {
        kind: 'polygons',
        polygons: [
          [
            [
              [0, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        ],
      },
      'ringTooShort',
    ],
    [
      'a bow',
      {
        kind: 'polygons',
        polygons: [
          [
            [
              [0, 0],
              [1, 1],
              [1, 0],
              [0, 1],
              [0, 0],
            ],
          ],
        ],
      },
      'ringSelfTouching',
    ],
    [
      'crossed',
      { kind: 'polygons', polygons: [[square(town, 'G', 'H')[0]!, square(town, 'H', 'I', 50)[0]!]] },
      'ringsCross',
    ],
    [
      'not a place',
      {
        kind: 'polygons',
        polygons: [
          [
            [
              [0, 0],
              [1, 999],
              [1, 1],
              [0, 0],
            ],
          ],
        ],
      },
      'positionUnfit',
    ],
  ] as const)('%s', (_, area, code) => {
    expect(fault(town, { area: area as HazardArea })?.code).toBe(code);
  });

  test('an outside that is too near or too far', () => {
    const area = around(town, 'H');
    expect(fault(town, { area, outsideAtM: 0 })).toMatchObject({
      code: 'areaTouchesOutside',
      roads: [{ to: 'H' }, { to: 'H' }, { to: 'H' }, { to: 'H' }],
    });
    expect(fault(town, { area, outsideAtM: 9000 })).toEqual({ code: 'nothingOutside', outsideAtM: 9000 });
    expect(fault(town, { area, outsideAtM: -1 })).toEqual({ code: 'distanceUnfit', outsideAtM: -1 });
    expect(fault(town, { area, outsideAtM: Number.NaN })?.code).toBe('distanceUnfit');
  });

  test('without a distance one is found, and it is said when the map ends before it', () => {
    const found = drawn(town, { area: around(town, 'H') });
    expect(ids(found)).toBe('CIMG');
    expect([found.outsideAtM, found.reachesMapEdge]).toEqual([120, true]);
  });
});

test('people inside: whole cells count, cut ones by their share, with the least and the most there can be', () => {
  const area: HazardArea = { kind: 'circle', centre: [8, 41], radiusM: 1000 };
  const east = (m: number): LngLat => [8 + m / (111_195 * Math.cos((41 * Math.PI) / 180)), 41];
  const cell = (m: number, people: number) => ({ at: east(m), people, radiusM: 100 });
  const found = peopleInside(area, [cell(0, 50), cell(1000, 100), cell(1500, 1000)]);
  if (!found.ok) throw new Error(found.error.code);
  expect(found.value).toMatchObject({ atLeast: 50, atMost: 150, cells: 2, cutCells: 1, cutShare: 0.5 });
  expect(found.value.people).toBeGreaterThan(85);
  expect(found.value.people).toBeLessThan(105);
  // Cells of no given size reach half the way to their neighbour.
  expect(
    peopleInside(area, [
      { at: east(0), people: 7 },
      { at: east(500), people: 5 },
    ]),
  ).toMatchObject({
    value: { people: 12, atLeast: 12 },
  });
  expect(peopleInside(area, [])).toMatchObject({ value: { people: 0, cells: 0, cutShare: 0 } });
});

const ringRoad = sketch(`
    A--B--C--D--E
    |     |     |
    |     |     |
    F-----G-----H`);

test('units reach the points by roads around the area, and are counted within each time', () => {
  const found = drawn(ringRoad, { area: around(ringRoad, 'C'), outsideAtM: 150 });
  expect(ids(found)).toBe('DGB');
  const units = [
    { id: 'east', snap: ringRoad.snap('E') },
    { id: 'inside', snap: ringRoad.snap('C') },
  ];
  const access = pointAccess(ringRoad.graph, found, units, { withinSeconds: [20, 60] });
  const seconds = access.map(({ units }) => units.map(one => `${one.unit} ${one.travelTimeMs / 1000}`));
  expect(seconds).toEqual([['east 10', 'inside 10'], ['inside 15', 'east 35'], ['inside 10']]);
  expect(access.map(({ within }) => within)).toEqual([
    [2, 2],
    [1, 2],
    [1, 1],
  ]);
});

test('a detour is what the longest way around costs', () => {
  const found = drawn(ringRoad, { area: around(ringRoad, 'C'), outsideAtM: 150 });
  const ways = detours(ringRoad.graph, found);
  const named = ways.map(({ from, to, throughMs, aroundMs }) => [
    found.points[from]!.id + found.points[to]!.id,
    throughMs / 1000,
    aroundMs === undefined ? undefined : aroundMs / 1000,
  ]);
  expect(named).toEqual([
    ['DB', 20, 90],
    ['GD', 25, 45],
    ['BD', 20, 90],
  ]);
  const single = drawn(street, { area: around(street, 'D'), outsideAtM: 260 });
  expect(detours(street.graph, single).map(({ aroundMs }) => aroundMs)).toEqual([undefined, undefined]);
});

test('a detour is drawn: the way that crossed the area, and the one that goes around it', () => {
  const found = drawn(ringRoad, { area: around(ringRoad, 'C'), outsideAtM: 150 });
  const { graph } = ringRoad;
  for (const { from, to, throughMs, aroundMs, through, around } of drawnDetours(graph, found)) {
    const [start, end] = [found.points[from]!, found.points[to]!];
    for (const way of [through, around!]) {
      expect([way.points[0], way.points.at(-1)]).toEqual([start.at, end.at]);
    }
    expect([through.travelTimeMs, around!.travelTimeMs]).toEqual([throughMs, aroundMs]);
    const entered = (legs: typeof through.legs) => legs.some(({ arc }) => found.inside.entries.includes(arc));
    expect([entered(through.legs), entered(around!.legs)]).toEqual([true, false]);
  }
  const single = drawn(street, { area: around(street, 'D'), outsideAtM: 260 });
  for (const { around: none, by } of drawnDetours(street.graph, single)) {
    expect([none, by]).toEqual([undefined, []]);
  }
});

test('closures in force and a cordon hold together', () => {
  const closed = sketch('A--B--C--D', { closed: ['AB'] });
  const both = closuresWith(closed.graph, [2], closed.closures);
  expect(both.closed.reduce((sum, one) => sum + one, 0)).toBe(2);
  expect(closed.closures?.closed.reduce((sum, one) => sum + one, 0)).toBe(1);
});
