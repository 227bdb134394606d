import { expect, test } from 'vitest';
import { orderNodes } from '../hierarchy/order.ts';
import { generateNetwork } from '../testing/network.ts';
import { ROAD_OPERATIONS } from './figure.ts';
import { measureRoads } from './measure-roads.ts';

const network = generateNetwork(300, 7);
const order = orderNodes(network);

/** A clock of which each look takes one millisecond more than the one before. */
function slowingClock() {
  let [now, step] = [0, 0];
  return () => {
    now += step++;
    return now;
  };
}

const measure = () => [
  ...measureRoads(network, {
    clock: slowingClock(),
    seed: 5,
    order,
    orders: [{ threads: 2, timesMs: [9, 1, 4] }],
  }),
];

test('every operation has its figure, with spread and as a share of the plain search', () => {
  const before = network.arcTimeMs.slice();
  const figures = measure();
  expect([...new Set(figures.map(({ operation }) => operation))].sort()).toEqual([...ROAD_OPERATIONS].sort());
  const [search, order] = figures;
  expect(search).toMatchObject({
    operation: 'search',
    runs: 25,
    ofSearch: 1,
    counted: { nodes: network.nodeCount },
  });
  expect(order).toMatchObject({
    given: { threads: 2 },
    minimumMs: 1,
    medianMs: 4,
    maximumMs: 9,
    ofSearch: 4 / search!.medianMs,
  });
  for (const { medianMs, minimumMs, maximumMs, ofSearch } of figures) {
    expect(minimumMs).toBeLessThanOrEqual(medianMs);
    expect(medianMs).toBeLessThanOrEqual(maximumMs);
    expect(ofSearch).toBe(medianMs / search!.medianMs);
  }
  const frame = figures.find(({ operation }) => operation === 'frame')!.counted;
  expect(frame['metricBytes']).toBe(8 * frame['links']!);
  expect(network.arcTimeMs).toEqual(before);
});

test('the same seed measures the same work', () => {
  expect(measure()).toEqual(measure());
});
