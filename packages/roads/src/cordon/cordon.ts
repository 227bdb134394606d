import { bearing, fail, type LngLat, ok, type Result } from '@clarion/measure';
import type { Closures } from '../closures.ts';
import { nodeAt, type RoadGraph } from '../graph.ts';
import { type AreaFault, type HazardArea, shapeOf } from './area.ts';
import { type BarrierSide, barriers } from './barriers.ts';
import {
  type CordonArc,
  type CordonExit,
  type CordonPart,
  type CordonPoint,
  describeArc,
  describeExit,
  describePart,
  describePoint,
} from './describe.ts';
import { type Field, fieldOf, OUTSIDE } from './field.ts';
import { arcsOfEdges, findInside, type Inside } from './inside.ts';
import { type CordonVariant, smallestCut } from './point-flow.ts';
import type { Shape } from './shape.ts';
import { type WaysOut, waysOut } from './ways-out.ts';

export interface CordonQuestion {
  readonly area: HazardArea;
  /** Streets that are closed already. */
  readonly closures?: Closures | undefined;
  /**
   * Nodes further than this from the area's edge are outside; points lie nearer. Without it, the diameter of
   * the area (1 km around a place is closed off within 3 km), and where that gives no answer, other powers of two of it.
   */
  readonly outsideAtM?: number | undefined;
  /** nearest when not given */
  readonly variant?: CordonVariant | undefined;
}

export interface Cordon {
  readonly variant: CordonVariant;
  readonly outsideAtM: number;
  /** clockwise from the north, as seen from the middle of the area; none when nothing drives in anyway */
  readonly points: readonly CordonPoint[];
  readonly inside: Inside;
  readonly side: BarrierSide;
  /** arcs that the points close, ascending */
  readonly barriers: readonly number[];
  readonly exits: readonly CordonExit[];
  /** the largest first; `exits` are places in the cordon's exits */
  readonly parts: readonly (CordonPart & { readonly exits: readonly number[] })[];
  /** parts that the streets as they are lead nobody out of, cordon or none */
  readonly trapped: readonly CordonPart[];
  /** The map ends before the outside begins on some side: roads that lead in from there are not known. */
  readonly reachesMapEdge: boolean;
}

export type CordonFault =
  | AreaFault
  | { readonly code: 'distanceUnfit'; readonly outsideAtM: number }
  | { readonly code: 'areaOffMap' }
  | { readonly code: 'areaWithoutRoads' }
  | { readonly code: 'areaHoldsEverything' }
  /** no node of the map is that far away */
  | { readonly code: 'nothingOutside'; readonly outsideAtM: number }
  /** roads that lead from the outside straight into the area: there is no point to hold between */
  | {
      readonly code: 'areaTouchesOutside';
      readonly outsideAtM: number;
      readonly roads: readonly CordonArc[];
    };

/**
 * The fewest road points that, held, keep everybody who drives in from the outside out of an area: a minimum
 * cut of nodes (Ford & Fulkerson, Menger), with one-ways and closures as they are. Inside are the nodes within
 * the area and every arc that touches it; what matters is getting in. Of the closings that seal, the one with
 * fewest ways out over closed arcs is taken. Errors: see `CordonFault`.
 */
export function cordon(graph: RoadGraph, question: CordonQuestion): Result<Cordon, CordonFault> {
  const { area, closures, variant = 'nearest' } = question;
  const shape = shapeOf(area);
  if (!shape.ok) return shape;
  const given = question.outsideAtM;
  if (given !== undefined && !(given >= 0 && Number.isFinite(given)))
    return fail({ code: 'distanceUnfit', outsideAtM: given });
  if (isOff(shape.value, graph)) return fail({ code: 'areaOffMap' });
  const inside = findInside(graph, shape.value, closures);
  if (inside.edges.length === 0) return fail({ code: 'areaWithoutRoads' });
  if (inside.nodes.length === graph.nodeCount) return fail({ code: 'areaHoldsEverything' });
  if (given !== undefined) return cordonAt(graph, shape.value, inside, closures, variant, given);

  const diameterM = 2 * shape.value.radiusM;
  let first: Result<Cordon, CordonFault> | undefined;
  for (const times of [1, 2, 4, 8, 1 / 2, 1 / 4, 1 / 8]) {
    const found = cordonAt(graph, shape.value, inside, closures, variant, Math.round(diameterM * times));
    if (found.ok) return found;
    first ??= found;
  }
  return first!;
}

