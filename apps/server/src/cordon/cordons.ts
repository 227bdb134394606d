import type { Board, Cordon, FixNow, HeldArea } from '@clarion/dispatch';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import type {
  CordonDetour,
  CordonProposal,
  CordonQuestion,
  CordonReach,
  PointReach,
  WireCommand,
} from '@clarion/protocol';
import {
  arcPoints,
  type CordonArc,
  type CordonFault,
  closuresWith,
  cordon,
  entriesOf,
  type PeopleCell,
  peopleInside,
  pointAccess,
  type Cordon as RoadCordon,
  type RoadGraph,
  type RoadNames,
  snap,
  snapToId,
  streetEnds,
} from '@clarion/roads';
import type { PositionTable } from '../positions/table.ts';
import type { ExpectedTimes } from '../recommend/expected-times.ts';
import type { ClosuresAtWork } from '../streets/closures-at-work.ts';
import { createOrdinaryDetours } from './ordinary-detours.ts';

/** `reason` is a word of the catalogue: `cordon.fault.<reason>`. */
export type CordonProblem =
  | { readonly code: 'CordonImpossible'; readonly reason: string }
  | { readonly code: 'CordonChanged' };

/** Cordons on the streets of now: around what is closed, with the units where they are. */
export interface Cordons {
  propose(question: CordonQuestion): Result<CordonProposal, CordonProblem>;
  /** What the command means, when its points are still those that were shown. */
  find(command: Extract<WireCommand, { type: 'SetCordon' }>): Result<HeldArea, CordonProblem>;
  /** Who can be at the points of a cordon that was set, and how others get around it; points that this map lacks are nobody's. */
  reach(set: Cordon): Pick<CordonReach, 'reach' | 'detours'>;
  /** How others get around a closed street, between its ends; none where it lies on no street of this map. */
  around(closureId: string): readonly CordonDetour[];
}

export interface CordonMeans {
  /** The streets as the map has them. */
  readonly map: RoadGraph;
  /** The streets as they are driven at this hour, with the speeds that are measured now, and when a unit is there. */
  readonly times: Pick<ExpectedTimes, 'roadsAt' | 'etaOf'>;
  readonly people: readonly PeopleCell[] | undefined;
  readonly board: () => Board;
  readonly positions: PositionTable;
  readonly closures: Pick<ClosuresAtWork, 'apart'>;
  readonly now: () => Instant;
}

/** Who is at a point within so many seconds is counted, and who is later than the last is not told of. */
const WITHIN_SECONDS = [600, 1200] as const;

