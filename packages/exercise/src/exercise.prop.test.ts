import { type Assignment, assignmentSteps } from '@clarion/dispatch';
import { distance, instant } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generatedCalls } from './generated-calls.ts';
import { type Play, play } from './testing/play.ts';
import { generatedOptions, hospitals, morning, units } from './testing/town.ts';

const HOUR = 3_600_000;
const start = (seed: number): Play =>
  play(units, {
    seed,
    script: generatedCalls({ ...generatedOptions, seed }),
    hospitals,
    from: morning,
    attended: false,
  });

/** The drives of these tests are at 10 m/s; across yards crews are slower. */
const FASTEST_MPS = 10.1;

test('no crew is ever in two places: between any two glances it moved no farther than it can drive', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 500, max: 90_000 }), (seed, everyMs) => {
      const p = start(seed);
      const last = new Map<string, { at: readonly [number, number]; t: number }>();
      for (let t = morning + everyMs; t < morning + HOUR; t += everyMs) {
        p.run(instant(t));
        for (const { unitId, at } of p.exercise.positionsAt(instant(t))) {
          const before = last.get(unitId);
          if (before)
            expect(distance(before.at, at)).toBeLessThanOrEqual((FASTEST_MPS * (t - before.t)) / 1000 + 1);
          last.set(unitId, { at, t });
        }
      }
    }),
    { numRuns: 12 },
  );
});

test('the times of every assignment run forwards, and no command of the exercise is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), seed => {
      const p = start(seed);
      p.run(instant(morning + 3 * HOUR));
      expect(p.refusals).toEqual([]);
      for (const assignment of p.board.assignments.values()) {
        const times = timesOf(assignment);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 15 },
  );
});

test('an exercise whose server died goes on as if it had not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.array(fc.integer({ min: 1, max: 2 * HOUR }), { minLength: 1, maxLength: 4 }),
      (seed, deaths) => {
        const whole = start(seed);
        whole.run(instant(morning + 3 * HOUR));
        const broken = start(seed);
        for (const at of deaths.toSorted((a, b) => a - b)) {
          broken.run(instant(morning + at));
          broken.restart();
        }
        broken.run(instant(morning + 3 * HOUR));
        // The last metre of a drive that begins anew is not driven, a tenth of a second here.
        const [a, b] = [story(whole), story(broken)];
        expect(b.map(({ what }) => what)).toEqual(a.map(({ what }) => what));
        for (const [i, { at }] of b.entries()) expect(Math.abs(at - a[i]!.at)).toBeLessThan(500);
      },
    ),
    { numRuns: 12 },
  );
});

const timesOf = ({ times, endedAt }: Assignment): number[] => [
  ...assignmentSteps.flatMap(step => times[step] ?? []),
  ...(endedAt === undefined ? [] : [endedAt]),
];

/** What each crew reported, up to the last ten minutes, unit by unit. */
const story = (p: Play) =>
  p.log
    .flatMap(entry =>
      entry.type === 'StatusReported' && entry.at < morning + 3 * HOUR - 600_000
        ? [{ at: entry.at, what: `${entry.data.unitId} ${entry.data.assignmentId} ${entry.data.status}` }]
        : [],
    )
    .sort((x, y) => (x.what < y.what ? -1 : 1));
