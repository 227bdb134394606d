import { type Bounds, boundsOf, type LngLat } from '@clarion/measure';
import Flatbush from 'flatbush';
import { hilbert } from './hilbert.ts';
import * as layout from './layout.ts';
import { cleanWay, type Piece, splitWay } from './split.ts';
import { textTable } from './text-table.ts';
import { readTurns, writeSignals } from './turns/build-turns.ts';
import type { Profile } from './turns/turn-costs.ts';
import type { Signals, TurnRuleInput } from './turns/turn-rule.ts';
import type { GraphNodeInput, WayInput } from './way.ts';

export interface BuildOptions {
  /** SHA-256 (or the like, ≤ 64 characters) of bytes, in hexadecimal. */
  readonly digest: (bytes: Uint8Array) => string;
  /** Nodes the graph must have even where no way ends or crosses: those of a node table. */
  readonly nodes?: Iterable<GraphNodeInput>;
  /** What the source says of turns; nothing of them is kept in the graph when this is not given. */
  readonly turns?: TurnInput;
}

export interface TurnInput {
  readonly rules: Iterable<TurnRuleInput>;
  /** Absent when signals are not to be kept. */
  readonly signals?: Signals;
  /** Whose turns are reckoned when a question names no profile; `emergency` when not given. */
  readonly profile?: Profile;
}

export interface BuiltGraph {
  readonly buffer: ArrayBuffer;
  readonly hash: string;
  readonly nodes: number;
  readonly arcs: number;
  /** Rules about turns that are kept. */
  readonly turnRules: number;
  /** Ways left out, by reason: `tooShort` (fewer than two points), `noDirection`; and turn rules (`UnusableTurn`). */
  readonly ignored: Record<string, number>;
}

/**
 * Builds the graph of `ways`, split where a node is used twice or a way ends. The same ways in the same
 * order give the same bytes. Throws on input that its reader should have refused (see `WayInput`).
 */
export function buildGraph(ways: Iterable<WayInput>, options: BuildOptions): BuiltGraph {
  const source = readWays(ways, options.nodes ?? []);
  const pieces: Piece[] = [];
  const edgesOf = new Map<string, number[]>();
  for (const [way, ids] of source.ways) {
    const first = pieces.length;
    pieces.push(...splitWay(way, ids, id => source.uses[id]! > 1));
    if (way.id === undefined || options.turns === undefined) continue;
    const edges = edgesOf.get(way.id) ?? [];
    for (let edge = first; edge < pieces.length; edge++) edges.push(edge);
    edgesOf.set(way.id, edges);
  }

  const order = numberNodes(source.uses, source.at);
  const nodeOf = new Uint32Array(source.uses.length).fill(layout.NONE);
  order.forEach((id, node) => {
    nodeOf[id] = node;
  });
  const arcs = listArcs(pieces, nodeOf);
  const text = textTable(source.ids, pieces);
  const turns = readTurns(options.turns, arcs, {
    nodes: order.length,
    edges: pieces.length,
    edgesOf,
    numbers: source.numbers,
    nodeOf,
  });

  const points = pieces.reduce((sum, piece) => sum + piece.points.length, 0);
  const segments = indexSegments(pieces, points - pieces.length);
  const counts: layout.Counts = {
    nodes: order.length,
    arcs: arcs.length,
    edges: pieces.length,
    points,
    ids: source.ids.length,
    names: text.names.length / 3,
    texts: text.start.length - 1,
    textBytes: text.bytes.length,
    indexBytes: segments?.data.byteLength ?? 0,
    turnRules: turns.rules.length,
    turnArcs: turns.rules.reduce((sum, rule) => sum + rule.length, 0),
    signalArcs: options.turns?.signals ? arcs.length : 0,
  };
  const buffer = new ArrayBuffer(layout.place(counts).byteLength);
  const out = layout.view(buffer, counts);

  order.forEach((id, node) => {
    out.nodePoints.set(source.at[id]!, 2 * node);
    out.nodeId[node] = text.rank[id]!;
  });
  out.idPlace.fill(layout.NONE);
  source.ids.forEach((_, id) => {
    if (nodeOf[id] !== layout.NONE) out.idPlace[text.rank[id]!] = nodeOf[id]!;
  });
  writeEdges(out, pieces, counts.nodes, text.rank, nodeOf);
  writeArcs(out, arcs);
  pieces.forEach((_, edge) => {
    out.edgeName[edge] = text.nameOf[edge]!;
  });
  out.names.set(text.names);
  out.textStart.set(text.start);
  out.textBytes.set(text.bytes);
  if (segments) out.index.set(new Uint8Array(segments.data));
  turns.rules.forEach((rule, i) => {
    out.turnArcs.set(rule, out.firstTurnArc[i]!);
    out.firstTurnArc[i + 1] = out.firstTurnArc[i]! + rule.length;
  });
  if (options.turns?.signals) writeSignals(out, options.turns.signals, source.ids, text.rank);
  const bounds = boundsOf(allPoints(pieces, order, source.at)) ?? [0, 0, 0, 0];
  const hash = writeHeader(buffer, counts, bounds, options);
  const ignored = { ...source.ignored, ...turns.ignored };
  return { buffer, hash, nodes: counts.nodes, arcs: counts.arcs, turnRules: turns.used, ignored };
}

