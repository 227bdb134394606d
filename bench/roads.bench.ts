import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildRoadsFromOsm, sha256 } from '@clarion/files';
import type { LngLat } from '@clarion/measure';
import {
  buildGraph,
  createLiveNearest,
  matrix,
  nodeAt,
  openGraph,
  type RoadGraph,
  route,
  type Snap,
  snap,
  type WayInput,
} from '@clarion/roads';
import { plainDijkstra } from '../packages/roads/src/measuring/plain-dijkstra.ts';
import { type BenchRow, summarise } from './row.ts';

const SEED = 911;

/** Porto where its extract is at hand, else a generated grid of about the same size. */
async function loadCity(): Promise<{ name: string; graph: RoadGraph }> {
  const folder = resolve(process.env['CLARION_DATA'] ?? join(import.meta.dirname, '../../shared/data'));
  const extract = join(folder, 'osm/porto_portugal.osm.pbf');
  if (!existsSync(extract))
    return { name: 'grid of 250 × 250', graph: open(buildGraph(gridWays(250), { digest: sha256 }).buffer) };
  const built = await buildRoadsFromOsm(extract);
  if (!built.ok) throw new Error(`${extract}: ${built.error.code}`);
  return { name: 'Porto', graph: open(built.value.buffer) };
}

function open(buffer: ArrayBuffer): RoadGraph {
  const opened = openGraph(buffer);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/** Streets 100 m apart; every fifth one is fast. */
function* gridWays(size: number): Iterable<WayInput> {
  const line = (points: readonly [number, number][], fast: boolean): WayInput => ({
    nodes: points.map(([x, y]) => `${x}/${y}`),
    points: points.map(([x, y]): LngLat => [x * 0.0009, y * 0.0009]),
    forward: true,
    backward: true,
    speedKmh: fast ? 60 : 30,
    roadClass: fast ? 'primary' : 'residential',
  });
  const steps = Array.from({ length: size }, (_, i) => i);
  for (const i of steps) {
    yield line(
      steps.map(x => [x, i]),
      i % 5 === 0,
    );
    yield line(
      steps.map(y => [i, y]),
      i % 5 === 0,
    );
  }
}

/** Numbers in 0–1, always the same (Lehmer's generator). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export const rows = async (): Promise<BenchRow[]> => {
  const { name, graph } = await loadCity();
  const chance = sequence(SEED);
  const anywhere = (): Snap => {
    for (;;) {
      const [lng, lat] = nodeAt(graph, Math.floor(chance() * graph.nodeCount));
      const found = snap(graph, [lng + (chance() - 0.5) * 0.001, lat + (chance() - 0.5) * 0.001]);
      if (found) return found;
    }
  };
  const many = (count: number) => Array.from({ length: count }, anywhere);
  const measure = (what: string, runs: number, work: (run: number) => void, note?: string): BenchRow => {
    for (let run = 0; run < Math.min(3, runs); run++) work(run);
    const figures: number[] = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      work(run);
      figures.push(performance.now() - start);
    }
    return summarise(`roads: ${what} (${name})`, 'ms', figures, note);
  };

  const size = `${graph.nodeCount} nodes, ${graph.arcCount} arcs`;
  const incidents = many(200);
  const result: BenchRow[] = [];
  for (const count of [100, 1000, 10_000]) {
    const live = createLiveNearest(graph);
    many(count).forEach((place, i) => {
      live.setUnit(`u${i}`, place);
    });
    result.push(measure(`nearest 5 of ${count} units`, 200, run => live.nearest(incidents[run]!, 5), size));
  }
  const [stations, demand] = [many(50), many(1000)];
  result.push(measure('matrix 50 × 1,000', 10, () => matrix(graph, stations, demand)));
  result.push(
    measure('one route with its line', 200, run => route(graph, incidents[run]!, incidents[199 - run]!)),
  );
  result.push(
    measure(
      'search of the whole graph',
      50,
      run => plainDijkstra(graph, (run * 7919) % graph.nodeCount),
      'yardstick: plain Dijkstra, binary heap',
    ),
  );
  result.push(measure('1,000 places put on the road', 20, () => demand.map(({ at }) => snap(graph, at))));
  return result;
};
