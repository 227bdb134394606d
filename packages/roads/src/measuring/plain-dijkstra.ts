import type { RoadArcs } from '../road-arcs.ts';

/** Dijkstra as textbooks have it, for scale: a binary heap of pairs, no early end. */
export function plainDijkstra(graph: RoadArcs, from: number): void {
  const time = new Float64Array(graph.nodeCount).fill(Infinity);
  const heap: [number, number][] = [];
  const push = (ms: number, node: number) => {
    if (ms >= time[node]!) return;
    time[node] = ms;
    let i = heap.push([ms, node]) - 1;
    for (; i > 0 && heap[(i - 1) >> 1]![0] > ms; i = (i - 1) >> 1) heap[i] = heap[(i - 1) >> 1]!;
    heap[i] = [ms, node];
  };
  push(0, from);
  while (heap.length > 0) {
    const [ms, node] = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) {
      let i = 0;
      for (let child = 1; child < heap.length; child = 2 * i + 1) {
        if (child + 1 < heap.length && heap[child + 1]![0] < heap[child]![0]) child++;
        if (heap[child]![0] >= last[0]) break;
        heap[i] = heap[child]!;
        i = child;
      }
      heap[i] = last;
    }
    if (ms > time[node]!) continue;
    for (let arc = graph.firstOut[node]!; arc < graph.firstOut[node + 1]!; arc++) {
      push(ms + graph.arcTimeMs[arc]!, graph.arcHead[arc]!);
    }
  }
}