function cordonAt(
  graph: RoadGraph,
  shape: Shape,
  inside: Inside,
  closures: Closures | undefined,
  variant: CordonVariant,
  outsideAtM: number,
): Result<Cordon, CordonFault> {
  const field = layOut(graph, shape, inside, closures, outsideAtM);
  if (!hasOutside(field)) return fail({ code: 'nothingOutside', outsideAtM });
  const straight = inside.entries.filter(arc => field.kindOf(graph.arcTail[arc]!) === OUTSIDE);
  if (straight.length > 0) {
    const roads = straight.map(arc => describeArc(graph, arc));
    return fail({ code: 'areaTouchesOutside', outsideAtM, roads });
  }
  const nodes = smallestCut(field, variant, shape.centre);
  nodes.sort(
    (a, b) => bearing(shape.centre, nodeAt(graph, a)) - bearing(shape.centre, nodeAt(graph, b)) || a - b,
  );
  const { side, closed, ways } = easiestToLeave(graph, field, inside, nodes);
  return ok({
    variant,
    outsideAtM,
    points: nodes.map(node => describePoint(graph, node, closed, side)),
    inside,
    side,
    barriers: closed,
    exits: ways.exits.map(exit => describeExit(graph, exit, nodes)),
    parts: ways.parts.map(part => ({ ...describePart(graph, part), exits: part.exits })),
    trapped: ways.trapped.map(part => describePart(graph, part)),
    reachesMapEdge: reachesEdge(shape, graph, outsideAtM),
  });
}

/** The arcs by which an area is driven into now; for a cordon that was drawn before. Errors: the area's. */
export function entriesOf(
  graph: RoadGraph,
  area: HazardArea,
  closures?: Closures,
): Result<readonly number[], AreaFault> {
  const shape = shapeOf(area);
  return shape.ok ? ok(findInside(graph, shape.value, closures).entries) : shape;
}

/** The field of a cordon; exported for measuring the flow alone. */
export function layOut(
  graph: RoadGraph,
  shape: Shape,
  inside: Inside,
  closures: Closures | undefined,
  outsideAtM: number,
): Field {
  const tails = [...new Set(inside.entries.map(arc => graph.arcTail[arc]!))];
  return fieldOf(graph, closures?.closed, inside.nodes, tails, node =>
    shape.isFurther(nodeAt(graph, node), outsideAtM),
  );
}

function hasOutside(field: Field): boolean {
  for (let node = 0; node < field.graph.nodeCount; node++) if (field.kindOf(node) === OUTSIDE) return true;
  return false;
}

function easiestToLeave(
  graph: RoadGraph,
  field: Field,
  inside: Inside,
  points: readonly number[],
): { side: BarrierSide; closed: number[]; ways: WaysOut } {
  const closeAt = (side: BarrierSide) => {
    const closed = barriers(field, inside.entries, points, side);
    const ways = waysOut(field, inside, points, closed, edge => arcsOfEdges(graph, [edge]));
    return { side, closed, ways, hard: ways.exits.filter(exit => exit.isLetThrough).length };
  };
  const first = closeAt('inner');
  if (first.hard === 0) return first;
  const second = closeAt('outer');
  return second.hard < first.hard ? second : first;
}

function isOff(shape: Shape, graph: RoadGraph): boolean {
  const [west, south, east, north] = shape.bounds;
  const [w, s, e, n] = graph.bounds;
  return graph.edgeCount === 0 || west > e || east < w || south > n || north < s;
}

function reachesEdge(shape: Shape, graph: RoadGraph, outsideAtM: number): boolean {
  const [w, s, e, n] = graph.bounds;
  const [west, south, east, north] = shape.bounds;
  const [lng, lat] = shape.centre;
  const sides: LngLat[] = [
    [w, lat],
    [e, lat],
    [lng, s],
    [lng, n],
  ];
  return (
    west < w || south < s || east > e || north > n || sides.some(side => !shape.isFurther(side, outsideAtM))
  );
}
