import { openGraph, type SpeedProfile } from '@clarion/roads';
import type { DemandGround } from './ground.ts';
import { PlanningRoads } from './planning-roads.ts';

/** What every planning thread is given; the graph is shared, the rest is copied. */
export interface PlanningWork {
  readonly graph: SharedArrayBuffer;
  readonly demand: DemandGround;
  readonly profile: SpeedProfile | undefined;
}

export function openWork(work: PlanningWork): PlanningRoads {
  const graph = openGraph(work.graph);
  if (!graph.ok) throw new Error(graph.error.code);
  return new PlanningRoads(graph.value, work.demand.at, work.profile);
}
