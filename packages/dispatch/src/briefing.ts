import type { Instant } from '@clarion/measure';
import type { AlarmMeans, FloorAlarm } from './alarms/alarm.ts';
import type { Board, Call, Closure, Cordon, Incident, Readiness } from './board.ts';
import { callBacks, deskOfCallBack, openCallBack } from './call-back.ts';
import { openAssignments, unreadChanges } from './change.ts';
import { checksOnFloor, type Due } from './check.ts';
import { type ClockReading, ribbon } from './clocks/ribbon.ts';
import { closuresInForce } from './closure.ts';
import type { Names } from './configuration.ts';
import { cordonsInForce } from './cordon.ts';
import { deskOfUnit } from './desk.ts';
import { deskOfStep, openSteps, proposedPlans } from './emergency-plan/standing.ts';
import { ownedBy } from './hand-over.ts';
import type { DeskId, IncidentId, UnitId } from './ids.ts';
import { readinessInForce } from './readiness.ts';
import { isStaged, proposedStaging, wantsHearing } from './staging.ts';
import { deskOfMatter, openTransfers } from './transfer.ts';
import { waitsForUnit } from './waiting.ts';

/** What somebody at the desk has to do. */
export const taskKinds = [
  'sendUnits',
  'readCall',
  'callBack',
  'transferReceipt',
  'transferResult',
  'readChange',
  'hearSafe',
  'decideStaging',
  'explainOverride',
  'openScheduled',
  'decidePlan',
  'planStep',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export interface Task {
  readonly kind: TaskKind;
  readonly incidentId?: IncidentId;
  readonly callId?: string;
  readonly unitId?: UnitId;
  /** Of a plan or one of its steps: the centre's own words for it. */
  readonly wording?: Names;
  /** When it is due, where that is known. */
  readonly dueAt?: Instant;
}

/** What is held until somebody lets it go: a unit that waits, stands at a cordon's point, or at another post. */
export interface Hold {
  readonly kind: 'staged' | 'point' | 'movedUp';
  readonly unitId: UnitId;
  readonly incidentId?: IncidentId;
  readonly since: Instant;
}

/** What who takes a desk over has to know, as the board stands: nothing of it is stored. */
export interface Briefing {
  /** By priority, then the oldest first, each with its clocks that run. */
  readonly incidents: readonly { readonly incident: Incident; readonly clocks: readonly ClockReading[] }[];
  readonly calls: readonly Call[];
  readonly alarms: readonly FloorAlarm[];
  /** Due and overdue ones. */
  readonly checks: readonly Due[];
  readonly tasks: readonly Task[];
  readonly holds: readonly Hold[];
  readonly levels: readonly Readiness[];
  readonly closures: readonly Closure[];
  readonly cordons: readonly Cordon[];
}

export function briefing(board: Board, deskId: DeskId, now: Instant, means: AlarmMeans = {}): Briefing {
  const owned = ownedBy(board, deskId);
  const own = new Set(owned.incidentIds);
  const incidents = owned.incidentIds
    .flatMap(incidentId => board.incidents.get(incidentId) ?? [])
    .sort((a, b) => a.priority - b.priority || a.openedAt - b.openedAt);
  const calls = owned.callIds.flatMap(callId => board.calls.get(callId) ?? []);
  return {
    incidents: incidents.map(incident => ({
      incident,
      clocks: ribbon(board, incident.incidentId, now).filter(({ state }) => state === 'running'),
    })),
    calls,
    alarms: owned.alarmKeys.flatMap(key => board.alarms.get(key) ?? []),
    checks: [...checksOnFloor(board, now, means.fixTimes)]
      .filter(({ incidentId, state }) => own.has(incidentId) && state !== 'fine')
      .sort((a, b) => a.overdueAt - b.overdueAt),
    tasks: [
      ...incidents.flatMap(incident => tasksOf(board, incident, now)),
      ...callBacks(board).flatMap(({ call, dueAt }): readonly Task[] =>
        deskOfCallBack(board, call) === deskId ? [{ kind: 'callBack', callId: call.callId, dueAt }] : [],
      ),
      ...openTransfers(board).flatMap(({ matter, transfer, dueAt }): readonly Task[] =>
        deskOfMatter(board, matter) === deskId
          ? [{ kind: transfer.state === 'sent' ? 'transferReceipt' : 'transferResult', ...matter, dueAt }]
          : [],
      ),
      ...calls.flatMap(call => (openCallBack(board, call) ? [] : taskOfCall(call))),
      ...stepTasks(board, deskId),
      ...[...board.unexplained.values()].flatMap(({ incidentId }): readonly Task[] =>
        own.has(incidentId) ? [{ kind: 'explainOverride', incidentId }] : [],
      ),
    ],
    holds: [...incidents.flatMap(incident => holdsOf(board, incident)), ...movedUp(board, deskId)],
    levels: readinessInForce(board, now),
    closures: closuresInForce(board, now),
    cordons: cordonsInForce(board, now).filter(({ incidentId }) => own.has(incidentId)),
  };
}

function tasksOf(board: Board, incident: Incident, now: Instant): readonly Task[] {
  const { incidentId, schedule } = incident;
  const unread = unreadChanges(board, incident, now).map(
    ({ assignment, dueAt }): Task => ({ kind: 'readChange', incidentId, unitId: assignment.unitId, dueAt }),
  );
  const unheard = openAssignments(board, incident)
    .filter(wantsHearing)
    .map(({ unitId }): Task => ({ kind: 'hearSafe', incidentId, unitId }));
  const isLater = board.scheduled.has(incidentId);
  return [
    ...(isLater && schedule ? [{ kind: 'openScheduled', incidentId, dueAt: schedule.needAt } as const] : []),
    ...(!isLater && waitsForUnit(board, incident) ? [{ kind: 'sendUnits', incidentId } as const] : []),
    ...(proposedStaging(incident) ? [{ kind: 'decideStaging', incidentId } as const] : []),
    ...proposedPlans(board, incident, now).map(
      ({ names }): Task => ({ kind: 'decidePlan', incidentId, wording: names }),
    ),
    ...unread,
    ...unheard,
  ];
}

/** Open steps of plans that are this desk's: also those of incidents that are another's. */
const stepTasks = (board: Board, deskId: DeskId): readonly Task[] =>
  [...openSteps(board)]
    .filter(one => deskOfStep(board, one) === deskId)
    .map(({ incident: { incidentId }, step: { names }, dueAt }): Task => {
      const due = dueAt === undefined ? {} : { dueAt };
      return { kind: 'planStep', incidentId, wording: names, ...due };
    });

const taskOfCall = ({ callId, state, incidentId, read, answeredAt }: Call): readonly Task[] =>
  state !== 'ringing' && (incidentId === undefined || (answeredAt === undefined && read === undefined))
    ? [{ kind: 'readCall', callId }]
    : [];

function holdsOf(board: Board, incident: Incident): readonly Hold[] {
  const { incidentId } = incident;
  return openAssignments(board, incident).flatMap((assignment): readonly Hold[] => {
    const { unitId, point, times } = assignment;
    const since = times.dispatched ?? incident.openedAt;
    return [
      ...(isStaged(assignment) ? [{ kind: 'staged', unitId, incidentId, since } as const] : []),
      ...(point ? [{ kind: 'point', unitId, incidentId, since } as const] : []),
    ];
  });
}

const movedUp = (board: Board, deskId: DeskId): readonly Hold[] =>
  [...board.units.values()].flatMap((unit): readonly Hold[] =>
    unit.moveUp && deskOfUnit(board, unit) === deskId
      ? [{ kind: 'movedUp', unitId: unit.unitId, since: unit.moveUp.orderedAt }]
      : [],
  );
