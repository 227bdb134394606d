import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sequence } from '../testing/network.ts';
import { oddNetwork } from '../testing/odd-network.ts';
import { CellCutter } from './cell-cutter.ts';
import { orderNodes } from './order.ts';
import { doOrderJob, type OrderJob, OrderPlan } from './order-plan.ts';
import { beginOrder, endOrder } from './order-work.ts';

test('the order is the same for any number of threads, whoever is done first', () => {
  const kinds = new Set<OrderJob['kind']>();
  fc.assert(
    fc.property(
      oddNetwork(9000),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      (roads, threads, seed) => {
        const chance = sequence(seed);
        const work = beginOrder(roads, bytes => new SharedArrayBuffer(bytes));
        const plan = new OrderPlan(work);
        const free = Array.from({ length: threads }, () => new CellCutter(work));
        const busy: { readonly cutter: CellCutter; readonly job: OrderJob }[] = [];
        let share = 0;
        while (!plan.isDone) {
          for (let job = free.length > 0 ? plan.take() : undefined; job; ) {
            kinds.add(job.kind);
            busy.push({ cutter: free.pop()!, job });
            job = free.length > 0 ? plan.take() : undefined;
          }
          // What a thread does is done when it is told so: all that it reads and writes is its cell's.
          const [{ cutter, job }] = busy.splice(Math.floor(chance() * busy.length), 1) as [(typeof busy)[0]];
          plan.give(
            job,
            doOrderJob(cutter, job, crossings => plan.note(job, crossings)),
          );
          free.push(cutter);
          expect(plan.share).toBeGreaterThanOrEqual(share - 0.02);
          share = plan.share;
        }
        expect([busy.length, plan.share]).toEqual([0, 1]);
        expect(endOrder(work)).toEqual(orderNodes(roads));
      },
    ),
    { numRuns: 12 },
  );
  // All ways to share the work were taken.
  expect([...kinds].sort()).toEqual(['divide', 'finish', 'part', 'try']);
});
