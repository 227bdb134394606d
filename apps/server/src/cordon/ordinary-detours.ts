import type { CordonDetour } from '@clarion/protocol';
import { drawnDetours, type RoadGraph, turnView, viewWithTimes } from '@clarion/roads';
import type { MetricNow } from '../streets/time-set.ts';

type DetoursOf = Parameters<typeof drawnDetours>[1];

/** As `drawnDetours`, with the numbers of points that `numberOf` gives to their places. */
export type OrdinaryDetours = (
  metric: MetricNow,
  cordon: DetoursOf,
  numberOf?: (point: number) => number,
) => CordonDetour[];

/**
 * How everybody else gets around a cordon, who may make no forbidden turn. What was reckoned last is kept as long as streets and
 * cordon are the same: panels ask again and again.
 */
export function createOrdinaryDetours(map: RoadGraph): OrdinaryDetours {
  // Made before anybody asks, where there are rules: a second of work for a million junctions.
  const strict = map.firstTurnArc.length > 1 ? turnView(map, 'restrictions', 'strict') : undefined;
  let last: { readonly metric: MetricNow; readonly of: string; readonly found: CordonDetour[] } | undefined;

  return (metric, cordon, numberOf = point => point + 1) => {
    const of = [cordon.points.map(({ node }) => node), cordon.inside.entries].join(' ');
    // A metric is another object as soon as anything of it changes.
    if (last?.metric === metric && last.of === of) return last.found;
    const { streets, shut } = metric;
    const found = drawnDetours(streets, cordon, shut, strict && viewWithTimes(strict, streets)).map(
      ({ from, to, throughMs, aroundMs, through, around, by }): CordonDetour => ({
        from: numberOf(from),
        to: numberOf(to),
        throughMs,
        through: through.points,
        ...(aroundMs === undefined || around === undefined ? {} : { aroundMs, around: around.points }),
        by,
      }),
    );
    last = { metric, of, found };
    return found;
  };
}
