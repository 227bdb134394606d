import type { LngLat } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { resolveClosures } from './closures.ts';
import { sketch, sketchOf } from './testing/sketch.ts';
import type { WayInput } from './way.ts';

const step = 100 / 111_194.92664455873;
const places = new Map<string, LngLat>([
  ['A', [0, 0]],
  ['p', [step, 0]],
  ['q', [2 * step, 0]],
  ['B', [3 * step, 0]],
  ['C', [3 * step, -step]],
  ['D', [0, -step]],
]);
const way = (letters: string, oneway = false): WayInput => ({
  nodes: [...letters],
  points: [...letters].map(letter => places.get(letter)!),
  forward: true,
  backward: !oneway,
  speedKmh: 36,
  roadClass: 'residential',
});
/** A street A–B with two points along it, and the way around by D and C. */
const block = (closed: string[]) => sketchOf([way('ApqB'), way('ADCB')], places, closed);

test('a pair that no arc joins in that direction is unknown', () => {
  const town = sketch(`
    A->B--C`);
  for (const [from, to] of ['BA', 'AC', 'AQ', 'QA', 'AA'] as const) {
    expect(
      resolveClosures(town.graph, [
        { from: 'A', to: 'B' },
        { from: from!, to: to! },
      ]),
    ).toEqual({
      ok: false,
      error: { code: 'unknownPair', index: 1, from, to },
    });
  }
});

test('every parallel arc between two nodes is closed, whatever way it takes', () => {
  const town = block(['AB']);
  expect(town.route('A', 'B').found).toBeUndefined();
  town.route('B', 'A').is('B q p A');
});

describe('points along a way', () => {
  test('close the stretch between them in that direction: the street is gone around', () => {
    const town = block(['pq']);
    town.route('A', 'B').is('A D C B');
    town.route('B', 'A').is('B q p A');
  });

  test('leave the rest of the street in use', () => {
    const town = block(['pq']);
    expect(town.ms('A', 'Ap 0.5')).toBe(5000);
    expect(town.ms('A', 'p')).toBe(10_000);
    expect(town.ms('q', 'B')).toBe(10_000);
    expect(town.ms('p', 'q')).toBe(10_000 + 50_000 + 10_000);
    expect(town.ms('Ap 0.5', 'qB 0.5')).toBe(5000 + 50_000 + 5000);
  });

  test('are places to start from and go to', () => {
    const town = block([]);
    expect(town.ms('p', 'q')).toBe(10_000);
    expect(town.ms('q', 'D')).toBe(30_000);
  });

  test('may span several points, and begin or end at a junction', () => {
    block(['Aq']).route('A', 'B').is('A D C B');
    block(['qB']).route('A', 'B').is('A D C B');
    expect(block(['qB']).ms('A', 'q')).toBe(20_000);
    expect(block(['Aq']).ms('p', 'q')).toBe(70_000);
  });

  test('on a street that returns to its start the nearer stretch is meant', () => {
    const town = sketchOf([way('AB'), way('BCDB')], places, ['DB']);
    expect(town.ms('B', 'D')).toBe(31_623);
    expect(town.ms('D', 'B')).toBe(30_000 + 10_000);
  });
});

test('on a closed stretch there is nothing to stand on in that direction', () => {
  const town = block(['pq', 'qp']);
  expect(town.snap('pq 0.5').distanceM).toBeCloseTo(50, 1);
  expect(block(['pq']).snap('pq 0.3').arcs).toHaveLength(1);
  expect(block([]).snap('pq 0.3').arcs).toHaveLength(2);
});
