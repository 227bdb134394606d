import { distance, type LngLat } from '@clarion/measure';
import { arcPoints, type RoadGraph } from '../graph.ts';

/** A slow truth for whole cities: Dijkstra over lists and a sorted queue, snapping by looking at every arc. */
export interface PlainRoads {
  readonly out: readonly (readonly {
    readonly arc: number;
    readonly to: number;
    readonly timeMs: number;
  }[])[];
  readonly lines: readonly (readonly LngLat[])[];
  readonly timeMs: readonly number[];
  readonly tail: readonly number[];
  readonly head: readonly number[];
}

export function plainRoads(graph: RoadGraph): PlainRoads {
  const out = Array.from(
    { length: graph.nodeCount },
    () => [] as { arc: number; to: number; timeMs: number }[],
  );
  const lines: LngLat[][] = [];
  for (let arc = 0; arc < graph.arcCount; arc++) {
    out[graph.arcTail[arc]!]!.push({ arc, to: graph.arcHead[arc]!, timeMs: graph.arcTimeMs[arc]! });
    lines.push(arcPoints(graph, arc));
  }
  return { out, lines, timeMs: [...graph.arcTimeMs], tail: [...graph.arcTail], head: [...graph.arcHead] };
}

interface Near {
  readonly arc: number;
  readonly fraction: number;
}

/** The nearest arcs (a street and its other direction) with the place on each. */
export function plainSnap(roads: PlainRoads, [lng, lat]: LngLat): Near[] {
  const k = Math.cos((lat * Math.PI) / 180);
  const plane = ([x, y]: LngLat) => [(x - lng) * k, y - lat] as const;
  let best = Infinity;
  let near: (Near & { key: string })[] = [];
  roads.lines.forEach((line, arc) => {
    const points = line.map(plane);
    points.slice(1).forEach(([bx, by], i) => {
      const [ax, ay] = points[i]!;
      const square = (bx - ax) ** 2 + (by - ay) ** 2;
      const t = square === 0 ? 0 : Math.max(0, Math.min(1, -(ax * (bx - ax) + ay * (by - ay)) / square));
      const away = Math.hypot(ax + (bx - ax) * t, ay + (by - ay) * t);
      if (away < best - 1e-12) near = [];
      if (away < best + 1e-12) {
        best = Math.min(best, away);
        const key = [String(line[i]), String(line[i + 1])].sort().join(' ');
        near.push({ arc, fraction: fractionAt(line, i, t), key });
      }
    });
  });
  return near.filter(({ key }) => key === near[0]!.key);
}

/** Share of the line's length before the place `t` along segment `i`. */
function fractionAt(line: readonly LngLat[], i: number, t: number): number {
  const steps = line.slice(1).map((point, j) => distance(line[j]!, point));
  const before = steps.slice(0, i).reduce((sum, step) => sum + step, 0);
  const whole = steps.reduce((sum, step) => sum + step, 0);
  return whole > 0 ? (before + t * steps[i]!) / whole : 0;
}

/** Times from a place to every node. */
export function plainTimes(roads: PlainRoads, from: readonly Near[]): Map<number, number> {
  const time = new Map<number, number>();
  const queue: [number, number][] = [];
  const offer = (node: number, ms: number) => {
    if (ms >= (time.get(node) ?? Infinity)) return;
    time.set(node, ms);
    let [low, high] = [0, queue.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (queue[middle]![0] > ms) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, [ms, node]);
  };
  for (const { arc, fraction } of from)
    offer(roads.head[arc]!, Math.round(roads.timeMs[arc]! * (1 - fraction)));
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [ms, node] = next;
    if (ms > time.get(node)!) continue;
    for (const { to, timeMs } of roads.out[node]!) offer(to, ms + timeMs);
  }
  return time;
}

export function plainTimeMs(
  roads: PlainRoads,
  times: ReadonlyMap<number, number>,
  from: readonly Near[],
  to: readonly Near[],
): number {
  let best = Infinity;
  for (const { arc, fraction } of to) {
    best = Math.min(
      best,
      (times.get(roads.tail[arc]!) ?? Infinity) + Math.round(roads.timeMs[arc]! * fraction),
    );
    for (const start of from) {
      if (start.arc !== arc || start.fraction > fraction) continue;
      best = Math.min(best, Math.round(roads.timeMs[arc]! * (fraction - start.fraction)));
    }
  }
  return best;
}
