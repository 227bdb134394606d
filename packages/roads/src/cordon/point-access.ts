import type { Closures } from '../closures.ts';
import type { RoadGraph } from '../graph.ts';
import { createLiveNearest, type NearUnit } from '../nearest.ts';
import type { Snap } from '../snap.ts';
import { closuresWith } from './closures-with.ts';
import type { Cordon } from './cordon.ts';

export interface PointAccess {
  /** place among the cordon's points */
  readonly point: number;
  /** units there within the largest bound, soonest first, equal times by id; `atMost` of them */
  readonly units: readonly NearUnit[];
  /** how many of these are there within each bound, in the order of the bounds */
  readonly within: readonly number[];
}

export interface AccessOptions {
  /** 10 and 20 minutes when not given */
  readonly withinSeconds?: readonly number[] | undefined;
  /** units told of each point; 12 when not given */
  readonly atMost?: number | undefined;
  readonly closures?: Closures | undefined;
}

/**
 * Who can be at each point of a cordon within each bound, by roads that do not lead into the hazard area. Units that
 * stand inside it drive out.
 */
export function pointAccess(
  graph: RoadGraph,
  cordon: { readonly points: readonly Pick<Cordon['points'][number], 'node' | 'at'>[] } & {
    readonly inside: Pick<Cordon['inside'], 'entries'>;
  },
  units: Iterable<{ readonly id: string; readonly snap: Snap }>,
  { withinSeconds = [600, 1200], atMost = 12, closures }: AccessOptions = {},
): PointAccess[] {
  const bounds = withinSeconds.map(seconds => seconds * 1000);
  const longest = Math.max(-1, ...bounds);
  const around = closuresWith(graph, cordon.inside.entries, closures);
  const live = createLiveNearest(graph);
  for (const { id, snap } of units) live.setUnit(id, snap);
  return cordon.points.map(({ node, at }, point) => {
    const near = live
      .nearest({ at, distanceM: 0, node, arcs: [] }, atMost, { closures: around })
      .filter(({ travelTimeMs }) => travelTimeMs <= longest);
    const within = bounds.map(bound => near.filter(({ travelTimeMs }) => travelTimeMs <= bound).length);
    return { point, units: near, within };
  });
}
