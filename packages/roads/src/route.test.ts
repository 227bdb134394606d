import { distance, metres } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { sketch } from './testing/sketch.ts';

test('the quickest way is driven', () => {
  const town = sketch(`
    A--B--C
       |  |
       D--E`);
  town.route('A', 'C').is('A B C');
  town.route('D', 'C').is('D B C');
  expect(town.ms('A', 'C')).toBe(20_000);
});

test('a closure is gone around, in its direction only', () => {
  const town = sketch(
    `
    A--B--C
       |  |
       D--E`,
    { grid: metres(100), closed: ['BC'] },
  );
  town.route('A', 'C').is('A B D E C');
  town.route('C', 'A').is('C B A');
});

test('a one-way is driven one way', () => {
  const town = sketch(`
    A->B
    |  |
    C--D`);
  town.route('A', 'B').is('A B');
  town.route('B', 'A').is('B D C A');
});

test('without a way there is no route', () => {
  const town = sketch(`
    A->B

    C--D`);
  town.route('B', 'A').none();
  town.route('A', 'C').none();
  expect(town.route('A', 'A').found).toMatchObject({ travelTimeMs: 0, lengthM: 0 });
});

describe('on one street', () => {
  const town = sketch(`
    A--B
    |  |
    C->D`);

  test('a part is charged by its share, both ways on a two-way street', () => {
    expect(town.ms('AB 0.2', 'AB 0.7')).toBe(5000);
    expect(town.ms('AB 0.7', 'AB 0.2')).toBe(5000);
    expect(town.ms('AB 0.2', 'B')).toBe(8000);
    expect(town.ms('B', 'AB 0.2')).toBe(8000);
    expect(town.ms('AB 0.2', 'AC 0.5')).toBe(7000);
  });

  test('what lies behind on a one-way is reached around the block', () => {
    expect(town.ms('CD 0.2', 'CD 0.7')).toBe(5000);
    expect(town.ms('CD 0.7', 'CD 0.2')).toBe(3000 + 30_000 + 2000);
    town.route('CD 0.7', 'CD 0.2').is('D B A C');
  });

  test('the same place is no drive', () => {
    expect(town.ms('CD 0.3', 'CD 0.3')).toBe(0);
    expect(town.route('CD 0.3', 'CD 0.3').found?.points).toHaveLength(1);
  });
});

test('parts round half up, on the way out and on the way in', () => {
  const town = sketch('A--B', { grid: metres(0.05) });
  expect(town.graph.arcTimeMs[0]).toBe(5);
  expect(town.ms('A', 'AB 0.5')).toBe(3);
  expect(town.ms('AB 0.5', 'B')).toBe(3);
  expect(town.ms('AB 0.1', 'B')).toBe(5);
  expect(town.ms('AB 0.1', 'AB 0.2')).toBe(1);
  expect(town.ms('A', 'B')).toBe(5);
});

test('the clock runs along the points to the travel time, and lengths and names follow', () => {
  const town = sketch(`
    A--B--C
          |
          D`);
  const { found } = town.route('AB 0.5', 'D');
  expect(found!.atMs).toEqual([0, 5000, 15_000, 25_000]);
  expect(found!.lengthM).toBeCloseTo(250, 3);
  expect(found!.names.map(({ name, lengthM }) => [name?.local, Math.round(lengthM)])).toEqual([
    ['AB', 50],
    ['BC', 100],
    ['CD', 100],
  ]);
  expect(distance(found!.points[0]!, town.between('A', 'B', 0.5))).toBeLessThan(0.001);
});
