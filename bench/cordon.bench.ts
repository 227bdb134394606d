import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildRoadsFromOsm } from '@clarion/files';
import { cordon, type HazardArea, nodeAt, openGraph, type RoadGraph } from '@clarion/roads';
import { shapeOf } from '../packages/roads/src/cordon/area.ts';
import { layOut } from '../packages/roads/src/cordon/cordon.ts';
import { findInside } from '../packages/roads/src/cordon/inside.ts';
import { smallestCut } from '../packages/roads/src/cordon/point-flow.ts';
import { plainDijkstra } from '../packages/roads/src/measuring/plain-dijkstra.ts';
import { sequence } from '../packages/roads/src/testing/network.ts';
import { type BenchRow, summarise } from './row.ts';

const SEED = 1736;
const RUNS = 300;

/** Cordons of 1 km around any junction of Porto, closed off within 3 km. */
export const rows = async (): Promise<BenchRow[]> => {
  const folder = resolve(process.env['CLARION_DATA'] ?? join(import.meta.dirname, '../../shared/data'));
  const extract = join(folder, 'osm/porto_portugal.osm.pbf');
  if (!existsSync(extract)) return [];
  const built = await buildRoadsFromOsm(extract);
  if (!built.ok) throw new Error(`${extract}: ${built.error.code}`);
  const opened = openGraph(built.value.buffer);
  if (!opened.ok) throw new Error(opened.error.code);
  return measure(opened.value);
};

function measure(graph: RoadGraph): BenchRow[] {
  const chance = sequence(SEED);
  const anyNode = () => Math.floor(chance() * graph.nodeCount);
  const trees = Array.from({ length: 25 }, () => timed(() => plainDijkstra(graph, anyNode())));
  const yardstick = summarise(
    'cordon: search of the whole network (Porto)',
    'ms',
    trees.slice(5),
    `${graph.nodeCount} nodes, ${graph.arcCount} arcs; the yardstick: plain Dijkstra, binary heap`,
  );
  const areas: HazardArea[] = [];
  while (areas.length < RUNS) {
    const area = { kind: 'circle', centre: nodeAt(graph, anyNode()), radiusM: 1000 } as const;
    const found = cordon(graph, { area, outsideAtM: 2000 });
    if (found.ok && !found.value.reachesMapEdge && found.value.points.length > 0) areas.push(area);
  }
  const result = [yardstick];
  const add = (what: string, figures: readonly number[], note: string) => {
    const row = summarise(`cordon: ${what} (Porto)`, 'ms', figures);
    result.push({ ...row, note: `1/${Math.round(yardstick.median / row.median)} of the yardstick; ${note}` });
  };
  for (const variant of ['nearest', 'farthest'] as const) {
    let points = 0;
    const figures = areas.map(area => {
      const shape = shapeOf(area);
      if (!shape.ok) throw new Error(shape.error.code);
      const inside = findInside(graph, shape.value, undefined);
      // Which nodes are outside is asked as the flow comes to them, and belongs to it.
      const field = layOut(graph, shape.value, inside, undefined, 2000);
      return timed(() => {
        points += smallestCut(field, variant, shape.value.centre).length;
      });
    });
    add(`1 → 3 km, flow alone, ${variant}`, figures, `${(points / RUNS).toFixed(1)} points on average`);
  }
  const whole = areas.map(area => timed(() => cordon(graph, { area, outsideAtM: 2000 })));
  add('1 → 3 km with closed arcs, ways out and names', whole, 'as the console asks it');
  return result;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
