import { expect, test } from 'vitest';
import { judgePlans, keptRuns } from './judge-plans.ts';
import type { PlanToTry, TrialRules } from './plan-model.ts';

/** Ten places along a street, two minutes apart; posts at some of them. */
const street = (posts: readonly number[], units: readonly number[] = posts): PlanToTry => ({
  units: units.map((post, i) => ({ id: `U${i}`, post: `p${post}` })),
  travelS: new Map(
    posts.map(post => [
      `p${post}`,
      Float64Array.from({ length: 10 }, (_, zone) => Math.abs(zone - post) * 120),
    ]),
  ),
});
const rules: TrialRules = {
  zones: Float64Array.from({ length: 10 }, () => 1),
  callsPerHour: 1,
  sceneMinutes: 20,
  turnoutSeconds: 60,
  replications: 20,
  callsPerReplication: 400,
  warmUpCalls: 40,
  seed: 1,
};
const judged = (
  a: PlanToTry,
  b: PlanToTry,
  more: Partial<TrialRules> = {},
  areaOf: readonly number[] = [],
) => {
  const steps = judgePlans({ a, b }, { ...rules, ...more }, 480, areaOf);
  let last = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) {
      if (!step.value.ok) throw new Error(JSON.stringify(step.value.error));
      expect(last).toBeCloseTo(1, 9);
      return step.value.value;
    }
    expect(step.value).toBeGreaterThan(last);
    last = step.value;
  }
};

test('posts spread along the street are proven better than both at one end, by every figure that differs', () => {
  const { judgements, changes, reached, busiest } = judged(street([0], [0, 0]), street([2, 7]));
  const better = Object.fromEntries(judgements.map(one => [one.figure, one.better]));
  expect(better).toMatchObject({ mean: 'b', p90: 'b', worstTenth: 'b', within: 'b' });
  expect(changes.map(one => one.change)).toEqual([
    'travelMore',
    'travelLess',
    'demandMore',
    'demandLess',
    'unitLost',
  ]);
  for (const { mean } of changes) expect(mean.mean).toBeLessThan(0);
  expect(reached.b[15]!).toBeGreaterThan(reached.a[15]!);
  expect(busiest.a.unit).toBe('U0');
  expect(busiest.a.share).toBeGreaterThan(0.1);
});

test('a plan against itself, and against its mirror image, has no proven difference', () => {
  for (const other of [street([2, 7]), street([7, 2])]) {
    const { judgements, same } = judged(street([2, 7]), other);
    expect(judgements.map(one => one.better)).toEqual(['none', 'none', 'none', 'none', 'none']);
    expect(same.low!).toBeLessThan(0);
    expect(same.high!).toBeGreaterThan(0);
  }
});

test('an advantage that is gone with the loss of the busiest unit is not proven', () => {
  // With all units A is better by far; without the busy one in the middle, the one left stands at the edge.
  const { judgements } = judged(street([4, 0], [4, 0]), street([2, 2], [2, 2]), { callsPerHour: 0.4 });
  const mean = judgements.find(one => one.figure === 'mean')!;
  expect(mean.difference.low!).toBeGreaterThan(0);
  expect(mean).toMatchObject({ better: 'none', because: 'unitLost' });
});

test('by area: who has the post gains, who loses it pays, and the areas’ calls make up the whole', () => {
  const west = Array.from({ length: 10 }, (_, zone) => (zone < 5 ? 0 : zone < 9 ? 1 : -1));
  const { areas, judgements } = judged(street([2, 2]), street([2, 7]), {}, west);
  expect(areas.map(one => one.area)).toEqual([0, 1]);
  expect(areas[1]!.difference.high!).toBeLessThan(0);
  // One unit where there were two: in the west somebody comes later, when the other is out.
  expect(areas[0]!.difference.mean).toBeGreaterThan(areas[1]!.difference.mean);
  for (const { a, b, difference } of areas) expect(difference.mean).toBeCloseTo(b.mean - a.mean, 9);
  const whole = judged(street([2, 2]), street([2, 7]), {}, Array(10).fill(0)).areas[0]!;
  const mean = judgements.find(one => one.figure === 'mean')!;
  expect(whole.a.mean).toBeCloseTo(mean.a.mean, 9);
  expect(whole.difference.low!).toBeCloseTo(mean.difference.low!, 9);
});

test('runs of a plan that were kept are not run again, and change nothing', () => {
  const plans = [street([0], [0, 0]), street([2, 7]), street([4], [4, 4])] as const;
  const run = (a: PlanToTry, b: PlanToTry, kept = keptRuns()) => {
    const steps = judgePlans({ a, b }, rules, 480, [], kept);
    for (let yields = 0; ; yields++) {
      const step = steps.next();
      if (step.done) return { yields, value: step.value };
    }
  };
  const kept = keptRuns();
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const;
  const together = pairs.map(([a, b]) => run(plans[a], plans[b], kept));
  const apart = pairs.map(([a, b]) => run(plans[a], plans[b]));
  expect(together.map(({ value }) => value)).toEqual(apart.map(({ value }) => value));
  // A run is a step for each of its replications. Of the third pair only the other chance of its first plan is new.
  const [whole, ofThird] = [13 * rules.replications, 12 + rules.replications];
  expect(apart.map(({ yields }) => yields)).toEqual([whole, whole, whole]);
  expect(together.map(({ yields }) => yields)).toEqual([whole, 7 + 6 * rules.replications, ofThird]);
});
