import type { RoadGraph } from '../graph.ts';
import { roundHalfUp } from '../split.ts';
import { MAX_ARC_TIME_MS, ROAD_CLASSES, type RoadClass } from '../way.ts';

/** Hours of a week in local time; hour 0 is Monday 00:00 to 01:00. */
export const HOURS_OF_WEEK = 168;

/**
 * How long drives really take, by class of road and hour of the week: overhead once a trip (starting, stopping, the last
 * metres) and the graph's own time of each arc × the factor of its class in the band of the hour.
 */
export interface SpeedProfile {
  readonly overheadMs: number;
  /** What the bands are, for people; `bandOfHour` points into it. */
  readonly bands: readonly string[];
  /** 168 numbers. */
  readonly bandOfHour: readonly number[];
  /** One factor for each band. */
  readonly factors: Readonly<Partial<Record<RoadClass, readonly number[]>>>;
  /** Of classes that are not named. */
  readonly otherFactors: readonly number[];
}

export function factorOf(profile: SpeedProfile, roadClass: RoadClass, hourOfWeek: number): number {
  const band = profile.bandOfHour[hourOfWeek]!;
  return (profile.factors[roadClass] ?? profile.otherFactors)[band]!;
}

/** Times of all arcs at an hour of the week: whole milliseconds, rounded half up. Overhead is not in them. */
export function timesAtHour(graph: RoadGraph, profile: SpeedProfile, hourOfWeek: number): Uint32Array {
  const factors = ROAD_CLASSES.map(roadClass => factorOf(profile, roadClass, hourOfWeek));
  const other = factorOf(profile, 'other', hourOfWeek);
  const { arcTimeMs, arcEdge, edgeClass } = graph;
  return arcTimeMs.map((timeMs, arc) =>
    Math.min(MAX_ARC_TIME_MS, roundHalfUp(timeMs * (factors[edgeClass[arcEdge[arc]! >>> 1]!] ?? other))),
  );
}

/** The same roads with other times. Everything but the times is shared. */
export function withTimes(graph: RoadGraph, arcTimeMs: Uint32Array): RoadGraph {
  return { ...graph, arcTimeMs };
}

/** Weekdays in five parts, weekends in three: what two weeks of a city's record can tell apart. */
export const WEEK_BANDS: readonly {
  readonly name: string;
  readonly weekend: boolean;
  readonly fromHour: number;
  readonly toHour: number;
}[] = [
  { name: 'weekday 00–06', weekend: false, fromHour: 0, toHour: 6 },
  { name: 'weekday 06–10', weekend: false, fromHour: 6, toHour: 10 },
  { name: 'weekday 10–15', weekend: false, fromHour: 10, toHour: 15 },
  { name: 'weekday 15–19', weekend: false, fromHour: 15, toHour: 19 },
  { name: 'weekday 19–24', weekend: false, fromHour: 19, toHour: 24 },
  { name: 'weekend 00–06', weekend: true, fromHour: 0, toHour: 6 },
  { name: 'weekend 06–19', weekend: true, fromHour: 6, toHour: 19 },
  { name: 'weekend 19–24', weekend: true, fromHour: 19, toHour: 24 },
];

export const bandOfWeekHour: readonly number[] = Array.from({ length: HOURS_OF_WEEK }, (_, hourOfWeek) => {
  const [day, hour] = [Math.floor(hourOfWeek / 24), hourOfWeek % 24];
  return WEEK_BANDS.findIndex(
    band => band.weekend === day >= 5 && band.fromHour <= hour && hour < band.toHour,
  );
});