export function createCordons({
  map,
  times,
  people,
  board,
  positions,
  closures: closed,
  now,
}: CordonMeans): Cordons {
  const detoursOf = createOrdinaryDetours(map);

  function draw({ area, variant, outsideAtM }: Pick<CordonQuestion, 'area' | 'variant' | 'outsideAtM'>) {
    const { streets: graph, shut: closures } = times.roadsAt(now()).at(now());
    const found = cordon(graph, { area, closures, variant, outsideAtM });
    if (!found.ok) return fail({ code: 'CordonImpossible' as const, reason: reasonOf(found.error) });
    const inside = people && peopleInside(area, people);
    return ok({ graph, closures, found: found.value, inside: inside?.ok ? inside.value : undefined });
  }

  function reachOf(
    incidentId: string,
    points: readonly { readonly id: string; readonly node: number; readonly at: readonly [number, number] }[],
    entries: readonly number[],
  ): PointReach[] {
    const at = now();
    const { streets: graph, shut: closures } = times.roadsAt(at).at(at);
    // Past the area's edge nobody drives to a point, nor stands on a road that leads in.
    const around = closuresWith(graph, entries, closures);
    const fixes = new Map<string, FixNow>();
    const units = [...board().units.values()].flatMap(unit => {
      const isFree = unit.status === 'available' && unit.leaving === undefined;
      const isHere = unit.assignmentIds.some(id => board().assignments.get(id)?.incidentId === incidentId);
      const place = isFree || isHere ? positions.placeOf(board(), unit.unitId, at) : undefined;
      const onRoad = place && snap(graph, place.at, { closures: around });
      if (place === undefined || onRoad === undefined) return [];
      fixes.set(unit.unitId, { at: place.at, ageMs: Math.max(0, at - place.fixAt), source: place.source });
      return [{ id: unit.unitId, snap: onRoad }];
    });
    const etaMs = (unitId: string, driveMs: number) =>
      times.etaOf(driveMs, board().units.get(unitId)!, fixes.get(unitId)!, at).eta.ms;
    const [ten, twenty] = WITHIN_SECONDS;
    const withinSeconds = [twenty];
    return pointAccess(graph, { points, inside: { entries } }, units, { closures, withinSeconds }).map(
      ({ point, units: near }) => {
        const there = near
          .map(({ unit, travelTimeMs }) => ({ unitId: unit, etaMs: etaMs(unit, travelTimeMs) }))
          .sort((a, b) => a.etaMs - b.etaMs || (a.unitId < b.unitId ? -1 : 1));
        const within = (seconds: number) => there.filter(one => one.etaMs <= 1000 * seconds);
        return {
          node: points[point]!.id,
          number: point + 1,
          units: within(twenty),
          within10: within(ten).length,
          within20: within(twenty).length,
        };
      },
    );
  }

  return {
    propose(question) {
      const drawn = draw(question);
      if (!drawn.ok) return drawn;
      const { graph, found, inside } = drawn.value;
      return ok({
        area: question.area,
        ...heldOf(graph, found),
        ...(inside ? { inside: rounded(inside) } : {}),
        variant: found.variant,
        outsideAtM: found.outsideAtM,
        nodesInside: found.inside.nodes.length,
        reach: reachOf(question.incidentId, found.points, found.inside.entries),
        detours: detoursOf(times.roadsAt(now()).at(now()), found),
        reachesMapEdge: found.reachesMapEdge,
      });
    },
    find(command) {
      const drawn = draw(command);
      if (!drawn.ok) return drawn;
      const { graph, found, inside } = drawn.value;
      const shown = [...command.points].sort();
      const isShown = found.points
        .map(({ id }) => id)
        .sort()
        .every((id, i) => id === shown[i]);
      if (!isShown || shown.length !== found.points.length) return fail({ code: 'CordonChanged' });
      return ok({
        area: command.area,
        ...heldOf(graph, found),
        ...(inside ? { inside: rounded(inside) } : {}),
        reason: command.reason,
        expiresAt: command.expiresAt,
      });
    },
    around(closureId) {
      const apart = closed.apart(now(), closureId);
      if (apart === undefined) return [];
      const metric = times.roadsAt(now()).at(now());
      return detoursOf({ ...metric, shut: apart.others }, streetEnds(metric.streets, apart.own));
    },
    reach({ incidentId, area, points }) {
      const { streets: graph, shut: closures } = times.roadsAt(now()).at(now());
      const entries = entriesOf(graph, area, closures);
      const known = points.flatMap((point, i) => {
        const node = snapToId(graph, point.node)?.node;
        return node === undefined ? [] : [{ id: point.node, node, at: point.at, number: i + 1 }];
      });
      const inside = { entries: entries.ok ? entries.value : [] };
      const numberOf = (i: number) => known[i]!.number;
      return {
        reach: reachOf(incidentId, known, inside.entries).map((one, i) => ({ ...one, number: numberOf(i) })),
        detours: detoursOf(times.roadsAt(now()).at(now()), { points: known, inside }, numberOf),
      };
    },
  };
}

function heldOf(
  graph: RoadGraph,
  { points, exits, trapped }: RoadCordon,
): Pick<HeldArea, 'points' | 'waysOut' | 'noWayOut'> {
  const lines = (arcs: readonly CordonArc[]) => arcs.map(({ arc }) => arcPoints(graph, arc));
  const namesOf = (arcs: readonly CordonArc[]): RoadNames[] => [
    ...new Map(
      arcs.flatMap(({ names }) => (names ? [[JSON.stringify(names), names] as const] : [])),
    ).values(),
  ];
  return {
    points: points.map(({ id, at, streets, closes }) => ({ node: id, at, streets, closed: lines(closes) })),
    waysOut: exits.map(({ id, at, isLetThrough, arcs }) => ({
      node: id,
      at,
      streets: namesOf(arcs),
      isLetThrough,
      lines: lines(arcs),
    })),
    noWayOut: trapped.map(({ at, streets }) => ({ at, streets })),
  };
}

function rounded({ people, atLeast, atMost }: Required<HeldArea>['inside']) {
  return { people: Math.round(people), atLeast: Math.round(atLeast), atMost: Math.round(atMost) };
}

const ON_THE_MAP: readonly CordonFault['code'][] = [
  'areaOffMap',
  'areaWithoutRoads',
  'areaHoldsEverything',
  'nothingOutside',
  'areaTouchesOutside',
];
const reasonOf = ({ code }: CordonFault) => (ON_THE_MAP.includes(code) ? code : 'area');
