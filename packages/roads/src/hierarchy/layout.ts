/** How a hierarchy lies in its one buffer: a header of 128 bytes, then the sections in the order given here. */

export const MAGIC = 'CLARRANK';
export const VERSION = 1;
export const HEADER_BYTES = 128;
/** The hash of the graph that it was made for. */
export const GRAPH_HASH_AT = 64;
export const GRAPH_HASH_LENGTH = 64;

/** In the order in which they stand in the header from byte 16. */
export const COUNTS = ['nodes', 'arcs', 'links'] as const;
export type Counts = Record<(typeof COUNTS)[number], number>;

const SECTIONS = {
  rankOf: c => c.nodes,
  nodeAt: c => c.nodes,
  parent: c => c.nodes,
  firstBelow: c => c.nodes,
  firstUp: c => c.nodes + 1,
  firstDown: c => c.nodes + 1,
  upHead: c => c.links,
  upTail: c => c.links,
  downLink: c => c.links,
  linkOf: c => c.arcs,
  firstArc: c => 2 * c.links + 1,
  arcsOf: c => c.arcs,
} as const satisfies Record<string, (counts: Counts) => number>;
export type SectionName = keyof typeof SECTIONS;
export type Sections = { readonly [N in SectionName]: Int32Array };

/** Length in bytes of a hierarchy with these counts. */
export function byteLengthOf(counts: Counts): number {
  return Object.values(SECTIONS).reduce((sum, size) => sum + 4 * size(counts), HEADER_BYTES);
}

/** Views of a buffer that has the length `byteLengthOf(counts)`. */
export function view(buffer: ArrayBufferLike, counts: Counts): Sections {
  const views: Record<string, Int32Array> = {};
  let at = HEADER_BYTES;
  for (const [name, size] of Object.entries(SECTIONS)) {
    views[name] = new Int32Array(buffer, at, size(counts));
    at += 4 * size(counts);
  }
  return views as unknown as Sections;
}
