import type { Assignment, Board, Incident, UnitId } from '@clarion/dispatch';
import { nearestRank } from './percentile.ts';
import type { RecordedCall } from './recorded-call.ts';

export type IntervalStep = 'callProcessing' | 'turnout' | 'travel' | 'total';

/** One step over many responses; seconds. Why some were left out, with how many, by code. */
export interface IntervalFigure {
  readonly step: IntervalStep;
  readonly n: number;
  readonly medianSeconds?: number;
  readonly p90Seconds?: number;
  readonly excluded: Readonly<Record<string, number>>;
}

/**
 * all: everything. knownHome, assumedHome: by whether a source names the unit's station. ownUnit: both sent this unit to this
 * call, so that the columns speak of the same responses. substitute: only one of them did.
 */
export type IntervalGroupName = 'all' | 'knownHome' | 'assumedHome' | 'ownUnit' | 'substitute';
export interface IntervalGroup {
  readonly group: IntervalGroupName;
  readonly ours: readonly IntervalFigure[];
  readonly recorded: readonly IntervalFigure[];
}
export interface IntervalReport {
  /** How percentiles are taken, as a code. */
  readonly method: 'nearestRank';
  readonly groups: readonly IntervalGroup[];
}

/** The times of one response to one call; `first`: what the call is measured by. */
interface Response {
  readonly unitId: UnitId;
  readonly own: boolean;
  readonly receivedAt: number;
  readonly dispatchedAt: number | undefined;
  readonly enRouteAt: number | undefined;
  readonly onSceneAt: number | undefined;
  readonly firstSent: boolean;
  readonly firstThere: boolean;
  /** The call had nobody at the scene; counted once, with whoever was sent first. */
  readonly nobodyThere: boolean;
}

export interface IntervalQuestion {
  readonly board: Board;
  readonly recorded?: readonly RecordedCall[];
  /** The recorded call that an incident stands for, by its id. */
  readonly recordOf?: (incidentId: string) => string | undefined;
}

/**
 * Response intervals of the exercise beside those of the record. Definitions (as NFPA 1710 §3.3.64 splits them): call
 * processing = received → first unit sent, once a call; turnout = sent → en route, each response; travel = en route → on
 * scene, each response; total = received → first unit on scene, once a call. Left out, and counted by reason: `missingTime`,
 * `negative` (runs backwards), `zeroTravel` (on scene in the second of setting out: a button, not a drive).
 * The two columns are not the same thing: ours has our roads without traffic, our choice of units
 * and made-up turnout; the record has neither.
 */
export function responseIntervals({ board, recorded = [], recordOf }: IntervalQuestion): IntervalReport {
  const byId = new Map(recorded.map(call => [call.id, call]));
  const ours: Response[] = [];
  const sent = new Set<string>();
  for (const incident of board.incidents.values()) {
    const record = byId.get(recordOf?.(incident.incidentId) ?? '');
    const responses = responsesOf(board, incident, record);
    ours.push(...responses);
    if (record) for (const { unitId } of responses) sent.add(`${record.id} ${unitId}`);
  }
  const theirs = recorded.flatMap(call => recordedResponses(call, sent));
  const assumed = (unitId: UnitId) => {
    const description = board.units.get(unitId)?.description;
    return !description || description.homeAssumed === true || description.home === undefined;
  };
  const groups: (readonly [IntervalGroupName, (response: Response) => boolean])[] = [
    ['all', () => true],
    ['knownHome', ({ unitId }) => !assumed(unitId)],
    ['assumedHome', ({ unitId }) => assumed(unitId)],
  ];
  if (recorded.length > 0) groups.push(['ownUnit', ({ own }) => own], ['substitute', ({ own }) => !own]);
  return {
    method: 'nearestRank',
    groups: groups.map(([group, isIn]) => ({
      group,
      ours: figures(ours.filter(isIn)),
      recorded: figures(theirs.filter(isIn)),
    })),
  };
}

function responsesOf(board: Board, incident: Incident, record: RecordedCall | undefined): Response[] {
  const calls = incident.callIds.flatMap(id => board.calls.get(id) ?? []);
  const assignments = incident.assignmentIds
    .flatMap(id => board.assignments.get(id) ?? [])
    .filter(({ outcome }) => outcome !== 'undone');
  if (calls.length === 0) return [];
  const receivedAt = Math.min(...calls.map(call => call.receivedAt));
  const recordUnits = new Set(record?.responses.map(({ unitId }) => unitId));
  return withFirsts(
    assignments.map(({ unitId, times }: Assignment) => ({
      unitId,
      own: recordUnits.has(unitId),
      receivedAt,
      dispatchedAt: times.dispatched,
      enRouteAt: times.enRoute,
      onSceneAt: times.onScene,
    })),
  );
}

const recordedResponses = (
  { id, receivedAt, responses }: RecordedCall,
  sent: ReadonlySet<string>,
): Response[] =>
  withFirsts(
    responses.map(({ unitId, dispatchAt, enRouteAt, onSceneAt }) => ({
      unitId,
      own: sent.has(`${id} ${unitId}`),
      receivedAt,
      dispatchedAt: dispatchAt,
      enRouteAt,
      onSceneAt,
    })),
  );

function withFirsts(
  responses: readonly Omit<Response, 'firstSent' | 'firstThere' | 'nobodyThere'>[],
): Response[] {
  const sent = earliest(responses.map(({ dispatchedAt }) => dispatchedAt)) ?? 0;
  const there = earliest(responses.map(({ onSceneAt }) => onSceneAt));
  return responses.map((response, i) => ({
    ...response,
    firstSent: i === sent,
    firstThere: i === there,
    nobodyThere: there === undefined && i === sent,
  }));
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  let best: number | undefined;
  times.forEach((time, i) => {
    if (time !== undefined && (best === undefined || time < times[best]!)) best = i;
  });
  return best;
}

function figures(responses: readonly Response[]): IntervalFigure[] {
  return [
    figure(
      'callProcessing',
      responses.filter(({ firstSent }) => firstSent),
      ({ receivedAt, dispatchedAt }) => [receivedAt, dispatchedAt],
    ),
    figure('turnout', responses, ({ dispatchedAt, enRouteAt }) => [dispatchedAt, enRouteAt]),
    figure('travel', responses, ({ enRouteAt, onSceneAt }) => [enRouteAt, onSceneAt]),
    figure(
      'total',
      responses.filter(({ firstThere, nobodyThere }) => firstThere || nobodyThere),
      ({ receivedAt, onSceneAt }) => [receivedAt, onSceneAt],
    ),
  ];
}

function figure(
  step: IntervalStep,
  responses: readonly Response[],
  ends: (response: Response) => readonly [number | undefined, number | undefined],
): IntervalFigure {
  const excluded: Record<string, number> = {};
  const values: number[] = [];
  const leaveOut = (why: string) => {
    excluded[why] = (excluded[why] ?? 0) + 1;
  };
  for (const response of responses) {
    const [from, to] = ends(response);
    if (from === undefined || to === undefined) leaveOut('missingTime');
    else if (to < from) leaveOut('negative');
    else if (step === 'travel' && to === from) leaveOut('zeroTravel');
    else values.push((to - from) / 1000);
  }
  const median = nearestRank(values, 0.5);
  const p90 = nearestRank(values, 0.9);
  return {
    step,
    n: values.length,
    ...(median !== undefined && { medianSeconds: median }),
    ...(p90 !== undefined && { p90Seconds: p90 }),
    excluded,
  };
}
