import type { Instant } from '@clarion/measure';
import { type RecordedDrive, type RecordedTurnout, type RoadGraph, type Snap, snap } from '@clarion/roads';
import { localClock } from '../local-time.ts';
import type { PackPost, PackUnit, RecordedCall, RecordedResponse } from '../pack/parts.ts';

/** A crew that has been free so long is taken to be back at its post; one that has been free less, on the road. */
export const AT_POST_AFTER_MS = 20 * 60_000;
const ON_ROAD_BEFORE_MS = 5 * 60_000;
/** No crew leaves a station in less: it was out already, or the button was pressed early. */
export const LEAST_TURNOUT_MS = 30_000;

/**
 * Why a response teaches nothing about drives. missingTime: no time of dispatch, en route or on scene. timesDoubtful: flagged in
 * the record (out of order, overlapping, an hour that the clock showed twice or never). zeroTravel: on scene in the second
 * of setting out. noStation: no source says where the unit is stationed. firstOfRecord, justFree: where it set out from is
 * not known, for the record begins with it, or it had been free for less than 20 minutes. notAtPost: it rolled within 30 s.
 * offRoad: its post or the call is not within 500 m of a road.
 */
export type DriveExclusion =
  | 'missingTime'
  | 'timesDoubtful'
  | 'zeroTravel'
  | 'noStation'
  | 'firstOfRecord'
  | 'justFree'
  | 'notAtPost'
  | 'offRoad';

export interface RecordedDrives {
  readonly responses: number;
  readonly drives: readonly RecordedDrive[];
  readonly turnouts: readonly (RecordedTurnout & { readonly day: number })[];
  readonly excluded: Readonly<Partial<Record<DriveExclusion, number>>>;
}

/** Takes from a record the drives whose start is known, each other response with its reason, and the turnouts. */
export function recordedDrives(
  graph: RoadGraph,
  place: {
    readonly calls: readonly RecordedCall[];
    readonly posts: readonly PackPost[];
    readonly units: readonly PackUnit[];
    readonly timeZone: string;
  },
): RecordedDrives {
  const clock = localClock(place.timeZone);
  const snapped = new Map<string, Snap | undefined>();
  const onRoad = (at: readonly [number, number]) => {
    const key = at.join();
    if (!snapped.has(key)) snapped.set(key, snap(graph, at));
    return snapped.get(key);
  };
  const posts = new Map(place.posts.map(post => [post.id, post]));
  const homes = new Map(place.units.map(unit => [unit.id, posts.get(unit.postId ?? '')?.at]));
  const drives: RecordedDrive[] = [];
  const turnouts: (RecordedTurnout & { day: number })[] = [];
  const excluded: Partial<Record<DriveExclusion, number>> = {};
  let responses = 0;
  for (const { call, response, freeSince } of byUnit(place.calls)) {
    responses++;
    const turnout = turnoutOf(call, response, freeSince, clock);
    if (turnout !== undefined) turnouts.push(turnout);
    const home = homes.get(response.unitId);
    const reason = whyNot(response, home !== undefined, freeSince);
    const [from, to] = reason === undefined ? [onRoad(home!), onRoad(call.at)] : [];
    if (reason !== undefined || from === undefined || to === undefined) {
      const why = reason ?? 'offRoad';
      excluded[why] = (excluded[why] ?? 0) + 1;
      continue;
    }
    const { dispatchAt, enRouteAt, onSceneAt, unitKind: kind } = response;
    drives.push({
      from,
      to,
      ...clock(dispatchAt!),
      kind,
      turnoutMs: enRouteAt! - dispatchAt!,
      travelMs: onSceneAt! - enRouteAt!,
    });
  }
  return { responses, drives, turnouts, excluded };
}

interface Sending {
  readonly call: RecordedCall;
  readonly response: RecordedResponse;
  /** When the unit was last available before; undefined: the record begins with this. */
  readonly freeSince: Instant | undefined;
}

/** Every response in the order of its unit's own days. */
function* byUnit(calls: readonly RecordedCall[]): Generator<Sending, undefined> {
  const own = new Map<string, { call: RecordedCall; response: RecordedResponse }[]>();
  for (const call of calls)
    for (const response of call.responses) {
      const list = own.get(response.unitId);
      if (list) list.push({ call, response });
      else own.set(response.unitId, [{ call, response }]);
    }
  const sentAt = ({ call, response }: { call: RecordedCall; response: RecordedResponse }) =>
    response.dispatchAt ?? call.receivedAt;
  for (const list of own.values()) {
    let freeSince: Instant | undefined;
    for (const one of list.sort((a, b) => sentAt(a) - sentAt(b))) {
      yield { ...one, freeSince };
      // Who is not said to be available again was still busy at its last time.
      const { availableAt, hospitalAt, transportAt, onSceneAt, enRouteAt, dispatchAt } = one.response;
      const last = availableAt ?? hospitalAt ?? transportAt ?? onSceneAt ?? enRouteAt ?? dispatchAt;
      if (last !== undefined && (freeSince === undefined || last > freeSince)) freeSince = last;
    }
  }
  return undefined;
}

const isDoubtful = ({ flags = [] }: RecordedResponse) => flags.some(flag => flag !== 'zeroTravel');

function whyNot(
  response: RecordedResponse,
  hasStation: boolean,
  freeSince: Instant | undefined,
): DriveExclusion | undefined {
  const { dispatchAt, enRouteAt, onSceneAt } = response;
  if (dispatchAt === undefined || enRouteAt === undefined || onSceneAt === undefined) return 'missingTime';
  if (isDoubtful(response) || enRouteAt < dispatchAt || onSceneAt < enRouteAt) return 'timesDoubtful';
  if (onSceneAt === enRouteAt) return 'zeroTravel';
  if (!hasStation) return 'noStation';
  if (freeSince === undefined) return 'firstOfRecord';
  if (dispatchAt - freeSince < AT_POST_AFTER_MS) return 'justFree';
  return enRouteAt - dispatchAt < LEAST_TURNOUT_MS ? 'notAtPost' : undefined;
}

function turnoutOf(
  call: RecordedCall,
  response: RecordedResponse,
  freeSince: Instant | undefined,
  clock: ReturnType<typeof localClock>,
): (RecordedTurnout & { readonly day: number }) | undefined {
  const { dispatchAt, enRouteAt, unitKind: kind } = response;
  if (dispatchAt === undefined || enRouteAt === undefined || freeSince === undefined) return undefined;
  const freeMs = dispatchAt - freeSince;
  const from = freeMs >= AT_POST_AFTER_MS ? 'post' : freeMs < ON_ROAD_BEFORE_MS ? 'road' : undefined;
  if (from === undefined || enRouteAt < dispatchAt || isDoubtful(response)) return undefined;
  return {
    kind,
    priority: call.priority.final,
    from,
    turnoutMs: enRouteAt - dispatchAt,
    ...clock(dispatchAt),
  };
}
