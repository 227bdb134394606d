import { hilbert } from '../hilbert.ts';
import { sequence } from '../measuring/sequence.ts';
import type { RoadArcs } from '../road-arcs.ts';

export { sequence };

/**
 * A generated road network for measuring and for tests at size: a grid of streets some 100 m apart, a bit
 * shaken, of four classes (every 64th line a motorway, every 16th an arterial, every 4th a collector, the
 * rest residential, some of these missing or one-way). Barriers have few crossings: quarters of 16 by 16
 * blocks are left by the larger roads and few collectors, rivers are crossed by motorways and some arterials.
 * The same size and seed give the same network; about `size` nodes, all joined.
 */
export function generateNetwork(size: number, seed: number): RoadArcs {
  const chance = sequence(seed);
  const across = Math.max(2, Math.round(Math.sqrt(size * 1.02)));
  const number = numbers(across);
  const at = (x: number, y: number) => number[y * across + x]!;
  const points = new Float64Array(2 * across * across);
  for (let y = 0; y < across; y++) {
    for (let x = 0; x < across; x++) {
      points[2 * at(x, y)] = 8 + (x + 0.6 * (chance() - 0.5)) * 0.0012;
      points[2 * at(x, y) + 1] = 41 + (y + 0.6 * (chance() - 0.5)) * 0.0009;
    }
  }
  const [tails, heads, times]: [number[], number[], number[]] = [[], [], []];
  const barrier = barriers(across, chance);
  const street = (a: number, b: number, line: number, step: number, isRiver: boolean) => {
    const roadClass = classOf(line);
    if (isRiver && !(roadClass === 0 || (roadClass === 1 && chance() < 0.3))) return;
    if (step % 16 === 15 && (roadClass === 3 || (roadClass === 2 && chance() < 0.8))) return;
    if (roadClass === 3 && chance() < 0.1) return;
    const timeMs = Math.max(1, Math.round((lengthM(points, a, b) * 3600) / SPEEDS_KMH[roadClass]!));
    const oneWay = roadClass === 3 ? chance() < 0.15 : false;
    const turned = oneWay && chance() < 0.5;
    if (!turned) push(tails, heads, times, a, b, timeMs);
    if (!oneWay || turned) push(tails, heads, times, b, a, timeMs);
  };
  for (let y = 0; y < across; y++) {
    for (let x = 0; x < across; x++) {
      if (x + 1 < across) street(at(x, y), at(x + 1, y), y, x, barrier.isBetweenColumns(x, y));
      if (y + 1 < across) street(at(x, y), at(x, y + 1), x, y, barrier.isBetweenRows(x, y));
    }
  }
  return largestPart(roadArcs(points, tails, heads, times));
}

