import type { CellsAnswer } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { createDividing } from './dividing.ts';
import type { Division } from './division.ts';
import { NOW, type Variant } from './variant.ts';

/** Four squares in a row, of one area of the floor. */
const cells = {
  cellM: 250,
  columns: 4,
  rows: 1,
  corner: [0, 0],
  step: [0.1, 0.1],
  ids: ['0_0', '1_0', '2_0', '3_0'],
  places: [0, 1, 2, 3],
  workload: [1, 1, 1, 1],
  edges: [],
  joined: [],
  areas: [],
  hash: 'these cells',
} as unknown as CellsAnswer;
const areas = (areaOf: readonly number[], of = cells.hash): Division => ({
  of,
  areas: [
    { areaId: 'north', names: {} },
    { areaId: 'south', names: {} },
  ],
  areaOf,
});

function page(own: { readonly [id: string]: Division | undefined }) {
  const plans = new Map<string, Variant>(
    [NOW, ...Object.keys(own)].map(id => [id, { id, ...(own[id] ? { areas: own[id] } : {}) } as Variant]),
  );
  let inHand = NOW;
  const takeOwn = () => {
    if (inHand !== NOW) return false;
    inHand = Object.keys(own)[0]!;
    return true;
  };
  const dividing = createDividing({
    request: { get: async () => ({ ok: true, value: cells }) } as never,
    current: () => plans.get(inHand)!,
    takeOwn,
    change: step => {
      takeOwn();
      plans.set(inHand, step(plans.get(inHand)!));
    },
    onFault: () => undefined,
  });
  const of = (id: string) => plans.get(id)?.areas?.areaOf;
  const hold = (id: string) => {
    inHand = id;
  };
  return { dividing, of, plans, hold };
}

test('a stroke on the floor as it is takes up one’s own plan, and leaves areas that it has already', async () => {
  const { dividing, of } = page({ 'plan-1': areas([0, 0, 1, 1]) });
  await dividing.load();
  dividing.hand.change(now => ({ ...now, area: 1 }));
  dividing.give(0);
  expect(of('plan-1')).toEqual([0, 0, 1, 1]);
  dividing.give(0);
  expect(of('plan-1')).toEqual([1, 0, 1, 1]);
  expect(of(NOW)).toBeUndefined();
});

test('a step is taken back of the plan in hand alone', async () => {
  const { dividing, of, hold } = page({ 'plan-1': areas([0, 0, 1, 1]), 'plan-2': areas([0, 1, 1, 1]) });
  await dividing.load();
  hold('plan-1');
  dividing.hand.change(now => ({ ...now, area: 1 }));
  dividing.give(0);
  hold('plan-2');
  expect(dividing.hasStep()).toBe(false);
  dividing.undo();
  expect(of('plan-2')).toEqual([0, 1, 1, 1]);
  hold('plan-1');
  dividing.undo();
  expect(of('plan-1')).toEqual([0, 0, 1, 1]);
});

test('a name that is typed is one step', async () => {
  const { dividing, plans, hold } = page({ 'plan-1': areas([0, 0, 1, 1]) });
  await dividing.load();
  hold('plan-1');
  for (const en of ['N', 'No', 'Nor']) dividing.rename(0, { en });
  dividing.rename(1, { en: 'S' });
  expect(dividing.before.get()).toHaveLength(2);
  dividing.undo();
  dividing.undo();
  expect(plans.get('plan-1')?.areas?.areas.map(({ names }) => names)).toEqual([{}, {}]);
});

test('areas of squares that there are no more are not those of the plan, and that is said', async () => {
  const { dividing, hold } = page({ 'plan-1': areas([0, 0, 1, 1], 'other cells') });
  await dividing.load();
  hold('plan-1');
  expect(dividing.own()).toBeUndefined();
  expect(dividing.isOfOthers()).toBe(true);
});
