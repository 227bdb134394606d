import type { Bounds, LngLat, Result } from '@clarion/measure';
import { fail, ok } from '@clarion/measure';
import Flatbush from 'flatbush';
import * as layout from './layout.ts';
import type { Profile } from './turns/turn-costs.ts';
import { ROAD_CLASSES, type RoadClass, type RoadNames } from './way.ts';

/** A finished road graph: read-only views of one buffer, shareable between workers. */
export interface RoadGraph extends layout.Sections {
  readonly buffer: ArrayBufferLike;
  readonly nodeCount: number;
  readonly arcCount: number;
  readonly edgeCount: number;
  readonly idCount: number;
  readonly hash: string;
  /** All zero when the graph is empty. */
  readonly bounds: Bounds;
  /** What is known of turns: nothing unless it was asked for when the graph was built. */
  readonly turnData: TurnData;
  /** Segments of edges by place; undefined when there are none. */
  readonly segments: Flatbush | undefined;
}

export interface TurnData {
  readonly rules: boolean;
  readonly signals: boolean;
  /** whose turns are reckoned when a question names no profile */
  readonly profile: Profile;
}

export type GraphFault =
  | { readonly code: 'notAGraph' }
  | { readonly code: 'wrongGraphVersion'; readonly found: number; readonly wanted: number }
  | { readonly code: 'graphCutShort'; readonly bytes: number; readonly wanted: number }
  | { readonly code: 'graphDamaged' };

/**
 * Opens a graph in place: nothing is parsed or copied.
 * @param digest the one it was built with; when given, the whole content is checked against the hash.
 *   Without it only magic, version and size are (for buffers that this process has already checked).
 */
export function openGraph(
  buffer: ArrayBuffer | SharedArrayBuffer,
  digest?: (bytes: Uint8Array) => string,
): Result<RoadGraph, GraphFault> {
  const magic = layout.MAGIC;
  const start = new Uint8Array(buffer, 0, Math.min(magic.length, buffer.byteLength));
  if (String.fromCharCode(...start) !== magic) return fail({ code: 'notAGraph' });
  if (buffer.byteLength < layout.HEADER_BYTES) {
    return fail({ code: 'graphCutShort', bytes: buffer.byteLength, wanted: layout.HEADER_BYTES });
  }
  const header = new DataView(buffer, 0, layout.HEADER_BYTES);
  const found = header.getUint32(8, true);
  if (found !== layout.VERSION) return fail({ code: 'wrongGraphVersion', found, wanted: layout.VERSION });
  const counts = {} as layout.Counts;
  layout.COUNTS.forEach((name, i) => {
    counts[name] = header.getUint32(16 + 4 * i, true);
  });
  const isShort =
    counts.points < counts.edges || (counts.signalArcs !== 0 && counts.signalArcs !== counts.arcs);
  if (isShort) return fail({ code: 'graphDamaged' });
  const wanted = layout.place(counts).byteLength;
  if (buffer.byteLength < wanted) return fail({ code: 'graphCutShort', bytes: buffer.byteLength, wanted });
  if (buffer.byteLength > wanted) return fail({ code: 'graphDamaged' });
  const hash = String.fromCharCode(...new Uint8Array(buffer, layout.HASH_AT, layout.HASH_LENGTH)).trimEnd();
  if (digest && layout.hashOf(buffer, digest) !== hash) return fail({ code: 'graphDamaged' });

  const turns = header.getUint32(layout.TURNS_AT, true);
  const degrees = (i: number) => header.getFloat64(layout.BOUNDS_AT + 8 * i, true);
  return ok({
    ...layout.view(buffer, counts),
    buffer,
    nodeCount: counts.nodes,
    arcCount: counts.arcs,
    edgeCount: counts.edges,
    idCount: counts.ids,
    hash,
    bounds: [degrees(0), degrees(1), degrees(2), degrees(3)],
    turnData: {
      rules: (turns & 1) !== 0,
      signals: (turns & 2) !== 0,
      profile: (turns & 4) !== 0 ? 'strict' : 'emergency',
    },
    segments: counts.indexBytes === 0 ? undefined : Flatbush.from(buffer, layout.place(counts).at.index),
  });
}

export function nodeAt(graph: RoadGraph, node: number): LngLat {
  return [graph.nodePoints[2 * node]!, graph.nodePoints[2 * node + 1]!];
}

/** The points of an arc in the direction of travel, ends included. */
export function arcPoints(graph: RoadGraph, arc: number): LngLat[] {
  const edge = graph.arcEdge[arc]! >>> 1;
  const points: LngLat[] = [];
  for (let p = graph.edgeFirstPoint[edge]!; p < graph.edgeFirstPoint[edge + 1]!; p++) {
    points.push([graph.points[2 * p]!, graph.points[2 * p + 1]!]);
  }
  return isBackward(graph, arc) ? points.reverse() : points;
}

/** Whether the arc runs against the order of its edge's points. */
export function isBackward(graph: RoadGraph, arc: number): boolean {
  return (graph.arcEdge[arc]! & 1) === 1;
}

export function arcLengthM(graph: RoadGraph, arc: number): number {
  return graph.edgeLengthM[graph.arcEdge[arc]! >>> 1]!;
}

export function arcClass(graph: RoadGraph, arc: number): RoadClass {
  return ROAD_CLASSES[graph.edgeClass[graph.arcEdge[arc]! >>> 1]!] ?? 'other';
}

export function arcNames(graph: RoadGraph, arc: number): RoadNames | undefined {
  const name = graph.edgeName[graph.arcEdge[arc]! >>> 1]!;
  if (name === layout.NONE) return undefined;
  const names: { en?: string; zh?: string; local?: string } = {};
  (['en', 'zh', 'local'] as const).forEach((key, i) => {
    const text = graph.names[3 * name + i]!;
    if (text !== layout.NONE) names[key] = textAt(graph, text);
  });
  return names;
}

/** The source id of a node. */
export function nodeIdOf(graph: RoadGraph, node: number): string {
  return textAt(graph, graph.nodeId[node]!);
}

const utf8 = new TextDecoder();
export function textAt(graph: RoadGraph, text: number): string {
  // A SharedArrayBuffer's view must be copied before TextDecoder takes it.
  return utf8.decode(graph.textBytes.slice(graph.textStart[text]!, graph.textStart[text + 1]!));
}
