import type { LngLat } from '@clarion/measure';
import { beforeAll, describe, expect, test } from 'vitest';
import { figuresOf, surenessOf } from '../test/figures.ts';
import { mistakes } from '../test/mistakes.ts';
import { indexOf } from '../test/open.ts';
import { publishedAddresses, sanFranciscoFolder, sanFranciscoStreets } from '../test/sanFrancisco.ts';
import { type GazetteerInput, type PlaceIndex, searchPlaces } from './index.ts';
import { streetName } from './streetName.ts';

const absent = sanFranciscoFolder === undefined;
const title = absent ? 'San Francisco (needs CLARION_DATA)' : 'San Francisco, from its street files only';

describe.skipIf(absent)(title, () => {
  let input: GazetteerInput;
  let index: PlaceIndex;
  let blocks: [string, LngLat[]][];
  let others: [string, LngLat[]][];

  beforeAll(() => {
    input = sanFranciscoStreets();
    index = indexOf(input);
    const all = [...publishedAddresses()];
    blocks = all.filter(([address]) => /\bBlock of\b/.test(address));
    others = all.filter(([address]) => !/\bBlock of\b/.test(address));
  });

  test('every street finds itself by its name, exact or among its namesakes', () => {
    const lost = [...new Set(input.segments.map(s => s.street.en!))].filter(name => {
      const hits = searchPlaces(index, name);
      const same = hits.some(h => streetName(h.names.en!).full === streetName(name).full);
      return !same || !(hits[0]!.confidence === 'exact' || hits[0]!.ambiguous);
    });
    expect(lost).toEqual([]);
  });

  test('finds at least 97 % of the fortnight’s blocks, the median within 10 m of the published point', () => {
    const figures = figuresOf(index, blocks);
    console.log(`"NNN Block of X": ${JSON.stringify(figures)}`);
    expect(figures.n).toBe(1931);
    expect(figures.foundShare).toBeGreaterThanOrEqual(0.97);
    expect(figures.medianM).toBeLessThanOrEqual(10);
    // The circle drawn around an answer means what it says.
    expect(figures.withinUncertaintyShare).toBeGreaterThanOrEqual(0.97);
  });

  test('finds the other forms: crossings, house numbers, call boxes', () => {
    const figures = figuresOf(index, others);
    console.log(`other forms: ${JSON.stringify(figures)}`);
    expect(figures.n).toBe(839);
    expect(figures.foundShare).toBeGreaterThanOrEqual(0.97);
  });

  test('is confidently wrong on at most 1 in 1,000 misspelt and ambiguous queries', () => {
    const sureness = surenessOf(index, mistakes(input, 20_200_401, 3000));
    console.log(`misspelt and ambiguous: ${JSON.stringify(sureness)}`);
    expect(sureness.confidentlyWrongShare).toBeLessThanOrEqual(0.001);
    // Caution is no excuse for finding nothing.
    expect(sureness.listedShare).toBeGreaterThanOrEqual(0.9);
  });
});
