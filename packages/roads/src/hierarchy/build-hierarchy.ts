import type { RoadArcs } from '../road-arcs.ts';
import type { Hierarchy } from './hierarchy.ts';
import * as layout from './layout.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';
import { orderNodes } from './order.ts';

export interface HierarchyOptions {
  /** From `orderNodes`; reckoned when not given. */
  readonly order?: Uint32Array;
  /** The graph's hash, kept in the hierarchy so that it is never used with another graph. */
  readonly graphHash?: string;
  /** Where the hierarchy is put: a SharedArrayBuffer when workers are to see it too. */
  readonly allocate?: (bytes: number) => ArrayBufferLike;
}

/**
 * Puts the nodes away in order, linking the higher neighbours of each with each other, and lays out the
 * result. Ranks are the order turned into a post-order of the elimination tree: every subtree is then one
 * stretch of ranks, and near in memory. The same graph and order give the same bytes.
 */
export function buildHierarchy(roads: RoadArcs, options: HierarchyOptions = {}): Hierarchy {
  const { nodeCount, arcCount, arcTail, arcHead } = roads;
  const order = postOrder(neighboursOf(nodeCount, arcTail, arcHead), options.order ?? orderNodes(roads));
  const rankOf = new Int32Array(nodeCount);
  order.forEach((node, rank) => {
    rankOf[node] = rank;
  });
  const tails = Int32Array.from(arcTail, node => rankOf[node]!);
  const heads = Int32Array.from(arcHead, node => rankOf[node]!);
  const { firstUp, upHead } = fill(neighboursOf(nodeCount, tails, heads));
  const counts: layout.Counts = { nodes: nodeCount, arcs: arcCount, links: upHead.length };
  const buffer = (options.allocate ?? (bytes => new ArrayBuffer(bytes)))(layout.byteLengthOf(counts));
  const out = layout.view(buffer, counts);
  out.rankOf.set(rankOf);
  out.nodeAt.set(order);
  out.firstUp.set(firstUp);
  out.upHead.set(upHead);
  writeTree(out, nodeCount);
  writeDown(out, counts);
  writeArcs(out, tails, heads, counts);
  const graphHash = options.graphHash ?? '';
  writeHeader(buffer, counts, graphHash);
  return { ...out, buffer, nodeCount, arcCount, linkCount: counts.links, graphHash };
}

/** The order as a post-order of its elimination tree, siblings as they were. */
function postOrder({ count, first, to }: Neighbours, order: Uint32Array): Int32Array {
  if (order.length !== count) throw new Error('order: not one place for each node');
  const place = new Int32Array(count).fill(-1);
  order.forEach((node, i) => {
    if (place[node] !== -1) throw new Error('order: a node twice');
    place[node] = i;
  });
  // Liu's algorithm: the parent of a node is the next place that its subtree is joined to.
  const parent = new Int32Array(count).fill(-1);
  const above = new Int32Array(count).fill(-1);
  for (let i = 0; i < count; i++) {
    const node = order[i]!;
    for (let e = first[node]!; e < first[node + 1]!; e++) {
      let below = place[to[e]!]!;
      while (below < i && below !== -1) {
        const next = above[below]!;
        above[below] = i;
        if (next === -1) parent[below] = i;
        below = next;
      }
    }
  }
  // Every parent stands after its children: sizes add up forwards, places are handed out backwards.
  const size = new Int32Array(count).fill(1);
  for (let i = 0; i < count; i++) if (parent[i] !== -1) size[parent[i]!]! += size[i]!;
  const end = new Int32Array(count);
  const sorted = new Int32Array(count);
  let free = count;
  for (let i = count - 1; i >= 0; i--) {
    const above = parent[i]!;
    const mine = above === -1 ? free : end[above]!;
    if (above === -1) free -= size[i]!;
    else end[above]! -= size[i]!;
    end[i] = mine - 1;
    sorted[mine - 1] = order[i]!;
  }
  return sorted;
}