interface Source {
  readonly ways: [WayInput, number[]][];
  readonly ids: string[];
  readonly at: LngLat[];
  /** How often an id is used; way ends and listed nodes count twice, so > 1 is a node of the graph. */
  readonly uses: number[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly ignored: Record<string, number>;
}

function readWays(ways: Iterable<WayInput>, nodes: Iterable<GraphNodeInput>): Source {
  const numbers = new Map<string, number>();
  const source: Source = { ways: [], ids: [], at: [], uses: [], numbers, ignored: {} };
  const use = (id: string, at: LngLat, times: number): number => {
    let number = numbers.get(id);
    if (number === undefined) {
      number = source.ids.length;
      numbers.set(id, number);
      source.ids.push(id);
      source.at.push(at);
      source.uses.push(0);
    }
    source.uses[number]! += times;
    return number;
  };
  for (const node of nodes) use(node.id, node.at, 2);
  for (const raw of ways) {
    const way = cleanWay(raw);
    const last = way.nodes.length - 1;
    const reason = last < 1 ? 'tooShort' : way.forward || way.backward ? undefined : 'noDirection';
    if (reason) {
      source.ignored[reason] = (source.ignored[reason] ?? 0) + 1;
      continue;
    }
    if (way.nodes[0] === '' || way.nodes[last] === '') throw new Error('WayInput: an end without id');
    const ids = way.nodes.map((id, i) =>
      id === '' ? -1 : use(id, way.points[i]!, i === 0 || i === last ? 2 : 1),
    );
    source.ways.push([way, ids]);
  }
  return source;
}

/** The ids that are nodes, ordered along a Hilbert curve; equal places keep the order of the source. */
function numberNodes(uses: readonly number[], at: readonly LngLat[]): number[] {
  const [west, south, east, north] = boundsOf(at) ?? [0, 0, 1, 1];
  const key = at.map(([lng, lat]) =>
    hilbert((lng - west) / (east - west || 1), (lat - south) / (north - south || 1)),
  );
  const nodes: number[] = [];
  uses.forEach((times, id) => {
    if (times > 1) nodes.push(id);
  });
  return nodes.sort((a, b) => key[a]! - key[b]! || a - b);
}

interface Arc {
  readonly tail: number;
  readonly head: number;
  readonly timeMs: number;
  readonly edge: number;
  readonly backward: 0 | 1;
}

/** Arcs sorted by tail, then by the order of the source. */
function listArcs(pieces: readonly Piece[], nodeOf: Uint32Array): Arc[] {
  const arcs: Arc[] = [];
  pieces.forEach((piece, edge) => {
    const first = nodeOf[piece.ids[0]!]!;
    const last = nodeOf[piece.ids[piece.ids.length - 1]!]!;
    const { forwardMs, backwardMs } = piece;
    if (forwardMs !== undefined) arcs.push({ tail: first, head: last, timeMs: forwardMs, edge, backward: 0 });
    if (backwardMs !== undefined)
      arcs.push({ tail: last, head: first, timeMs: backwardMs, edge, backward: 1 });
  });
  return arcs.sort((a, b) => a.tail - b.tail || a.edge - b.edge || a.backward - b.backward);
}

function writeArcs(out: layout.Sections, arcs: readonly Arc[]): void {
  out.edgeArcs.fill(layout.NONE);
  arcs.forEach(({ tail, head, timeMs, edge, backward }, arc) => {
    out.arcTail[arc] = tail;
    out.arcHead[arc] = head;
    out.arcTimeMs[arc] = timeMs;
    out.arcEdge[arc] = 2 * edge + backward;
    out.edgeArcs[2 * edge + backward] = arc;
    out.firstOut[tail + 1]! += 1;
    out.firstIn[head + 1]! += 1;
  });
  for (let n = 1; n < out.firstOut.length; n++) {
    out.firstOut[n]! += out.firstOut[n - 1]!;
    out.firstIn[n]! += out.firstIn[n - 1]!;
  }
  const next = out.firstIn.slice();
  arcs.forEach(({ head }, arc) => {
    out.inArcs[next[head]!++] = arc;
  });
}

function writeEdges(
  out: layout.Sections,
  pieces: readonly Piece[],
  nodes: number,
  rank: Uint32Array,
  nodeOf: Uint32Array,
): void {
  let next = 0;
  pieces.forEach((piece, edge) => {
    out.edgeFirstPoint[edge] = next;
    out.edgeLengthM[edge] = piece.lengthM;
    out.edgeClass[edge] = piece.roadClass;
    out.edgeFlags[edge] = piece.roundabout ? 1 : 0;
    piece.points.forEach((at, i) => {
      out.points.set(at, 2 * next);
      const id = piece.ids[i]!;
      out.pointId[next] = id < 0 ? layout.NONE : rank[id]!;
      if (id >= 0 && nodeOf[id] === layout.NONE) out.idPlace[rank[id]!] = nodes + next;
      if (i > 0) out.segmentEdge[next - edge - 1] = edge;
      next++;
    });
  });
  out.edgeFirstPoint[pieces.length] = next;
}

function indexSegments(pieces: readonly Piece[], count: number): Flatbush | undefined {
  if (count === 0) return undefined;
  const index = new Flatbush(count);
  for (const { points } of pieces) {
    for (let i = 1; i < points.length; i++) {
      const [[x0, y0], [x1, y1]] = [points[i - 1]!, points[i]!];
      index.add(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
    }
  }
  index.finish();
  return index;
}

function* allPoints(
  pieces: readonly Piece[],
  nodes: readonly number[],
  at: readonly LngLat[],
): Iterable<LngLat> {
  for (const piece of pieces) yield* piece.points;
  for (const id of nodes) yield at[id]!;
}

function writeHeader(
  buffer: ArrayBuffer,
  counts: layout.Counts,
  bounds: Bounds,
  { digest, turns }: BuildOptions,
): string {
  const header = new DataView(buffer, 0, layout.HEADER_BYTES);
  const text = new TextEncoder();
  new Uint8Array(buffer).set(text.encode(layout.MAGIC), 0);
  header.setUint32(8, layout.VERSION, true);
  const kept = turns ? 1 + (turns.signals ? 2 : 0) + (turns.profile === 'strict' ? 4 : 0) : 0;
  header.setUint32(layout.TURNS_AT, kept, true);
  layout.COUNTS.forEach((name, i) => {
    header.setUint32(16 + 4 * i, counts[name], true);
  });
  bounds.forEach((degrees, i) => {
    header.setFloat64(layout.BOUNDS_AT + 8 * i, degrees, true);
  });
  const hash = layout.hashOf(buffer, digest);
  if (hash.length > layout.HASH_LENGTH) throw new Error('digest: at most 64 characters');
  new Uint8Array(buffer).set(text.encode(hash.padEnd(layout.HASH_LENGTH)), layout.HASH_AT);
  return hash;
}