/** Numbers along a Hilbert curve, as those of a built graph are: near nodes are near in memory. */
function numbers(across: number): Int32Array {
  const keys = new Float64Array(across * across);
  for (let y = 0; y < across; y++) {
    for (let x = 0; x < across; x++) keys[y * across + x] = hilbert(x / across, y / across);
  }
  const order = Int32Array.from(keys, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
  const number = new Int32Array(order.length);
  order.forEach((node, i) => {
    number[node] = i;
  });
  return number;
}

const SPEEDS_KMH = [100, 60, 45, 27];

function classOf(line: number): number {
  if (line % 64 === 32) return 0;
  if (line % 16 === 8) return 1;
  return line % 4 === 2 ? 2 : 3;
}

/** Rivers: winding lines, one for each 100 streets or so, either way. */
function barriers(across: number, chance: () => number) {
  const count = Math.ceil(across / 100);
  const wave = () => ({
    at: chance() * across,
    swing: (across / count) * 0.3 * chance(),
    length: across * (0.2 + chance()),
    shift: chance() * 7,
  });
  const waves = { upright: Array.from({ length: count }, wave), level: Array.from({ length: count }, wave) };
  const lineAt = (one: ReturnType<typeof wave>, along: number) =>
    Math.floor(one.at + one.swing * Math.sin(one.shift + (6.283 * along) / one.length));
  return {
    isBetweenColumns: (x: number, y: number) => waves.upright.some(one => lineAt(one, y) === x),
    isBetweenRows: (x: number, y: number) => waves.level.some(one => lineAt(one, x) === y),
  };
}

function lengthM(points: Float64Array, a: number, b: number): number {
  const dx = (points[2 * a]! - points[2 * b]!) * 84_000;
  const dy = (points[2 * a + 1]! - points[2 * b + 1]!) * 111_195;
  return Math.hypot(dx, dy);
}

function push(
  tails: number[],
  heads: number[],
  times: number[],
  tail: number,
  head: number,
  timeMs: number,
): void {
  tails.push(tail);
  heads.push(head);
  times.push(timeMs);
}

/** Arcs in any order as a network; they are sorted by tail, equal tails in their own order. */
export function roadArcs(
  nodePoints: Float64Array,
  tails: ArrayLike<number>,
  heads: ArrayLike<number>,
  times: ArrayLike<number>,
): RoadArcs {
  const nodeCount = nodePoints.length / 2;
  const arcCount = tails.length;
  const firstOut = new Uint32Array(nodeCount + 1);
  const firstIn = new Uint32Array(nodeCount + 1);
  for (let i = 0; i < arcCount; i++) {
    firstOut[tails[i]! + 1]! += 1;
    firstIn[heads[i]! + 1]! += 1;
  }
  for (let v = 0; v < nodeCount; v++) {
    firstOut[v + 1]! += firstOut[v]!;
    firstIn[v + 1]! += firstIn[v]!;
  }
  const [nextOut, nextIn] = [firstOut.slice(), firstIn.slice()];
  const [arcTail, arcHead, arcTimeMs, inArcs] = [1, 2, 3, 4].map(() => new Uint32Array(arcCount)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  for (let i = 0; i < arcCount; i++) {
    const arc = nextOut[tails[i]!]!;
    nextOut[tails[i]!] = arc + 1;
    arcTail[arc] = tails[i]!;
    arcHead[arc] = heads[i]!;
    arcTimeMs[arc] = times[i]!;
  }
  for (let arc = 0; arc < arcCount; arc++) {
    const head = arcHead[arc]!;
    inArcs[nextIn[head]!] = arc;
    nextIn[head]! += 1;
  }
  return { nodeCount, arcCount, nodePoints, firstOut, firstIn, inArcs, arcTail, arcHead, arcTimeMs };
}

/** The largest part of a network in which every node can be reached from every other (Tarjan's algorithm). */
export function largestPart(roads: RoadArcs): RoadArcs {
  const { nodeCount, firstOut, arcHead, arcTail, arcTimeMs, nodePoints } = roads;
  const part = new Int32Array(nodeCount).fill(-1);
  const found = new Int32Array(nodeCount).fill(-1);
  const low = new Int32Array(nodeCount);
  const cursor = Int32Array.from(firstOut.subarray(0, nodeCount));
  const [open, trail]: [number[], number[]] = [[], []];
  const sizes: number[] = [];
  let clock = 0;
  for (let start = 0; start < nodeCount; start++) {
    if (found[start] !== -1) continue;
    trail.push(start);
    while (trail.length > 0) {
      const v = trail[trail.length - 1]!;
      if (found[v] === -1) {
        found[v] = clock;
        low[v] = clock++;
        open.push(v);
      }
      if (cursor[v]! < firstOut[v + 1]!) {
        const w = arcHead[cursor[v]!]!;
        cursor[v]! += 1;
        if (found[w] === -1) trail.push(w);
        else if (part[w] === -1) low[v] = Math.min(low[v]!, found[w]!);
        continue;
      }
      trail.pop();
      const before = trail[trail.length - 1];
      if (before !== undefined) low[before] = Math.min(low[before]!, low[v]!);
      if (low[v] !== found[v]) continue;
      let size = 0;
      for (let w = open.pop(); w !== undefined; w = w === v ? undefined : open.pop()) {
        part[w] = sizes.length;
        size++;
      }
      sizes.push(size);
    }
  }
  const largest = sizes.indexOf(Math.max(...sizes));
  const number = new Int32Array(nodeCount).fill(-1);
  const points: number[] = [];
  for (let v = 0; v < nodeCount; v++) {
    if (part[v] !== largest) continue;
    number[v] = points.length / 2;
    points.push(nodePoints[2 * v]!, nodePoints[2 * v + 1]!);
  }
  const [tails, heads, times]: [number[], number[], number[]] = [[], [], []];
  for (let arc = 0; arc < arcHead.length; arc++) {
    const [tail, head] = [number[arcTail[arc]!]!, number[arcHead[arc]!]!];
    if (tail !== -1 && head !== -1) push(tails, heads, times, tail, head, arcTimeMs[arc]!);
  }
  return roadArcs(Float64Array.from(points), tails, heads, times);
}
