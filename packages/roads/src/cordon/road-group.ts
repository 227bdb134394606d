import type { RoadArcs } from '../road-arcs.ts';

/** Nodes and edges that hang together, whichever way they are driven. Both ascending. */
export interface RoadGroup {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

/**
 * Groups of joined nodes and edges, the largest first: an edge joins those of its ends that are among the nodes. An edge
 * with no end among them is a group of its own.
 */
export function groupRoads(
  graph: RoadArcs,
  arcsOf: (edge: number) => readonly number[],
  nodes: readonly number[],
  edges: readonly number[],
): RoadGroup[] {
  const chief = new Map(nodes.map(node => [node, node]));
  const chiefOf = (node: number): number => {
    let at = node;
    for (let up = chief.get(at)!; up !== at; up = chief.get(at)!) {
      chief.set(at, chief.get(up)!);
      at = up;
    }
    return at;
  };
  const endsOf = (edge: number) => {
    const arc = arcsOf(edge)[0]!;
    return [graph.arcTail[arc]!, graph.arcHead[arc]!].filter(end => chief.has(end));
  };
  for (const edge of edges) {
    const [a, b] = endsOf(edge);
    if (a !== undefined && b !== undefined) chief.set(chiefOf(a), chiefOf(b));
  }
  const groups = new Map<number, { nodes: number[]; edges: number[] }>();
  const lone: { nodes: number[]; edges: number[] }[] = [];
  for (const node of nodes) {
    const group = groups.get(chiefOf(node));
    if (group) group.nodes.push(node);
    else groups.set(chiefOf(node), { nodes: [node], edges: [] });
  }
  for (const edge of edges) {
    const end = endsOf(edge)[0];
    if (end === undefined) lone.push({ nodes: [], edges: [edge] });
    else groups.get(chiefOf(end))!.edges.push(edge);
  }
  return [...groups.values(), ...lone].sort(
    (a, b) => b.nodes.length - a.nodes.length || b.edges.length - a.edges.length,
  );
}
