import type { RoadGraph } from '../graph.ts';
import { quickestLegs } from '../route.ts';
import type { Snap } from '../snap.ts';
import { ROAD_CLASSES } from '../way.ts';

/** A drive's time and how much of it is on each class of road (by position in `ROAD_CLASSES`). Milliseconds. */
export interface DriveClasses {
  readonly timeMs: number;
  readonly classMs: Float64Array;
}

/** Of the quickest drive by the graph's own times; undefined when there is no way. */
export function driveClasses(graph: RoadGraph, from: Snap, to: Snap): DriveClasses | undefined {
  const found = quickestLegs(graph, from, to);
  if (!found) return undefined;
  const classMs = new Float64Array(ROAD_CLASSES.length);
  for (const { arc, timeMs } of found.legs) {
    const roadClass = graph.edgeClass[graph.arcEdge[arc]! >>> 1]!;
    classMs[ROAD_CLASSES[roadClass] === undefined ? 0 : roadClass]! += timeMs;
  }
  return { timeMs: found.timeMs, classMs };
}
