import type { StreetAnswer } from '@clarion/protocol';
import { resolveClosures } from '@clarion/roads';
import { describe, expect, test } from 'vitest';
import { at, gridGraph, idAt } from '../testing/grid.ts';
import { findStreet, streetsAt } from './find-street.ts';

const graph = gridGraph(5);
const pair = (a: readonly [number, number], b: readonly [number, number]) => `${idAt(...a)}>${idAt(...b)}`;
const pairsOf = ({ pairs }: StreetAnswer) => pairs.map(({ from, to }) => `${from}>${to}`).toSorted();
const found = (...asked: Parameters<typeof findStreet> extends [unknown, ...infer Rest] ? Rest : never) => {
  const street = findStreet(graph, ...asked);
  if (!street.ok) throw new Error(street.error.code);
  return street.value;
};

describe('the street at a place', () => {
  test('runs from junction to junction, both ways, by its name', () => {
    const [street, ...others] = streetsAt(graph, [at(1.4, 2)[0], at(1.4, 2)[1] + 0.0001]);
    expect(others).toEqual([]);
    expect(street).toMatchObject({ names: { en: 'Row 2' }, lines: [[at(1, 2), at(2, 2)]] });
    expect(pairsOf(street!)).toEqual([pair([1, 2], [2, 2]), pair([2, 2], [1, 2])]);
  });

  test('has the one direction that a one-way street has', () => {
    expect(pairsOf(streetsAt(graph, at(1.5, 0))[0]!)).toEqual([pair([1, 0], [2, 0])]);
  });

  test('is each one that meets there at a junction, and each says a place that means it alone', () => {
    const streets = streetsAt(graph, at(2, 2));
    expect(streets.map(street => street.names.en).toSorted()).toEqual([
      'Column 2',
      'Column 2',
      'Row 2',
      'Row 2',
    ]);
    for (const street of streets) expect(found([street.at], false)).toEqual(street);
  });

  test('is nothing far from every street', () => {
    expect(streetsAt(graph, at(-5, -5))).toEqual([]);
  });
});

describe('what is meant to be closed', () => {
  test('one place at a junction is no street, and has no direction', () => {
    expect(findStreet(graph, [at(2, 2)], false)).toMatchObject({ error: { code: 'JunctionMeant' } });
    expect(findStreet(graph, [at(1.5, 2)], true)).toMatchObject({ error: { code: 'DirectionWanted' } });
    expect(findStreet(graph, [at(-5, -5)], false)).toMatchObject({ error: { code: 'NoStreetNear' } });
  });

  test('two places mean the street between them, though the clicks miss the junctions a little', () => {
    const street = found([at(0.97, 2.02), at(3.04, 1.98)], false);
    expect(pairsOf(street)).toEqual(
      [pair([1, 2], [2, 2]), pair([2, 2], [1, 2]), pair([2, 2], [3, 2]), pair([3, 2], [2, 2])].toSorted(),
    );
    expect(street.names).toEqual({ en: 'Row 2' });
    expect(street.lines).toHaveLength(2);
  });

  test('a one-way street is closed as it runs, from whichever end it was drawn', () => {
    const expected = [pair([1, 0], [2, 0]), pair([2, 0], [3, 0])];
    expect(pairsOf(found([at(1, 0), at(3, 0)], false))).toEqual(expected);
    expect(pairsOf(found([at(3, 0), at(1, 0)], false))).toEqual(expected);
  });

  test('one direction is that of the places', () => {
    expect(pairsOf(found([at(3, 2), at(2, 2)], true))).toEqual([pair([3, 2], [2, 2])]);
  });

  test('a drawn line bends with its places', () => {
    const street = found([at(1, 1), at(1, 3), at(2, 3)], false);
    expect(street.lines).toHaveLength(3);
    expect(street.names).toEqual({ en: 'Column 1' });
  });

  test('two places within one block mean that block', () => {
    expect(pairsOf(found([at(1.4, 2), at(1.6, 2)], false))).toEqual([
      pair([1, 2], [2, 2]),
      pair([2, 2], [1, 2]),
    ]);
  });

  test('a long way around is not the street between two places', () => {
    const way = (id: string, column: number) => ({
      nodes: [`${id}a`, `${id}b`],
      points: [at(column, 0), at(column, 30)],
      forward: true,
      backward: true,
      speedKmh: 36,
      roadClass: 'residential' as const,
    });
    const link = { ...way('link', 0), nodes: ['leftb', 'rightb'], points: [at(10, 30), at(11, 30)] };
    const banks = gridGraph(2, [way('left', 10), way('right', 11), link]);
    expect(findStreet(banks, [at(10, 1), at(11, 1)], false)).toMatchObject({
      error: { code: 'NoStreetBetween' },
    });
    expect(findStreet(banks, [at(0, 0), at(10, 1)], false)).toMatchObject({
      error: { code: 'NoStreetBetween' },
    });
  });
});

test('two ways between the same junctions are closed together, and both are drawn', () => {
  const crescent = {
    nodes: [idAt(1, 2), '', idAt(2, 2)],
    points: [at(1, 2), at(1.5, 2.4), at(2, 2)],
    forward: true,
    backward: true,
    speedKmh: 36,
    roadClass: 'residential' as const,
    name: { en: 'Crescent' },
  };
  const both = gridGraph(5, [crescent]);
  const [street] = streetsAt(both, at(1.5, 2.4));
  expect(street?.lines).toHaveLength(2);
  const closures = resolveClosures(both, street!.pairs);
  expect(closures.ok && closures.value.stretches.size).toBe(4);
});
