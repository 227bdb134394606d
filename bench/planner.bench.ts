import type { LngLat } from '@clarion/measure';
import { nodeAt, openGraph, type RoadGraph } from '@clarion/roads';
import { generateTown } from '@clarion/town';
import { buildRoads } from '../adapters/files/src/build-roads.ts';
import { circlesOf, coverageOf } from '../apps/server/src/planning/figures.ts';
import type { DemandGround } from '../apps/server/src/planning/ground.ts';
import { PlanningRoads } from '../apps/server/src/planning/planning-roads.ts';
import { sequence } from '../packages/roads/src/testing/network.ts';
import { buildPorto, findPortoExtract } from './porto.ts';
import { type BenchRow, summarise } from './row.ts';

const SEED = 1736;
const MOVES = 200;
const DRAWN = 40;
const minutes = [1, 3, 8];

/** What a planner waits for while one of many posts is moved: all figures anew, and the circles of all posts. */
export const rows = async (): Promise<BenchRow[]> => {
  const town = generateTown(1);
  const built = buildRoads({ ways: town.ways, ignored: {} }, 'town');
  if (!built.ok) throw new Error(built.error.code);
  const opened = openGraph(built.value.buffer);
  if (!opened.ok) throw new Error(opened.error.code);
  const result = measure('town', opened.value, 12, 528);
  const extract = findPortoExtract();
  if (extract !== undefined) result.push(...measure('Porto', await buildPorto(extract), 60, 3000));
  return result;
};

function measure(name: string, graph: RoadGraph, postCount: number, cells: number): BenchRow[] {
  const chance = sequence(SEED);
  const anywhere = (): LngLat => nodeAt(graph, Math.floor(chance() * graph.nodeCount));
  const demand: DemandGround = {
    source: 'people',
    at: Array.from({ length: cells }, anywhere),
    weight: Float64Array.from({ length: cells }, () => 1 + Math.floor(chance() * 200)),
    total: 1,
    areaOf: Int32Array.from({ length: cells }, () => Math.floor(chance() * 8)),
    areas: Array.from({ length: 8 }, (_, i) => ({ areaId: `${i}`, names: {} })),
    hash: '',
  };
  const roads = new PlanningRoads(graph, demand.at, undefined);
  let posts = Array.from({ length: postCount }, (_, i) => ({ id: `${i}`, at: anywhere() }));
  coverageOf(roads, demand, { posts, minutes });
  const move = () => {
    const moved = Math.floor(chance() * postCount);
    posts = posts.with(moved, { id: `${moved}`, at: anywhere() });
  };
  const figures = Array.from({ length: MOVES }, () => {
    move();
    return timed(() => coverageOf(roads, demand, { posts, minutes }));
  });
  const circles = Array.from({ length: DRAWN }, () => {
    move();
    return timed(() => circlesOf(roads, { posts, minutes }));
  });
  const size = `${postCount} posts, ${cells} places, ${graph.nodeCount} nodes`;
  return [
    summarise(`planner: figures after one post moved (${name})`, 'ms', figures, size),
    summarise(`planner: circles of all posts (${name})`, 'ms', circles, size),
  ];
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
