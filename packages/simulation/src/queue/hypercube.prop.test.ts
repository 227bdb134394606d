import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hypercubeExact } from './hypercube-exact.ts';
import type { HypercubeProblem } from './hypercube-problem.ts';

const problem = fc.integer({ min: 1, max: 4 }).chain(units =>
  fc.record({
    units: fc.constant(units),
    queue: fc.boolean(),
    means: fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: units, maxLength: units }),
    zones: fc.array(
      fc.record({
        rate: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
        order: fc.shuffledSubarray([...Array(units).keys()], { minLength: units, maxLength: units }),
        listed: fc.integer({ min: 1, max: units }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
);

test('the exact model is the long run of its chain, followed step by step with the calls that wait', () => {
  fc.assert(
    fc.property(problem, ({ units, queue, means, zones: drawn }) => {
      const zones = drawn.map(({ rate, order, listed }) => ({
        rate,
        order: Int32Array.from(queue ? order : order.slice(0, listed)),
      }));
      const busyS = Float64Array.from(means);
      const calls = zones.reduce((sum, { rate }) => sum + rate, 0);
      fc.pre(!queue || calls / means.reduce((sum, mean) => sum + 1 / mean, 0) < 0.7);
      const exact = hypercubeExact({ units, queue, zones }, busyS);
      const slow = followed({ units, queue, zones }, busyS);
      for (let unit = 0; unit < units; unit++)
        expect(exact.workload[unit]!).toBeCloseTo(slow.workload[unit]!, 7);
      expect(exact.probabilityOfWait).toBeCloseTo(slow.waits, 7);
      expect(exact.meanWaitS).toBeCloseTo(slow.waitS, 6);
    }),
    { numRuns: 60 },
  );
});

/** Up to `LINE` calls wait; the shares of time by repeated steps of the chain made discrete. */
const LINE = 60;
function followed({ units, queue, zones }: HypercubeProblem, meanS: Float64Array) {
  const full = 2 ** units - 1;
  const states = full + 1 + (queue ? LINE : 0);
  const calls = zones.reduce((sum, { rate }) => sum + rate, 0);
  const muSum = meanS.reduce((sum, mean) => sum + 1 / mean, 0);
  const pace = calls + muSum;
  const moves: [from: number, to: number, rate: number][] = [];
  for (let state = 0; state < states; state++) {
    if (state >= full && queue) {
      if (state < states - 1) moves.push([state, state + 1, calls]);
      if (state > full) moves.push([state, state - 1, muSum]);
    }
    if (state > full) continue;
    for (let unit = 0; unit < units; unit++)
      if ((state >> unit) & 1) moves.push([state, state ^ (1 << unit), 1 / meanS[unit]!]);
    for (const { rate, order } of zones) {
      const taken = order.find(unit => !((state >> unit) & 1));
      if (taken !== undefined) moves.push([state, state | (1 << taken), rate]);
    }
  }
  let share = new Float64Array(states).fill(1 / states);
  for (let step = 0; step < 20_000; step++) {
    const next = Float64Array.from(share);
    for (const [from, to, rate] of moves) {
      const moved = (share[from]! * rate) / pace;
      next[from]! -= moved;
      next[to]! += moved;
    }
    const change = next.reduce((sum, one, i) => sum + Math.abs(one - share[i]!), 0);
    share = next;
    if (change < 1e-12) break;
  }
  const workload = Array.from({ length: units }, (_, unit) =>
    share.reduce((sum, one, state) => sum + (state > full || (state >> unit) & 1 ? one : 0), 0),
  );
  let waits = 0;
  for (const { rate, order } of zones)
    for (let state = 0; state < states; state++)
      if (state >= full || order.every(unit => (state >> unit) & 1)) waits += (rate / calls) * share[state]!;
  let line = 0;
  for (let state = full; state < states; state++) line += (state - full) * share[state]!;
  return { workload, waits, waitS: line / calls };
}
