import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canFill } from '../configuration/capabilities.ts';
import type { Need } from '../configuration.ts';
import type { Capability } from '../ids.ts';
import { bestFilling, type Filler, STAND_IN_MS } from './filling.ts';

const capability = fc.constantFrom('als', 'bls', 'firstResponder', 'engine');
const needs = fc.array(fc.record({ capability, count: fc.integer({ min: 1, max: 2 }) }), { maxLength: 3 });
const free = fc
  .array(
    fc.record({
      capabilities: fc.uniqueArray(capability, { minLength: 1, maxLength: 3 }),
      travelTimeMs: fc.integer({ min: 0, max: 9 }).map(minutes => minutes * 60_000),
      crewId: fc.constantFrom('c1', 'c2', undefined, undefined),
    }),
    { maxLength: 7 },
  )
  .map(units => units.toSorted((a, b) => a.travelTimeMs - b.travelTimeMs));

/** Smaller is better, the first that differs decides. */
interface Score {
  readonly unmet: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly sumMs: number;
  readonly places: number;
}
const order = ['unmet', 'firstMs', 'lastMs', 'sumMs', 'places'] as const;

type Given = readonly (readonly [unit: number, slot: Capability])[];

/** Every way of giving each unit one need or none, of a crew one unit. */
function* ways(
  slots: readonly Capability[],
  units: readonly Filler[],
  from = 0,
  out: readonly string[] = [],
): Generator<Given> {
  const unit = units[from];
  if (!unit) return yield [];
  yield* ways(slots, units, from + 1, out);
  const { crewId } = unit;
  if (crewId !== undefined && out.includes(crewId)) return;
  for (const [i, slot] of slots.entries()) {
    if (slots.indexOf(slot) !== i || !canFill(unit.capabilities, slot)) continue;
    const away = crewId === undefined ? out : [...out, crewId];
    for (const rest of ways(slots.toSpliced(i, 1), units, from + 1, away)) yield [[from, slot], ...rest];
  }
}

function scoreOf(given: Given, slots: number, units: readonly Filler[]): Score {
  const times = given.map(([index, slot]) => {
    const { capabilities, travelTimeMs } = units[index]!;
    return travelTimeMs + (capabilities.includes(slot) ? 0 : STAND_IN_MS);
  });
  return {
    unmet: slots - given.length,
    firstMs: Math.min(...times),
    lastMs: Math.max(...times),
    sumMs: times.reduce((sum, time) => sum + time, 0),
    places: given.reduce((sum, [index]) => sum + index, 0),
  };
}

function isBetter(a: Score, b: Score): boolean {
  const differs = order.find(key => a[key] !== b[key]);
  return differs !== undefined && a[differs] < b[differs];
}

test('[R1] [N4] the choice is the best of all: most needs, the first there, the last there, the sum, the ranking', () => {
  let crewsMattered = 0;
  fc.assert(
    fc.property(needs, free, (asked: readonly Need[], units) => {
      const slots = asked.flatMap(need => Array.from({ length: need.count }, () => need.capability));
      const given = [...bestFilling(asked, units)];
      for (const [index, slot] of given) expect(canFill(units[index]!.capabilities, slot)).toBe(true);
      const crews = given.flatMap(([index]) => units[index]!.crewId ?? []);
      expect(new Set(crews).size).toBe(crews.length);
      for (const one of new Set(slots)) {
        const filled = given.filter(([, slot]) => slot === one).length;
        expect(filled).toBeLessThanOrEqual(slots.filter(slot => slot === one).length);
      }
      let best: Score | undefined;
      for (const way of ways(slots, units)) {
        const score = scoreOf(way, slots.length, units);
        if (!best || isBetter(score, best)) best = score;
      }
      expect(scoreOf(given, slots.length, units)).toEqual(best);
      const loners = units.map(({ crewId: _, ...unit }) => unit);
      if (bestFilling(asked, loners).size > given.length) crewsMattered++;
    }),
    { numRuns: 400 },
  );
  // Crews that never stood in anybody's way would prove nothing.
  expect(crewsMattered).toBeGreaterThan(5);
});
