import { NO_WAY } from '@clarion/coverage';
import type { LngLat } from '@clarion/measure';
import {
  matrix,
  type RoadGraph,
  reach,
  route,
  type Snap,
  type SpeedProfile,
  snap,
  timesAtHour,
  UNREACHABLE,
  withTimes,
} from '@clarion/roads';

/** Rows of a day's work with a city's posts; the oldest go first. */
const ROWS_KEPT = 4000;

/**
 * Travel times from posts to the demand, each post's row reckoned once for each band of hours: who moves one post has one
 * row reckoned. Drives count as in dispatch: the graph's own times, or those of the calibration at the hour with its
 * overhead once a trip. No turnout is in them. One for each thread: the searches share arrays.
 */
export class PlanningRoads {
  reckoned = 0;
  readonly #graph: RoadGraph;
  readonly #profile: SpeedProfile | undefined;
  readonly #cells: readonly (Snap | undefined)[];
  readonly #onRoad: readonly Snap[];
  readonly #rows = new Map<string, Uint32Array | undefined>();
  readonly #graphs = new Map<number, RoadGraph>();

  constructor(graph: RoadGraph, demand: readonly LngLat[], profile: SpeedProfile | undefined) {
    this.#graph = graph;
    this.#profile = profile;
    this.#cells = demand.map(at => snap(graph, at));
    this.#onRoad = this.#cells.filter(one => one !== undefined);
  }

  /** Milliseconds to each demand, `NO_WAY` where there is none; undefined: no road is near. */
  row(at: LngLat, hourOfWeek: number | undefined): Uint32Array | undefined {
    const key = `${at[0]},${at[1]},${this.#band(hourOfWeek)}`;
    if (this.#rows.has(key)) return this.#rows.get(key);
    this.reckoned++;
    if (this.#rows.size >= ROWS_KEPT) this.#rows.delete(this.#rows.keys().next().value!);
    const row = this.#reckon(at, hourOfWeek);
    this.#rows.set(key, row);
    return row;
  }

  #reckon(at: LngLat, hourOfWeek: number | undefined): Uint32Array | undefined {
    const from = snap(this.#graph, at);
    if (from === undefined) return undefined;
    const times = matrix(this.graphAt(hourOfWeek), [from], this.#onRoad);
    const overhead = this.overheadMs(hourOfWeek);
    let column = 0;
    return Uint32Array.from(this.#cells, cell => {
      const timeMs = cell === undefined ? UNREACHABLE : times[column++]!;
      return timeMs === UNREACHABLE ? NO_WAY : timeMs + overhead;
    });
  }

  /** Ground within each bound from the nearest of these places. */
  circles(posts: readonly LngLat[], minutes: readonly number[], hourOfWeek: number | undefined) {
    const from = posts.flatMap(at => snap(this.#graph, at) ?? []);
    const overheadS = this.overheadMs(hourOfWeek) / 1000;
    return reach(
      this.graphAt(hourOfWeek),
      from,
      minutes.map(one => Math.max(0, one * 60 - overheadS)),
    ).areas;
  }

  /** Along the roads, with the second at each point; undefined: no way. */
  drive(from: LngLat, to: LngLat, hourOfWeek: number | undefined) {
    const [start, end] = [snap(this.#graph, from), snap(this.#graph, to)];
    if (start === undefined || end === undefined) return undefined;
    return route(this.graphAt(hourOfWeek), start, end);
  }

  isOnRoad(at: LngLat): boolean {
    return snap(this.#graph, at) !== undefined;
  }

  overheadMs(hourOfWeek: number | undefined): number {
    return hourOfWeek === undefined ? 0 : (this.#profile?.overheadMs ?? 0);
  }

  graphAt(hourOfWeek: number | undefined): RoadGraph {
    const band = this.#band(hourOfWeek);
    if (band === -1) return this.#graph;
    let found = this.#graphs.get(band);
    if (found === undefined) {
      found = withTimes(this.#graph, timesAtHour(this.#graph, this.#profile!, hourOfWeek!));
      this.#graphs.set(band, found);
    }
    return found;
  }

  #band(hourOfWeek: number | undefined): number {
    return hourOfWeek === undefined ? -1 : (this.#profile?.bandOfHour[hourOfWeek] ?? -1);
  }
}
