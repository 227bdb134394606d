import { buildGraph, buildHierarchy, openGraph, orderNodes, type WayInput } from '@clarion/roads';
import { expect, test } from 'vitest';
import { generateNetwork } from '../../../../packages/roads/src/testing/network.ts';
import { sha256 } from '../read-text.ts';
import { makeHierarchy } from './make-hierarchy.ts';
import { orderInThreads } from './order-in-threads.ts';

const network = generateNetwork(9000, 5);

test('two threads, or three, give the order of one, and tell how far they are', async () => {
  const order = orderNodes(network);
  for (const threads of [1, 2, 3]) {
    const shares: number[] = [];
    expect(await orderInThreads(network, { threads, onProgress: share => shares.push(share) })).toEqual(
      order,
    );
    expect(shares.at(-1)).toBe(1);
    expect(shares.some(share => share > 0.2 && share < 0.9)).toBe(true);
  }
});

test('an order that nobody wants any more ends, threads and all', async () => {
  const stop = new AbortController();
  const reason = new Error('nobody waits');
  const order = orderInThreads(network, {
    threads: 2,
    signal: stop.signal,
    onProgress: () => stop.abort(reason),
  });
  await expect(order).rejects.toBe(reason);
  await expect(orderInThreads(network, { signal: stop.signal })).rejects.toBe(reason);
});

test('the hierarchy of a graph is the same by any number of threads, and ends when it is cancelled', async () => {
  const { nodePoints, arcTail, arcHead, arcTimeMs } = generateNetwork(4000, 8);
  const point = (node: number): [number, number] => [nodePoints[2 * node]!, nodePoints[2 * node + 1]!];
  const ways: WayInput[] = Array.from(arcTail, (tail, arc) => ({
    nodes: [`${tail}`, `${arcHead[arc]}`],
    points: [point(tail), point(arcHead[arc]!)],
    forward: true,
    backward: false,
    speedKmh: 30,
    roadClass: 'residential',
    travelTimeMs: { forward: arcTimeMs[arc]! },
  }));
  const opened = openGraph(buildGraph(ways, { digest: sha256 }).buffer);
  if (!opened.ok) throw new Error(opened.error.code);
  const graph = opened.value;
  const wanted = buildHierarchy(graph, { graphHash: graph.hash });
  for (const threads of [1, 3]) {
    const made = await makeHierarchy(graph, { threads });
    expect(new Uint8Array(made.buffer)).toEqual(new Uint8Array(wanted.buffer));
  }
  const stop = new AbortController();
  const cancelled = makeHierarchy(graph, { signal: stop.signal });
  stop.abort(new Error('cancelled'));
  await expect(cancelled).rejects.toThrow('cancelled');
});
