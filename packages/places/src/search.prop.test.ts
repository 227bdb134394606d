import { distance } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { littleTown, spot } from '../test/littleTown.ts';
import { indexOf } from '../test/open.ts';
import { crossStreetsAt, searchPlaces } from './index.ts';
import { nearestOnLine } from './line.ts';

const index = indexOf(littleTown);
const piece = fc.constantFrom(
  ...'人民路 中山路 和平大道 江北区 12号 与 口 market st 5th ave & / , 12 1200 block of blk buena vista hauptstr 37.7 N ° - ½ 十二 的 号 :'.split(
    ' ',
  ),
);
const query = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(piece, { maxLength: 8 }).map(p => p.join(' ')),
  fc.array(piece, { maxLength: 8 }).map(p => p.join('')),
);

test('any text gives a sound list: best first, each thing once, at most one exact answer', () => {
  fc.assert(
    fc.property(query, text => {
      const hits = searchPlaces(index, text);
      const ids = hits.map(h => h.id);
      expect(new Set(ids).size).toBe(ids.length);
      const rank = { exact: 2, likely: 1, unsure: 0 };
      for (const [i, hit] of hits.entries()) {
        expect(hit.score).toBeGreaterThan(0);
        expect(hit.score).toBeLessThanOrEqual(1);
        if (i > 0) expect(rank[hit.confidence]).toBeLessThanOrEqual(rank[hits[i - 1]!.confidence]);
        if (hit.confidence === 'exact') expect(hit.ambiguous).toBe(false);
      }
      expect(hits.filter(h => h.confidence === 'exact').length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

test('a point beside a street is named after the nearest one', () => {
  const lines = littleTown.segments.map(s => s.points);
  fc.assert(
    fc.property(
      fc.double({ min: -100, max: 2300, noNaN: true }),
      fc.double({ min: -400, max: 500, noNaN: true }),
      (x, y) => {
        const at = spot(x, y);
        const slowM = Math.min(...lines.map(line => nearestOnLine(line, at).distanceM));
        const hit = crossStreetsAt(index, at);
        expect(hit).toBeDefined();
        expect(hit!.at).toEqual(at);
        // A door or a corner of the nearest street may itself be farther than the street.
        if (hit!.kind === 'street') expect(hit!.uncertaintyM).toBe(Math.ceil(slowM));
        else expect(hit!.uncertaintyM).toBeGreaterThanOrEqual(Math.floor(slowM) - 60);
      },
    ),
  );
});

test('a door found by its number is named by that number again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1230, max: 1270 }), number => {
      const hit = searchPlaces(index, `${number} Market St`)[0]!;
      // Step to the side where the number stands: odd numbers lie right of the line from r to s.
      const side = number % 2 === 0 ? -1 : 1;
      const at = [hit.at[0] + (side * 10) / 96_000, hit.at[1] + (side * 10) / 111_195] as const;
      const named = crossStreetsAt(index, at)!;
      expect(Math.abs(Number(named.label.split(' ')[0]) - number)).toBeLessThanOrEqual(2);
      expect(distance(named.at, hit.at)).toBeLessThan(15);
    }),
  );
});