/** The links that arise: a rank hands its higher neighbours on to the lowest of them. */
function fill({ count, first, to }: Neighbours): { firstUp: Int32Array; upHead: Int32Array } {
  const firstUp = new Int32Array(count + 1);
  let upHead = new Int32Array(Math.max(16, 2 * to.length));
  const firstChild = new Int32Array(count).fill(-1);
  const nextChild = new Int32Array(count).fill(-1);
  const seen = new Int32Array(count).fill(-1);
  for (let v = 0, size = 0; v < count; v++) {
    if (upHead.length < size + count - v) {
      const wider = new Int32Array(Math.max(2 * upHead.length, size + count - v));
      wider.set(upHead.subarray(0, size));
      upHead = wider;
    }
    const start = size;
    seen[v] = v;
    const take = (w: number) => {
      if (w <= v || seen[w] === v) return;
      seen[w] = v;
      upHead[size++] = w;
    };
    for (let e = first[v]!; e < first[v + 1]!; e++) take(to[e]!);
    for (let child = firstChild[v]!; child !== -1; child = nextChild[child]!) {
      for (let e = firstUp[child]!; e < firstUp[child + 1]!; e++) take(upHead[e]!);
    }
    upHead.subarray(start, size).sort();
    firstUp[v + 1] = size;
    if (size === start) continue;
    const parent = upHead[start]!;
    nextChild[v] = firstChild[parent]!;
    firstChild[parent] = v;
  }
  return { firstUp, upHead: upHead.slice(0, firstUp[count]!) };
}

function writeTree({ firstUp, upHead, upTail, parent, firstBelow }: layout.Sections, nodes: number): void {
  for (let v = 0; v < nodes; v++) firstBelow[v] = v;
  for (let v = 0; v < nodes; v++) {
    upTail.fill(v, firstUp[v]!, firstUp[v + 1]!);
    const above = firstUp[v] === firstUp[v + 1] ? nodes : upHead[firstUp[v]!]!;
    parent[v] = above;
    if (above < nodes) firstBelow[above] = Math.min(firstBelow[above]!, firstBelow[v]!);
  }
}

function writeDown({ firstDown, downLink, upHead }: layout.Sections, { nodes, links }: layout.Counts): void {
  for (let l = 0; l < links; l++) firstDown[upHead[l]! + 1]! += 1;
  for (let v = 0; v < nodes; v++) firstDown[v + 1]! += firstDown[v]!;
  const next = firstDown.slice();
  for (let l = 0; l < links; l++) {
    downLink[next[upHead[l]!]!] = l;
    next[upHead[l]!]! += 1;
  }
}

function writeArcs(
  out: layout.Sections,
  tails: Int32Array,
  heads: Int32Array,
  { arcs, links }: layout.Counts,
): void {
  const { firstUp, upHead, linkOf, firstArc, arcsOf } = out;
  for (let arc = 0; arc < arcs; arc++) {
    const [tail, head] = [tails[arc]!, heads[arc]!];
    if (tail === head) {
      linkOf[arc] = -1;
      continue;
    }
    const high = Math.max(tail, head);
    let link = firstUp[Math.min(tail, head)]!;
    while (upHead[link] !== high) link++;
    linkOf[arc] = 2 * link + (tail < head ? 0 : 1);
    firstArc[linkOf[arc]! + 1]! += 1;
  }
  for (let l = 0; l < 2 * links; l++) firstArc[l + 1]! += firstArc[l]!;
  const next = firstArc.slice();
  for (let arc = 0; arc < arcs; arc++) {
    const at = linkOf[arc]!;
    if (at === -1) continue;
    arcsOf[next[at]!] = arc;
    next[at]! += 1;
  }
}

function writeHeader(buffer: ArrayBufferLike, counts: layout.Counts, graphHash: string): void {
  const header = new DataView(buffer, 0, layout.HEADER_BYTES);
  const bytes = new Uint8Array(buffer);
  const text = new TextEncoder();
  if (graphHash.length > layout.GRAPH_HASH_LENGTH) throw new Error('graphHash: at most 64 characters');
  bytes.set(text.encode(layout.MAGIC), 0);
  header.setUint32(8, layout.VERSION, true);
  layout.COUNTS.forEach((name, i) => {
    header.setUint32(16 + 4 * i, counts[name], true);
  });
  bytes.set(text.encode(graphHash.padEnd(layout.GRAPH_HASH_LENGTH)), layout.GRAPH_HASH_AT);
}
