import { fail, ok, type Result } from '@clarion/measure';
import * as layout from './layout.ts';

/**
 * The frame of a customisable contraction hierarchy, without times: read-only views of one buffer that
 * workers can share. Nodes are named by their rank: 0 is put away first, and those put away below rank v
 * (its subtree) are firstBelow[v] … v. A link joins two ranks that are a street apart or become so when
 * lower ranks are put away; it stands with its lower end, which it is sorted by.
 */
export interface Hierarchy {
  readonly buffer: ArrayBufferLike;
  readonly nodeCount: number;
  readonly arcCount: number;
  readonly linkCount: number;
  /** the hash of the graph that it was made for; '' when that had none */
  readonly graphHash: string;
  readonly rankOf: Int32Array;
  readonly nodeAt: Int32Array;
  /** the lowest higher rank that v is linked with; nodeCount at a top */
  readonly parent: Int32Array;
  readonly firstBelow: Int32Array;
  /** links of v to higher ranks: firstUp[v] … firstUp[v+1]-1, ascending by upHead */
  readonly firstUp: Int32Array;
  readonly upHead: Int32Array;
  /** the lower end of each link */
  readonly upTail: Int32Array;
  /** links of v to lower ranks: downLink[firstDown[v]] …, ascending by rank */
  readonly firstDown: Int32Array;
  readonly downLink: Int32Array;
  /** of each arc of the graph, 2 × its link + 1 where it goes from the higher to the lower rank; -1 for a loop */
  readonly linkOf: Int32Array;
  /** the arcs of each link: arcsOf[firstArc[2l]] … up, then from firstArc[2l+1] … down */
  readonly firstArc: Int32Array;
  readonly arcsOf: Int32Array;
}

export type HierarchyFault =
  | { readonly code: 'notAHierarchy' }
  | { readonly code: 'wrongHierarchyVersion'; readonly found: number; readonly wanted: number }
  | { readonly code: 'hierarchyCutShort'; readonly bytes: number; readonly wanted: number }
  | { readonly code: 'hierarchyOfAnotherGraph'; readonly found: string; readonly wanted: string };

/**
 * Opens a hierarchy in place, for the graph that it was made for (told by counts and, where the graph has
 * one, hash). The content is not checked: a reader that took it from a file checks the file's own digest.
 */
export function openHierarchy(
  buffer: ArrayBufferLike,
  graph: { readonly nodeCount: number; readonly arcCount: number; readonly hash?: string },
): Result<Hierarchy, HierarchyFault> {
  const magic = layout.MAGIC;
  const start = new Uint8Array(buffer, 0, Math.min(magic.length, buffer.byteLength));
  if (String.fromCharCode(...start) !== magic) return fail({ code: 'notAHierarchy' });
  if (buffer.byteLength < layout.HEADER_BYTES) {
    return fail({ code: 'hierarchyCutShort', bytes: buffer.byteLength, wanted: layout.HEADER_BYTES });
  }
  const header = new DataView(buffer, 0, layout.HEADER_BYTES);
  const found = header.getUint32(8, true);
  if (found !== layout.VERSION) {
    return fail({ code: 'wrongHierarchyVersion', found, wanted: layout.VERSION });
  }
  const counts = {} as layout.Counts;
  layout.COUNTS.forEach((name, i) => {
    counts[name] = header.getUint32(16 + 4 * i, true);
  });
  const wanted = layout.byteLengthOf(counts);
  if (buffer.byteLength !== wanted) {
    return fail({ code: 'hierarchyCutShort', bytes: buffer.byteLength, wanted });
  }
  const hashBytes = new Uint8Array(buffer, layout.GRAPH_HASH_AT, layout.GRAPH_HASH_LENGTH);
  const graphHash = String.fromCharCode(...hashBytes).trimEnd();
  const isSame =
    counts.nodes === graph.nodeCount &&
    counts.arcs === graph.arcCount &&
    (graph.hash === undefined || graph.hash === graphHash);
  if (!isSame) {
    return fail({ code: 'hierarchyOfAnotherGraph', found: graphHash, wanted: graph.hash ?? '' });
  }
  return ok({
    ...layout.view(buffer, counts),
    buffer,
    nodeCount: counts.nodes,
    arcCount: counts.arcs,
    linkCount: counts.links,
    graphHash,
  });
}

/** The link between two ranks, `low` < `high`; -1 when there is none. */
export function findLink({ firstUp, upHead }: Hierarchy, low: number, high: number): number {
  let from = firstUp[low]!;
  let to = firstUp[low + 1]!;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (upHead[middle]! < high) from = middle + 1;
    else to = middle;
  }
  return from < firstUp[low + 1]! && upHead[from] === high ? from : -1;
}

/** Whether `low` is `high` or was put away below it. */
export function isBelow({ firstBelow }: Hierarchy, low: number, high: number): boolean {
  return low <= high && low >= firstBelow[high]!;
}
