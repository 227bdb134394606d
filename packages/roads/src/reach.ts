import type { LngLat } from '@clarion/measure';
import type { Closures } from './closures.ts';
import { nodeAt, type RoadGraph } from './graph.ts';
import { nodesWithin } from './hierarchy/within.ts';
import { outlines } from './outline.ts';
import { reachGrid } from './reach-grid.ts';
import { ReachedStreets } from './reach-streets.ts';
import type { RoadArcs } from './road-arcs.ts';
import type { Snap } from './snap.ts';
import { closuresOn } from './turns/closures-on.ts';
import type { TurnView } from './turns/turn-view.ts';

export interface Reach {
  /** every node reached within the largest bound, soonest first */
  readonly nodes: readonly { readonly node: number; readonly timeMs: number }[];
  /** one area per bound, in the order of the bounds: coordinates of a GeoJSON MultiPolygon, empty if nothing is reached */
  readonly areas: readonly { readonly withinSeconds: number; readonly coordinates: LngLat[][][] }[];
  /** how fine the areas are drawn; undefined when nothing is reached */
  readonly cellM: number | undefined;
}

/**
 * Where can be reached within each bound from the nearest of `from`, all bounds in one run. A node counts up to and
 * including the bound. An area is the ground within some 30 m of the reached roads that is nearer to them than to a road
 * that is not reached: it holds every reached stretch, never lies further from one than 30 m and a cell, and holds a
 * stretch that is not reached only where that is within two cells of one that is. It is drawn in cells of 12 m, larger
 * ones where it would be more than 1,600 cells across. Areas of larger bounds hold those of smaller ones.
 * @param view where turns are to count (`turnView` of this graph)
 */
export function reach(
  graph: RoadGraph,
  from: readonly Snap[],
  withinSeconds: readonly number[],
  closures?: Closures,
  view?: TurnView,
): Reach {
  const bounds = withinSeconds.map(seconds => Math.round(seconds * 1000));
  const maxMs = Math.max(-1, ...bounds);
  const roads: RoadArcs = view ?? graph;
  const shut = closuresOn(roads, closures);
  const found = maxMs < 0 ? undefined : nodesWithin({ roads, closures: shut }, from, maxMs);
  const streets = new ReachedStreets(graph, closures, maxMs);
  const soonest = new Map<number, number>();
  found?.nodes.forEach((place, i) => {
    const timeMs = found.timesMs[i]!;
    const node = roads.turns ? roads.turns.nodeOf[place]! : place;
    soonest.set(node, Math.min(timeMs, soonest.get(node) ?? Infinity));
    for (let by = roads.firstOut[place]!; by < roads.firstOut[place + 1]!; by++) {
      const arc = roads.turns ? roads.turns.arcOf[by]! : by;
      streets.enter(arc, 0, timeMs + roads.arcTimeMs[by]! - graph.arcTimeMs[arc]!);
    }
  });
  // Ways out of a node that is a start are entered freely, whatever turns take there.
  for (const { node, arcs } of maxMs < 0 ? [] : from) {
    for (const { arc, fraction } of arcs) streets.enter(arc, fraction, 0);
    if (node === undefined || !roads.turns) continue;
    for (let arc = graph.firstOut[node]!; arc < graph.firstOut[node + 1]!; arc++) streets.enter(arc, 0, 0);
  }
  const nodes = [...soonest].map(([node, timeMs]) => ({ node, timeMs }));
  nodes.sort((a, b) => a.timeMs - b.timeMs || a.node - b.node);
  const starts = maxMs < 0 ? [] : from.map(({ at }) => at);
  const grid = reachGrid([
    ...starts,
    ...nodes.map(({ node }) => nodeAt(graph, node)),
    ...streets.reachedPoints(),
  ]);
  if (grid) {
    for (const at of starts) grid.draw({ from: at, to: at, soonest: () => 0 });
    for (const { node, timeMs } of nodes) {
      const at = nodeAt(graph, node);
      grid.draw({ from: at, to: at, soonest: () => timeMs });
    }
    streets.drawOn(grid);
  }
  return {
    nodes,
    areas: bounds.map((boundMs, i) => ({
      withinSeconds: withinSeconds[i]!,
      coordinates: grid
        ? outlines(grid.columns, grid.rows, cell => grid.isReached(cell, boundMs)).map(grid.place)
        : [],
    })),
    cellM: grid?.cellM,
  };
}
