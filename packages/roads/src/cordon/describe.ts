import type { LngLat } from '@clarion/measure';
import { arcNames, nodeAt, nodeIdOf, type RoadGraph } from '../graph.ts';
import type { RoadNames } from '../way.ts';
import type { BarrierSide } from './barriers.ts';
import { arcsOfEdges } from './inside.ts';
import type { RoadGroup } from './road-group.ts';
import type { Exit } from './ways-out.ts';

/** An arc from one road point to another, by their source ids. */
export interface CordonArc {
  readonly arc: number;
  readonly from: string;
  readonly to: string;
  readonly names: RoadNames | undefined;
}

/** A road point to hold: nobody who comes from the outside passes it by the closed arcs. */
export interface CordonPoint {
  readonly node: number;
  /** source id of the node */
  readonly id: string;
  readonly at: LngLat;
  readonly closes: readonly CordonArc[];
  /** names of all streets that meet here, each once */
  readonly streets: readonly RoadNames[];
}

export interface CordonExit {
  readonly node: number;
  readonly id: string;
  readonly at: LngLat;
  /** place among the cordon's points; undefined for a way out that passes none */
  readonly point: number | undefined;
  /** The outside is reached from here over closed arcs alone: those who come from the area are let on. */
  readonly isLetThrough: boolean;
  readonly arcs: readonly CordonArc[];
}

/** Joined roads of the area. */
export interface CordonPart {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly at: LngLat;
  readonly streets: readonly RoadNames[];
}

export function describePoint(
  graph: RoadGraph,
  node: number,
  closed: readonly number[],
  side: BarrierSide,
): CordonPoint {
  const end = side === 'inner' ? graph.arcTail : graph.arcHead;
  return {
    node,
    id: nodeIdOf(graph, node),
    at: nodeAt(graph, node),
    closes: closed.filter(arc => end[arc] === node).map(arc => describeArc(graph, arc)),
    streets: streetsOf(graph, arcsAt(graph, node)),
  };
}

function arcsAt(graph: RoadGraph, node: number): number[] {
  const arcs: number[] = [];
  for (let arc = graph.firstOut[node]!; arc < graph.firstOut[node + 1]!; arc++) arcs.push(arc);
  for (let i = graph.firstIn[node]!; i < graph.firstIn[node + 1]!; i++) arcs.push(graph.inArcs[i]!);
  return arcs;
}

export function describeArc(graph: RoadGraph, arc: number): CordonArc {
  return {
    arc,
    from: nodeIdOf(graph, graph.arcTail[arc]!),
    to: nodeIdOf(graph, graph.arcHead[arc]!),
    names: arcNames(graph, arc),
  };
}

function streetsOf(graph: RoadGraph, arcs: readonly number[]): RoadNames[] {
  const firstOf = new Map<number, number>();
  for (const arc of arcs) {
    const name = graph.edgeName[graph.arcEdge[arc]! >>> 1]!;
    if (!firstOf.has(name)) firstOf.set(name, arc);
  }
  return [...firstOf.values()].map(arc => arcNames(graph, arc)).filter(names => names !== undefined);
}

export function describeExit(
  graph: RoadGraph,
  { node, isPoint, isLetThrough, arcs }: Exit,
  points: readonly number[],
): CordonExit {
  return {
    node,
    id: nodeIdOf(graph, node),
    at: nodeAt(graph, node),
    point: isPoint ? points.indexOf(node) : undefined,
    isLetThrough,
    arcs: arcs.map(arc => describeArc(graph, arc)),
  };
}

export function describePart(graph: RoadGraph, { nodes, edges }: RoadGroup): CordonPart {
  return {
    nodes,
    edges,
    at: nodes.length > 0 ? nodeAt(graph, nodes[0]!) : midOf(graph, edges[0]!),
    streets: streetsOf(graph, arcsOfEdges(graph, edges)),
  };
}

function midOf(graph: RoadGraph, edge: number): LngLat {
  const point = (graph.edgeFirstPoint[edge]! + graph.edgeFirstPoint[edge + 1]! - 1) >> 1;
  return [graph.points[2 * point]!, graph.points[2 * point + 1]!];
}
