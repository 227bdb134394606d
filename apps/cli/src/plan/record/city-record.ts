import { localClock, type Pack, type PackUnit, type RecordedCall } from '@clarion/files';
import type { Instant, LngLat } from '@clarion/measure';
import { type Snap, snap } from '@clarion/roads';
import { callCells } from './call-cells.ts';

/** A unit whose station the pack knows. */
export interface StationUnit {
  readonly id: string;
  readonly kind: string;
  readonly postId: string;
}

/** A call to which a unit with a known station came. */
export interface AnsweredCall {
  readonly at: number;
  /** Local day, counted from the first of the record. */
  readonly day: number;
  readonly hourOfWeek: number;
  readonly zone: number;
  /** Which units came, as `ENGINE×2+TRUCK×1`: the run card that was in force, as far as it is known. */
  readonly type: string;
  /** From the first sending to the first of them on scene; undefined where a time is missing or doubtful. */
  readonly responseS: number | undefined;
  /** How long each of them stayed. */
  readonly staysS: readonly number[];
}

export interface CityRecord {
  readonly zones: readonly { readonly id: string; readonly at: LngLat; readonly snap: Snap }[];
  readonly posts: readonly { readonly id: string; readonly at: LngLat; readonly snap: Snap }[];
  readonly units: readonly StationUnit[];
  readonly calls: readonly AnsweredCall[];
  readonly days: number;
  /** Local day of a time, counted from the first of the record. */
  readonly dayOf: (at: Instant) => number;
  /** Of all calls of the record: those that no unit with a known station came to, and those off the roads. */
  readonly leftOut: { readonly noStationUnit: number; readonly offRoad: number };
}

const MS_PER_S = 1000;

/**
 * What a pack's own record says of the units whose stations are known: calls they came to, by square cells, with who came, how
 * soon and for how long. `cellM` is the width of a cell; its place is the middle of its calls.
 */
export function cityRecord(pack: Pack, calls: readonly RecordedCall[], cellM: number): CityRecord {
  const posts = pack.posts.flatMap(({ id, at }) => {
    const onRoad = snap(pack.roads, at);
    return onRoad === undefined ? [] : [{ id, at, snap: onRoad }];
  });
  const known = new Set(posts.map(({ id }) => id));
  const units = pack.units.flatMap(({ id, kind, postId }: PackUnit): StationUnit[] =>
    postId !== undefined && known.has(postId) ? [{ id, kind, postId }] : [],
  );
  const kindOf = new Map(units.map(({ id, kind }) => [id, kind]));
  const grid = callCells(calls, cellM);
  const sums = grid.ids.map(() => ({ lng: 0, lat: 0, n: 0 }));
  for (const call of calls) {
    const sum = sums[grid.placeOf(call)]!;
    sum.lng += call.at[0];
    sum.lat += call.at[1];
    sum.n++;
  }
  const zoneOf = new Map<number, number>();
  const zones = grid.ids.flatMap((id, place) => {
    const { lng, lat, n } = sums[place]!;
    const at: LngLat = [lng / n, lat / n];
    const onRoad = snap(pack.roads, at);
    if (onRoad === undefined) return [];
    zoneOf.set(place, zoneOf.size);
    return [{ id, at, snap: onRoad }];
  });
  const clock = localClock(pack.manifest.timeZone);
  const days = calls.map(call => clock(call.receivedAt).day);
  const firstDay = days.reduce((a, b) => Math.min(a, b), Infinity);
  const leftOut = { noStationUnit: 0, offRoad: 0 };
  const answered = calls.flatMap((call): AnsweredCall[] => {
    const zone = zoneOf.get(grid.placeOf(call));
    const came = call.responses.filter(
      ({ unitId, onSceneAt }) => kindOf.has(unitId) && onSceneAt !== undefined,
    );
    if (came.length === 0) leftOut.noStationUnit++;
    else if (zone === undefined) leftOut.offRoad++;
    if (came.length === 0 || zone === undefined) return [];
    const { day, hourOfWeek } = clock(call.receivedAt);
    return [
      {
        at: call.receivedAt,
        day: day - firstDay,
        hourOfWeek,
        zone,
        type: typeOf(came.map(({ unitId }) => kindOf.get(unitId)!)),
        responseS: firstArrival(came),
        staysS: came.flatMap(({ onSceneAt, availableAt }) =>
          availableAt !== undefined && availableAt > onSceneAt!
            ? [(availableAt - onSceneAt!) / MS_PER_S]
            : [],
        ),
      },
    ];
  });
  const lastDay = days.reduce((a, b) => Math.max(a, b), -Infinity);
  const dayOf = (at: Instant) => clock(at).day - firstDay;
  return { zones, posts, units, calls: answered, days: lastDay - firstDay + 1, dayOf, leftOut };
}

function firstArrival(came: RecordedCall['responses']): number | undefined {
  const isDoubtful = came.some(({ flags = [] }) => flags.some(flag => flag !== 'zeroTravel'));
  if (isDoubtful || came.some(({ dispatchAt }) => dispatchAt === undefined)) return undefined;
  const sentAt = Math.min(...came.map(({ dispatchAt }) => dispatchAt!));
  const thereAt = Math.min(...came.map(({ onSceneAt }) => onSceneAt!));
  return thereAt < sentAt ? undefined : (thereAt - sentAt) / MS_PER_S;
}

function typeOf(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${kind}×${count}`)
    .join('+');
}

/** The run card of a kind of call. */
export const needsOf = (type: string): { readonly capability: string; readonly count: number }[] =>
  type.split('+').map(part => {
    const at = part.lastIndexOf('×');
    return { capability: part.slice(0, at), count: Number(part.slice(at + 1)) };
  });
