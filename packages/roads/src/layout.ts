/** How a graph lies in its one buffer. Header (256 bytes), then the sections in the order given here. */

export const MAGIC = 'CLARROAD';
export const VERSION = 1;
export const HEADER_BYTES = 256;
/** What was read of turns, as bits: 1 the rules, 2 the signals; 4: who asks without a profile may break no rule. */
export const TURNS_AT = 12;
/** The header up to here is part of what the hash covers. */
export const HASH_AT = 192;
export const HASH_LENGTH = 64;
export const BOUNDS_AT = 64;
export const NONE = 0xffffffff;

/** Everything that decides the sizes of the sections, in the order it stands in the header from byte 16. */
export const COUNTS = [
  'nodes',
  'arcs',
  'edges',
  'points',
  'ids',
  'names',
  'texts',
  'textBytes',
  'indexBytes',
  'turnRules',
  'turnArcs',
  'signalArcs',
] as const;
export type Counts = Record<(typeof COUNTS)[number], number>;

type Kind = 'f64' | 'u32' | 'u8';
const WIDTH: Record<Kind, number> = { f64: 8, u32: 4, u8: 1 };

const SECTIONS = {
  /** lng, lat of each node */
  nodePoints: ['f64', c => 2 * c.nodes],
  /** lng, lat of each point of each edge, ends included */
  points: ['f64', c => 2 * c.points],
  edgeLengthM: ['f64', c => c.edges],
  /** the spatial index of the segments (flatbush's own layout) */
  index: ['u8', c => c.indexBytes],
  /** arcs are sorted by tail: those of node n are firstOut[n] … firstOut[n+1]-1 */
  firstOut: ['u32', c => c.nodes + 1],
  /** inArcs[firstIn[n] … firstIn[n+1]-1] are the arcs that end at n */
  firstIn: ['u32', c => c.nodes + 1],
  inArcs: ['u32', c => c.arcs],
  arcTail: ['u32', c => c.arcs],
  arcHead: ['u32', c => c.arcs],
  arcTimeMs: ['u32', c => c.arcs],
  /** edge * 2, + 1 where the arc runs against the order of the edge's points */
  arcEdge: ['u32', c => c.arcs],
  /** the arc along and the arc against each edge; NONE where there is none */
  edgeArcs: ['u32', c => 2 * c.edges],
  edgeFirstPoint: ['u32', c => c.edges + 1],
  edgeName: ['u32', c => c.edges],
  /** the edge of each segment; segment s of edge e starts at point s + e */
  segmentEdge: ['u32', c => c.points - c.edges],
  /** the id of each point; NONE for a bend without one */
  pointId: ['u32', c => c.points],
  nodeId: ['u32', c => c.nodes],
  /** where each id is: a node, or nodes + point for a point along an edge */
  idPlace: ['u32', c => c.ids],
  /** en, zh, local as texts; NONE where there is none */
  names: ['u32', c => 3 * c.names],
  /** texts 0 … ids-1 are the source ids in code-unit order */
  textStart: ['u32', c => c.texts + 1],
  edgeClass: ['u8', c => c.edges],
  /** bit 0: roundabout */
  edgeFlags: ['u8', c => c.edges],
  textBytes: ['u8', c => c.textBytes],
  /** forbidden turns: the arcs that may not be driven one after the other are turnArcs[firstTurnArc[r]] … */
  firstTurnArc: ['u32', c => (c.turnRules > 0 ? c.turnRules + 1 : 0)],
  turnArcs: ['u32', c => c.turnArcs],
  /** 1: a traffic signal stands on the arc or at its head; empty where no signals were read */
  arcSignal: ['u8', c => c.signalArcs],
} as const satisfies Record<string, readonly [Kind, (counts: Counts) => number]>;

export type SectionName = keyof typeof SECTIONS;
type ArrayOf<K extends Kind> = K extends 'f64' ? Float64Array : K extends 'u32' ? Uint32Array : Uint8Array;
export type Sections = { readonly [N in SectionName]: ArrayOf<(typeof SECTIONS)[N][0]> };

/** Byte offset of each section and of the end, every section on a multiple of 8. */
export function place(counts: Counts): { at: Record<SectionName, number>; byteLength: number } {
  const at = {} as Record<SectionName, number>;
  let next = HEADER_BYTES;
  for (const name of Object.keys(SECTIONS) as SectionName[]) {
    at[name] = next;
    const [kind, size] = SECTIONS[name];
    next += Math.ceil((WIDTH[kind] * size(counts)) / 8) * 8;
  }
  return { at, byteLength: next };
}

/** Typed-array views of a buffer that has the length `place(counts)` asks for. */
export function view(buffer: ArrayBufferLike, counts: Counts): Sections {
  const { at } = place(counts);
  const views: Record<string, Float64Array | Uint32Array | Uint8Array> = {};
  for (const name of Object.keys(SECTIONS) as SectionName[]) {
    const [kind, size] = SECTIONS[name];
    const [start, length] = [at[name], size(counts)];
    if (kind === 'f64') views[name] = new Float64Array(buffer, start, length);
    else if (kind === 'u32') views[name] = new Uint32Array(buffer, start, length);
    else views[name] = new Uint8Array(buffer, start, length);
  }
  return views as unknown as Sections;
}

/**
 * The hash of a buffer: digest(header to HASH_AT ‖ digest(everything after the header)), so that the
 * counts are covered without copying the sections.
 */
export function hashOf(buffer: ArrayBufferLike, digest: (bytes: Uint8Array) => string): string {
  const body = digest(new Uint8Array(buffer, HEADER_BYTES));
  const head = new Uint8Array(HASH_AT + body.length);
  head.set(new Uint8Array(buffer, 0, HASH_AT));
  head.set(new TextEncoder().encode(body), HASH_AT);
  return digest(head);
}
