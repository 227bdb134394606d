import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeHierarchy, PACK_FORMAT, PACK_VERSION, type PackManifest, sha256 } from '@clarion/files';
import { distance } from '@clarion/measure';
import { buildPlaceIndex } from '@clarion/places';
import { nodeAt, openGraph, ROAD_CLASSES, type RoadArcs, type RoadGraph } from '@clarion/roads';
import Flatbush from 'flatbush';
import * as layout from '../packages/roads/src/layout.ts';
import { generateNetwork } from '../packages/roads/src/testing/network.ts';

const SEED = 1736;
const POSTS = 500;
const KINDS = [
  ['ENGINE', 'fire'],
  ['TRUCK', 'fire'],
  ['MEDIC', 'ambulance'],
  ['AMBULANCE', 'ambulance'],
  ['PATROL', 'police'],
  ['PATROL', 'police'],
  ['PATROL', 'police'],
  ['TRAFFIC', 'police'],
] as const;

/**
 * Writes the generated network of about `nodes` nodes as a place pack with `units` units, in memory that a list of ways as
 * objects would not fit into. Places and map are empty: nothing here asks them.
 */
export async function writeProvincePack(folder: string, nodes: number, units: number): Promise<RoadGraph> {
  const opened = openGraph(graphOf(generateNetwork(nodes, SEED)));
  if (!opened.ok) throw new Error(opened.error.code);
  const roads = opened.value;
  const hierarchy = await makeHierarchy(roads);
  await mkdir(folder, { recursive: true });
  const files: PackManifest['files'] = {};
  const put = async (name: string, bytes: Uint8Array) => {
    files[name] = { sha256: sha256(bytes), bytes: bytes.length };
    await writeFile(join(folder, name), bytes);
  };
  const putJson = (name: string, value: unknown) => put(name, Buffer.from(JSON.stringify(value)));
  await put('roads.graph', new Uint8Array(roads.buffer));
  await put('roads.hierarchy', new Uint8Array(hierarchy.buffer));
  await put('places.index', buildPlaceIndex({ segments: [] }));
  await put('basemap.pmtiles', new Uint8Array(0));
  const [west, south, east, north] = roads.bounds;
  const posts = Array.from({ length: POSTS }, (_, i) => {
    const node = Math.floor(((i + 0.5) / POSTS) * roads.nodeCount);
    return { id: `P${i}`, name: { en: `Post ${i}` }, kind: 'fire', at: [...nodeAt(roads, node)] };
  });
  await putJson('posts.json', posts);
  await putJson(
    'units.json',
    Array.from({ length: units }, (_, i) => unitOf(i)),
  );
  const manifest: PackManifest = {
    format: PACK_FORMAT,
    version: PACK_VERSION,
    id: `province-${nodes}`,
    name: { en: 'Province' },
    bounds: [west, south, east, north],
    center: [(west + east) / 2, (south + north) / 2],
    timeZone: 'UTC',
    inputs: [],
    files,
    graph: { hash: roads.hash, nodes: roads.nodeCount, arcs: roads.arcCount },
    counts: {},
    ignored: {},
    builtAt: '2026-11-25T00:00:00.000Z',
  };
  await writeFile(join(folder, 'pack.json'), JSON.stringify(manifest));
  return roads;
}

/** The i-th unit of a generated fleet: fire, ambulance and police, as they are mixed in a city. */
export function unitOf(i: number) {
  const [kind, agency] = KINDS[i % KINDS.length]!;
  const capabilities: Record<string, string[]> = {
    ENGINE: ['engine', 'firstResponder'],
    TRUCK: ['ladder'],
    MEDIC: ['als'],
    AMBULANCE: ['bls'],
    PATROL: ['patrol'],
    TRAFFIC: ['traffic'],
  };
  return {
    id: `U${i}`,
    label: `U${i}`,
    kind,
    agency,
    capabilities: capabilities[kind]!,
    postId: `P${i % POSTS}`,
  };
}

