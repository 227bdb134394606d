import { type LngLat, metres } from '@clarion/measure';
import { expect, test } from 'vitest';
import { stepsOf } from './steps.ts';
import { type Sketch, sketch, sketchOf } from './testing/sketch.ts';
import type { WayInput } from './way.ts';

const told = (town: Sketch, from: string, to: string) =>
  stepsOf(town.graph, town.route(from, to).found!).map(({ kind, names, lengthM, exit, isForbidden }) =>
    [
      kind,
      names?.local ?? '',
      exit === undefined ? '' : `exit ${exit}`,
      Math.round(lengthM),
      isForbidden ? 'forbidden' : '',
    ]
      .filter(part => part !== '')
      .join(' '),
  );

test('turns are told with the street that they lead into and how far that is driven', () => {
  const town = sketch(`
    A--B--C
       |  |
       D--E--F`);
  expect(told(town, 'A', 'F')).toEqual([
    'depart AB 100',
    'goOn BC 100',
    'right CE 100',
    'left EF 100',
    'arrive 0',
  ]);
  expect(told(town, 'A', 'D')).toEqual(['depart AB 100', 'right BD 100', 'arrive 0']);
  expect(told(town, 'F', 'D')).toEqual(['depart EF 100', 'goOn DE 100', 'arrive 0']);
  expect(told(town, 'B', 'B')).toEqual(['arrive 0']);
  expect(stepsOf(town.graph, town.route('AB 0.5', 'D').found!)[0]).toMatchObject({
    heading: 90,
    lengthM: expect.closeTo(50, 1),
  });
});

const place = (x: number, y: number): LngLat => [x / 111_195, y / 111_195];

function town(
  letters: Record<string, readonly [number, number]>,
  ways: readonly (Partial<WayInput> & { readonly line: string })[],
): Sketch {
  const places = new Map(Object.entries(letters).map(([letter, [x, y]]) => [letter, place(x, y)]));
  return sketchOf(
    ways.map(({ line, ...more }) => ({
      nodes: [...line],
      points: [...line].map(letter => places.get(letter)!),
      forward: true,
      backward: true,
      speedKmh: 36,
      roadClass: 'residential',
      name: { local: line },
      ...more,
    })),
    places,
    [],
  );
}

test('a fork, a gentle bend off the street, a sharp turn and a turn back', () => {
  const streets = town({ A: [0, 0], B: [100, 0], C: [200, 30], D: [200, -30], E: [30, 60], F: [180, 90] }, [
    { line: 'AB' },
    { line: 'BC' },
    { line: 'BD' },
    { line: 'BE' },
  ]);
  expect(told(streets, 'A', 'C')[1]).toMatch(/^keepLeft BC/);
  expect(told(streets, 'A', 'D')[1]).toMatch(/^keepRight BD/);
  expect(told(streets, 'A', 'E')[1]).toMatch(/^sharpLeft BE/);
  const off = town({ A: [0, 0], B: [100, 0], C: [200, 0], D: [170, 75] }, [{ line: 'ABC' }, { line: 'BD' }]);
  expect(told(off, 'A', 'D')[1]).toMatch(/^slightLeft BD/);
  expect(told(off, 'A', 'C')).toEqual(['depart ABC 200', 'arrive 0']);
});

test('who goes straight on in a street is not told of others that leave it, nor of a yard beside it', () => {
  const letters = { A: [0, 0], B: [100, 0], C: [200, 0], D: [190, 40] } as const;
  const leaving = town(letters, [{ line: 'ABC' }, { line: 'BD' }]);
  expect(told(leaving, 'A', 'C')).toEqual(['depart ABC 200', 'arrive 0']);
  expect(told(leaving, 'A', 'D')[1]).toMatch(/^keepLeft BD/);
  const yard = town(letters, [{ line: 'AB' }, { line: 'BC' }, { line: 'BD', roadClass: 'service' }]);
  expect(told(yard, 'A', 'C')[1]).toBe('goOn BC 100');
});

test('of a street that only bends nothing is said; a new name is told', () => {
  const bend = town({ A: [0, 0], B: [100, 0], C: [100, 100], D: [0, 100] }, [
    { line: 'AB', name: { local: 'Mill Lane' } },
    { line: 'BC', name: { local: 'Mill Lane' } },
    { line: 'CD', name: { local: 'Church Street' } },
  ]);
  expect(told(bend, 'A', 'D')).toEqual(['depart Mill Lane 200', 'left Church Street 100', 'arrive 0']);
});

test('exits of a roundabout are counted, the one that is taken included', () => {
  const circle = town(
    {
      N: [0, 20],
      E: [20, 0],
      S: [0, -20],
      W: [-20, 0],
      n: [0, 120],
      e: [120, 0],
      s: [0, -120],
      w: [-120, 0],
    },
    [
      ...['SE', 'EN', 'NW', 'WS'].map(line => ({ line, backward: false, roundabout: true, name: undefined })),
      ...['nN', 'eE', 'sS', 'wW'].map(line => ({ line })),
    ],
  );
  expect(told(circle, 's', 'e')).toEqual(['depart sS 100', 'roundabout eE exit 1 128', 'arrive 0']);
  expect(told(circle, 's', 'n')).toEqual(['depart sS 100', 'roundabout nN exit 2 157', 'arrive 0']);
  expect(told(circle, 's', 'w')).toEqual(['depart sS 100', 'roundabout wW exit 3 185', 'arrive 0']);
  expect(told(circle, 's', 'N')).toEqual(['depart sS 100', 'roundabout 57', 'arrive 0']);
  expect(told(circle, 'E', 'w').slice(0, 2)).toEqual(['depart 57', 'roundabout wW exit 2 100']);
});

test('a turn that a rule forbids is marked, also where the drive was reckoned without turns', () => {
  const streets = `
    A--B--C
       |
       D`;
  const urgent = sketch(streets, {
    turns: 'full',
    profile: 'emergency',
    forbidden: ['ABD'],
    grid: metres(900),
  });
  expect(told(urgent, 'A', 'D')).toEqual(['depart AB 900', 'right BD 900 forbidden', 'arrive 0']);
  expect(told(sketch(streets, { forbidden: ['ABC'] }), 'A', 'C')[1]).toBe('goOn BC 100 forbidden');
});
