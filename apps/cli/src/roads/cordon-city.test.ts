import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildRoadsFromOsm, readTable, sha256 } from '@clarion/files';
import type { LngLat } from '@clarion/measure';
import {
  arcPoints,
  buildGraph,
  cordon,
  nodeAt,
  openGraph,
  type RoadGraph,
  type WayInput,
} from '@clarion/roads';
import { expect, test } from 'vitest';
import {
  drivenTo,
  entriesOpen,
  type SlowLeg,
  type Streets,
  slowMaxFlow,
} from '../../../../packages/roads/src/testing/slow-cut.ts';

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
    const nodes = points.map((_, i) => (i === 0 ? first : i === points.length - 1 ? last : ''));
    return { nodes, points, forward: true, backward: true, speedKmh: 40, roadClass: 'residential' };
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

/** The city as bare legs around a place, by distances reckoned here: to a node, and to the nearest of a line. */
function streetsAround(graph: RoadGraph, centre: LngLat, radiusM: number, outsideAtM: number): Streets {
  const perDegree = (6_371_008.8 * Math.PI) / 180;
  const flat = ([lng, lat]: LngLat): [number, number] => [
    (lng - centre[0]) * Math.cos((centre[1] * Math.PI) / 180) * perDegree,
    (lat - centre[1]) * perDegree,
  ];
  const awayM = Array.from({ length: graph.nodeCount }, (_, node) =>
    Math.hypot(...flat(nodeAt(graph, node))),
  );
  const nearestM = (arc: number) => {
    const points = arcPoints(graph, arc).map(flat);
    let best = Infinity;
    for (let i = 1; i < points.length; i++) {
      const [[ax, ay], [bx, by]] = [points[i - 1]!, points[i]!];
      const square = (bx - ax) ** 2 + (by - ay) ** 2;
      const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / square));
      best = Math.min(best, Math.hypot(ax + share * (bx - ax), ay + share * (by - ay)));
    }
    return best;
  };
  const legs = Array.from({ length: graph.arcCount }, (_, arc): SlowLeg => {
    const [from, to] = [graph.arcTail[arc]!, graph.arcHead[arc]!];
    const mayTouch = awayM[from]! <= radiusM + 20_000;
    const isEntry = awayM[from]! > radiusM && mayTouch && nearestM(arc) <= radiusM;
    return { from, to, isClosed: false, isEntry };
  });
  return {
    nodeCount: graph.nodeCount,
    legs,
    isInside: node => awayM[node]! <= radiusM,
    isOutside: node => awayM[node]! > radiusM + outsideAtM,
  };
}

test.skipIf(!dataFolder).each([
  ['San Francisco', sanFrancisco, 'nearest'],
  ['Porto', porto, 'nearest'],
  ['Porto', porto, 'farthest'],
] as const)(
  '%s: cordons of the slow truth’s size seal their area and keep its ways out (needs CLARION_DATA)',
  async (_, city, variant) => {
    const graph = await city(dataFolder!);
    let state = 20_261;
    const chance = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const sizes: number[] = [];
    for (let run = 0; run < 4; run++) {
      const centre = nodeAt(graph, Math.floor(chance() * graph.nodeCount));
      const radiusM = 150 + chance() * 900;
      const outsideAtM = 2 * radiusM;
      const streets = streetsAround(graph, centre, radiusM, outsideAtM);
      const flow = slowMaxFlow(streets);
      const area = { kind: 'circle', centre, radiusM } as const;
      const found = cordon(graph, { area, outsideAtM, variant });
      if (!found.ok) {
        expect([found.error.code, flow]).toEqual(['areaTouchesOutside', Infinity]);
        continue;
      }
      const { points, barriers, exits, trapped } = found.value;
      sizes.push(points.length);
      expect(points).toHaveLength(flow);
      const held = new Set(barriers);
      expect(entriesOpen(streets, (_, arc) => held.has(arc))).toEqual([]);
      for (const { node, isLetThrough } of exits) {
        const onward = drivenTo(streets, [node], (_, arc) => !isLetThrough && held.has(arc));
        expect([...onward].some(streets.isOutside)).toBe(true);
      }
      // Out of the outside backwards: who is not reached so has no way out, and is named.
      const turned = { ...streets, legs: streets.legs.map(leg => ({ ...leg, from: leg.to, to: leg.from })) };
      const outside = Array.from({ length: graph.nodeCount }, (_, node) => node).filter(streets.isOutside);
      const leaving = drivenTo(turned, outside);
      const stuck = found.value.inside.nodes.filter(node => !leaving.has(node));
      expect(trapped.flatMap(part => part.nodes).sort((a, b) => a - b)).toEqual(stuck);
    }
    expect(Math.max(...sizes)).toBeGreaterThan(4);
  },
  60_000,
);