/** The network as a graph's buffer, streets without names; the two directions of a street are one edge. */
function graphOf(roads: RoadArcs): ArrayBuffer {
  const { nodeCount, arcCount, nodePoints, firstOut, arcTail, arcHead, arcTimeMs } = roads;
  const edgeOf = new Uint32Array(arcCount).fill(layout.NONE);
  const first: number[] = [];
  for (let arc = 0; arc < arcCount; arc++) {
    if (edgeOf[arc] !== layout.NONE) continue;
    const [tail, head] = [arcTail[arc]!, arcHead[arc]!];
    edgeOf[arc] = 2 * first.length;
    for (let back = firstOut[head]!; back < firstOut[head + 1]!; back++) {
      if (arcHead[back] !== tail || edgeOf[back] !== layout.NONE || back === arc) continue;
      edgeOf[back] = 2 * first.length + 1;
      break;
    }
    first.push(arc);
  }
  const edges = first.length;
  const index = new Flatbush(edges);
  for (const arc of first) {
    const [ax, ay] = [nodePoints[2 * arcTail[arc]!]!, nodePoints[2 * arcTail[arc]! + 1]!];
    const [bx, by] = [nodePoints[2 * arcHead[arc]!]!, nodePoints[2 * arcHead[arc]! + 1]!];
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  const width = String(nodeCount).length + 1;
  const known: Record<string, number> = {
    nodes: nodeCount,
    arcs: arcCount,
    edges,
    points: 2 * edges,
    ids: nodeCount,
    texts: nodeCount,
    textBytes: width * nodeCount,
    indexBytes: index.data.byteLength,
  };
  const counts = Object.fromEntries(layout.COUNTS.map(name => [name, known[name] ?? 0])) as layout.Counts;
  const buffer = new ArrayBuffer(layout.place(counts).byteLength);
  const out = layout.view(buffer, counts);
  out.nodePoints.set(nodePoints);
  out.index.set(new Uint8Array(index.data));
  out.firstOut.set(firstOut);
  out.firstIn.set(roads.firstIn);
  out.inArcs.set(roads.inArcs);
  out.arcTail.set(arcTail);
  out.arcHead.set(arcHead);
  out.arcTimeMs.set(arcTimeMs);
  out.arcEdge.set(edgeOf);
  out.edgeArcs.fill(layout.NONE);
  for (let arc = 0; arc < arcCount; arc++) out.edgeArcs[edgeOf[arc]!] = arc;
  out.edgeName.fill(layout.NONE);
  out.edgeClass.fill(ROAD_CLASSES.indexOf('residential'));
  for (let edge = 0; edge < edges; edge++) {
    const arc = first[edge]!;
    const ends = [arcTail[arc]!, arcHead[arc]!];
    out.edgeFirstPoint[edge] = 2 * edge;
    out.segmentEdge[edge] = edge;
    ends.forEach((node, i) => {
      out.points[4 * edge + 2 * i] = nodePoints[2 * node]!;
      out.points[4 * edge + 2 * i + 1] = nodePoints[2 * node + 1]!;
      out.pointId[2 * edge + i] = node;
    });
    const at = (node: number) => [nodePoints[2 * node]!, nodePoints[2 * node + 1]!] as const;
    out.edgeLengthM[edge] = distance(at(ends[0]!), at(ends[1]!));
  }
  out.edgeFirstPoint[edges] = 2 * edges;
  const text = new TextEncoder();
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let node = 0; node < nodeCount; node++) {
    // Of equal width, so that they are in the order of their nodes as texts too.
    text.encodeInto(`n${String(node).padStart(width - 1, '0')}`, out.textBytes.subarray(width * node));
    out.textStart[node] = width * node;
    out.nodeId[node] = node;
    out.idPlace[node] = node;
    west = Math.min(west, nodePoints[2 * node]!);
    east = Math.max(east, nodePoints[2 * node]!);
    south = Math.min(south, nodePoints[2 * node + 1]!);
    north = Math.max(north, nodePoints[2 * node + 1]!);
  }
  out.textStart[nodeCount] = width * nodeCount;
  const header = new DataView(buffer, 0, layout.HEADER_BYTES);
  new Uint8Array(buffer).set(text.encode(layout.MAGIC), 0);
  header.setUint32(8, layout.VERSION, true);
  layout.COUNTS.forEach((name, i) => {
    header.setUint32(16 + 4 * i, counts[name], true);
  });
  [west, south, east, north].forEach((degrees, i) => {
    header.setFloat64(layout.BOUNDS_AT + 8 * i, degrees, true);
  });
  const hash = layout.hashOf(buffer, sha256);
  new Uint8Array(buffer).set(text.encode(hash.padEnd(layout.HASH_LENGTH)), layout.HASH_AT);
  return buffer;
}
