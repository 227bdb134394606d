import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildRoadsFromOsm, readTable, sha256 } from '@clarion/files';
import type { LngLat } from '@clarion/measure';
import {
  buildGraph,
  matrix,
  nearest,
  nodeAt,
  openGraph,
  type RoadGraph,
  snap,
  UNREACHABLE,
  type WayInput,
} from '@clarion/roads';
import { expect, test } from 'vitest';
import {
  plainRoads,
  plainSnap,
  plainTimeMs,
  plainTimes,
} from '../../../../packages/roads/src/testing/plain-search.ts';

const wanted = resolve(
  process.env['CLARION_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'),
);
const dataFolder = existsSync(wanted) ? wanted : undefined;

async function sanFrancisco(folder: string): Promise<RoadGraph> {
  const table = await readTable(join(folder, 'san-francisco/segments.csv'), [
    'F_NODE_CNN',
    'T_NODE_CNN',
    'wkt',
  ]);
  if (!table.ok) throw new Error(table.error.code);
  const { rows, find } = table.value;
  const ways = rows.map(({ cells }): WayInput => {
    const points = [...cells[find('wkt')!]!.matchAll(/(-[\d.]+) ([\d.]+)/g)].map(
      (match): LngLat => [Number(match[1]), Number(match[2])],
    );
    const [first, last] = [cells[find('F_NODE_CNN')!]!, cells[find('T_NODE_CNN')!]!];
    return {
      nodes: points.map((_, i) => (i === 0 ? first : i === points.length - 1 ? last : '')),
      points,
      forward: true,
      backward: true,
      speedKmh: 40,
      roadClass: 'residential',
    };
  });
  return open(buildGraph(ways, { digest: sha256 }).buffer);
}

async function porto(folder: string): Promise<RoadGraph> {
  const built = await buildRoadsFromOsm(join(folder, 'osm/porto_portugal.osm.pbf'));
  if (!built.ok) throw new Error(built.error.code);
  return open(built.value.buffer);
}

function open(buffer: ArrayBuffer): RoadGraph {
  const opened = openGraph(buffer, sha256);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/** Numbers in 0–1, always the same (Lehmer's generator). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Places up to some 100 m from a node, as addresses are. */
function places(graph: RoadGraph, count: number, chance: () => number): LngLat[] {
  return Array.from({ length: count }, () => {
    const [lng, lat] = nodeAt(graph, Math.floor(chance() * graph.nodeCount));
    return [lng + (chance() - 0.5) * 0.002, lat + (chance() - 0.5) * 0.002];
  });
}

test.skipIf(!dataFolder).each([
  ['San Francisco', sanFrancisco],
  ['Porto', porto],
])(
  '%s: 1,000 random pairs take the time of the slow truth, and so do the nearest five (needs CLARION_DATA)',
  async (_, city) => {
    const graph = await city(dataFolder!);
    const roads = plainRoads(graph);
    const chance = sequence(20_261);
    const [from, to] = [places(graph, 20, chance), places(graph, 50, chance)];
    const [fromSnaps, toSnaps] = [from, to].map(list =>
      list.map(at => snap(graph, at, { withinM: 2000 })!),
    ) as [ReturnType<typeof snap>[], ReturnType<typeof snap>[]];
    const starts = from.map(at => plainSnap(roads, at));
    const ends = to.map(at => plainSnap(roads, at));
    const truth = starts.flatMap(start => {
      const times = plainTimes(roads, start);
      return ends.map(end => plainTimeMs(roads, times, start, end));
    });
    const fast = [
      ...matrix(
        graph,
        fromSnaps.map(one => one!),
        toSnaps.map(one => one!),
      ),
    ];
    expect(fast.map(ms => (ms === UNREACHABLE ? Infinity : ms))).toEqual(truth);

    const units = fromSnaps.map((place, i) => ({ id: `u${i}`, snap: place! }));
    toSnaps.forEach((at, column) => {
      const wantedUnits = units
        .map(({ id }, row) => ({ unit: id, travelTimeMs: fast[row * to.length + column]! }))
        .filter(({ travelTimeMs }) => travelTimeMs !== UNREACHABLE)
        .sort((a, b) => a.travelTimeMs - b.travelTimeMs || (a.unit < b.unit ? -1 : 1))
        .slice(0, 5);
      expect(nearest(graph, units, at!, 5)).toEqual(wantedUnits);
    });
  },
  60_000,
);
