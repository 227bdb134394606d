import type { Assignment, Board } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import { nearestRank } from './percentile.ts';
import type { RecordedCall, RecordedResponse } from './recorded-call.ts';

/** Why a recorded call is not compared. */
export type FirstUnitExclusion =
  /** The record has nobody at the scene, or lacks the times of the first. */
  | 'noneThere'
  /** The first was there in the second of setting out, or before: a button, not a drive. */
  | 'noDrive'
  /** No source says where the recorded first unit is stationed. */
  | 'noStation'
  /** Our exercise brought nobody there. */
  | 'oursNobody';

/** The first unit there, ours beside the record's, of one call. Seconds. */
export interface FirstUnits {
  readonly callId: string;
  readonly receivedAt: number;
  readonly area: string;
  readonly group: string;
  readonly recordedUnit: string;
  readonly ourUnit: string;
  readonly sameUnit: boolean;
  readonly sameStation: boolean;
  readonly recordedSeconds: number;
  readonly ourSeconds: number;
  /** Where ours was sent from, and where the recorded one is stationed. */
  readonly ourFrom: LngLat | undefined;
  readonly recordedHome: LngLat;
  readonly at: LngLat;
}

export interface FirstUnitsQuestion {
  readonly board: Board;
  readonly recorded: readonly RecordedCall[];
  readonly recordOf: (incidentId: string) => string | undefined;
  readonly sentFrom: ReadonlyMap<string, LngLat>;
}

/** Calls whose recorded first unit has a known station, each with our first unit; the others counted by reason. */
export function firstUnits({ board, recorded, recordOf, sentFrom }: FirstUnitsQuestion): {
  readonly compared: readonly FirstUnits[];
  readonly excluded: Readonly<Record<FirstUnitExclusion, number>>;
} {
  const excluded: Record<FirstUnitExclusion, number> = {
    noneThere: 0,
    noDrive: 0,
    noStation: 0,
    oursNobody: 0,
  };
  const incidents = new Map<string, string>();
  for (const { incidentId } of board.incidents.values()) {
    const id = recordOf(incidentId);
    if (id !== undefined && !incidents.has(id)) incidents.set(id, incidentId);
  }
  const compared: FirstUnits[] = [];
  for (const call of recorded) {
    const theirs = firstThere(call.responses, response => response.onSceneAt);
    if (theirs?.onSceneAt === undefined || theirs.enRouteAt === undefined) {
      excluded.noneThere++;
      continue;
    }
    const recordedSeconds = (theirs.onSceneAt - theirs.enRouteAt) / 1000;
    if (recordedSeconds <= 0) {
      excluded.noDrive++;
      continue;
    }
    const station = board.units.get(theirs.unitId)?.description;
    if (station?.home === undefined || station.homeAssumed === true) {
      excluded.noStation++;
      continue;
    }
    const ours = firstOurs(board, incidents.get(call.id));
    if (ours === undefined) {
      excluded.oursNobody++;
      continue;
    }
    const own = board.units.get(ours.assignment.unitId)?.description;
    compared.push({
      callId: call.id,
      receivedAt: call.receivedAt,
      area: call.area ?? '',
      group: call.group,
      recordedUnit: theirs.unitId,
      ourUnit: ours.assignment.unitId,
      sameUnit: ours.assignment.unitId === theirs.unitId,
      sameStation: own?.postId !== undefined && own.postId === station.postId,
      recordedSeconds,
      ourSeconds: ours.seconds,
      ourFrom: sentFrom.get(ours.assignment.assignmentId),
      recordedHome: station.home,
      at: call.at,
    });
  }
  return { compared, excluded };
}

function firstThere(
  responses: readonly RecordedResponse[],
  time: (response: RecordedResponse) => number | undefined,
): RecordedResponse | undefined {
  return responses.reduce<RecordedResponse | undefined>((best, one) => {
    const [at, least] = [time(one), best && time(best)];
    return at !== undefined && (least === undefined || at < least) ? one : best;
  }, undefined);
}

function firstOurs(
  board: Board,
  incidentId: string | undefined,
): { readonly assignment: Assignment; readonly seconds: number } | undefined {
  let best: { assignment: Assignment; seconds: number; there: number } | undefined;
  for (const id of board.incidents.get(incidentId ?? '')?.assignmentIds ?? []) {
    const assignment = board.assignments.get(id);
    const { enRoute, onScene } = assignment?.times ?? {};
    if (assignment === undefined || enRoute === undefined || onScene === undefined) continue;
    if (best === undefined || onScene < best.there)
      best = { assignment, seconds: (onScene - enRoute) / 1000, there: onScene };
  }
  return best;
}

/** How figures lie; seconds, nearest rank. */
export interface Spread {
  readonly n: number;
  readonly p10?: number;
  readonly p25?: number;
  readonly median?: number;
  readonly p75?: number;
  readonly p90?: number;
  readonly mean?: number;
  /** Mean of the figures without their signs. */
  readonly meanAbsolute?: number;
}

export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { n: 0 };
  const whole = (value: number | undefined) => Math.round(value!);
  const mean = (of: (value: number) => number) =>
    Math.round(values.reduce((sum, value) => sum + of(value), 0) / values.length);
  return {
    n: values.length,
    p10: whole(nearestRank(values, 0.1)),
    p25: whole(nearestRank(values, 0.25)),
    median: whole(nearestRank(values, 0.5)),
    p75: whole(nearestRank(values, 0.75)),
    p90: whole(nearestRank(values, 0.9)),
    mean: mean(value => value),
    meanAbsolute: mean(Math.abs),
  };
}
