import { describe, expect, test } from 'vitest';
import { connectStreets } from './connect.ts';
import { joinStreets } from './join.ts';
import type { Point } from './plane.ts';
import { type Stretch, stretchOf } from './street.ts';

const street = (name: string, points: readonly Point[], rest: Partial<Stretch> = {}) =>
  stretchOf('local', name, points, rest);

describe('joining streets', () => {
  test('two that cross share a junction', () => {
    const { lines, junctions } = joinStreets([
      street('A', [
        [-100, 0],
        [100, 0],
      ]),
      street('B', [
        [0, -100],
        [0, 100],
      ]),
    ]);
    const shared = lines[0]!.nodes.filter(node => lines[1]!.nodes.includes(node));
    expect(shared.map(node => junctions[node])).toEqual([[0, 0]]);
  });

  test('what overshoots the street it ends on is cut off there', () => {
    const { lines } = joinStreets([
      street('A', [
        [-100, 0],
        [100, 0],
      ]),
      street(
        'B',
        [
          [0, -100],
          [0, 15],
        ],
        { overshoots: true },
      ),
      street('C', [
        [-100, -100],
        [100, -100],
      ]),
    ]);
    expect(lines[1]!.points).toEqual([
      [0, -100],
      [0, 0],
    ]);
  });

  test('a motorway passes over a street without meeting it', () => {
    const { lines } = joinStreets([
      street('A', [
        [-100, 0],
        [100, 0],
      ]),
      street(
        'M',
        [
          [0, -100],
          [0, 100],
        ],
        { level: 'motorway' },
      ),
    ]);
    expect(lines[0]!.nodes.some(node => lines[1]!.nodes.includes(node))).toBe(false);
  });
});

describe('connecting streets', () => {
  const square = [
    street('A', [
      [0, 0],
      [100, 0],
    ]),
    street('B', [
      [100, 0],
      [100, 100],
    ]),
    street('C', [
      [100, 100],
      [0, 100],
    ]),
    street('D', [
      [0, 100],
      [0, 0],
    ]),
  ];

  test('a small one-way street that leads nowhere else becomes two-way', () => {
    const trap = street(
      'T',
      [
        [100, 50],
        [300, 50],
      ],
      { oneWay: true, overshoots: true },
    );
    const { lines } = connectStreets(joinStreets([...square, trap]));
    expect(lines.find(line => line.stretch.street === 'T')!.stretch.oneWay).toBe(false);
  });

  test('a street that meets none is left out', () => {
    const island = street('I', [
      [500, 500],
      [600, 500],
    ]);
    const { lines } = connectStreets(joinStreets([...square, island]));
    expect(lines.map(line => line.stretch.street)).toEqual(['A', 'B', 'C', 'D']);
  });
});
