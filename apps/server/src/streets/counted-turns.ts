import {
  buildHierarchy,
  type Hierarchy,
  orderOfView,
  type RoadGraph,
  type TurnView,
  turnView,
} from '@clarion/roads';
import type { TurnSetting } from './times-elsewhere.ts';

/** Roads on which turns count, and their hierarchy. */
export interface TurnRoads {
  readonly setting: TurnSetting;
  readonly view: TurnView;
  readonly hierarchy: Hierarchy;
}

/**
 * The view of a place's streets for a setting, with a hierarchy by the order that the streets have already: seconds of work
 * for a city, once at the start. The hierarchy lies in memory that threads can share.
 */
export function countTurns(graph: RoadGraph, ofStreets: Hierarchy, setting: TurnSetting): TurnRoads {
  const view = turnView(graph, setting.turns, setting.profile);
  const order = orderOfView(view.turns, Uint32Array.from(ofStreets.nodeAt));
  const allocate = (bytes: number) => new SharedArrayBuffer(bytes);
  return { setting, view, hierarchy: buildHierarchy(view, { order, allocate }) };
}
