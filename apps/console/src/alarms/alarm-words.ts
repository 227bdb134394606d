import {
  type AlarmAbout,
  type Board,
  type ClockDrift,
  type FloorAlarm,
  type OpenBreakGlass,
  waitingOfAlarm,
} from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { Speech } from '../words/speak.ts';

interface About {
  readonly unitId?: string;
  readonly unitIds?: readonly string[];
  readonly callId?: string;
  readonly incidentId?: string;
  readonly areaId?: string;
  readonly clock?: string;
  readonly capability?: string;
  readonly waiting?: number;
  readonly priority?: number;
  readonly orphanId?: string;
  readonly breakGlass?: OpenBreakGlass;
  readonly drift?: ClockDrift;
}

/** So many units are named on an alarm; of more it says how many. */
const NAMED = 4;

/** Of an alarm about incidents that wait: how many there are now, and the most urgent of them. */
export function aboutWaiting(board: Board, alarm: FloorAlarm, now: Instant): Partial<AlarmAbout> {
  const [first, ...others] = waitingOfAlarm(board, alarm, now);
  if (first === undefined) return {};
  const { incidentId, priority } = first.incident;
  return { incidentId, priority, waiting: 1 + others.length };
}

/** An alarm in a few words: what, and about whom. */
export function alarmName(kind: string, about: About, w: Speech): string {
  const {
    unitId,
    unitIds = unitId === undefined ? [] : [unitId],
    callId,
    incidentId,
    areaId,
    clock,
    capability,
  } = about;
  return w(`alarm.kind.${kind}`, {
    unit: unitId ?? unitIds[0],
    units: [
      ...unitIds.slice(0, NAMED),
      ...(unitIds.length > NAMED ? [w('alarms.more', { n: unitIds.length - NAMED })] : []),
    ].join(' '),
    call: callId,
    incident: incidentId,
    area: areaId,
    desk: about.orphanId,
    waiting: about.waiting,
    priority: about.priority,
    clock: clock === undefined ? '' : w(`clock.${clock}`),
    capability: capability === undefined ? '' : (w.maybe(`capability.${capability}`) ?? capability),
    about: incidentId ?? callId,
    ...ofDoor(about, w),
  }).trim();
}

function ofDoor({ breakGlass, drift }: About, w: Speech) {
  return {
    ...(breakGlass === undefined
      ? {}
      : {
          operator: breakGlass.operatorId,
          role: w(`role.${breakGlass.role}`),
          reason: w(`breakGlass.reason.${breakGlass.reason}`),
          until: w.time(breakGlass.until),
        }),
    ...(drift === undefined
      ? {}
      : { node: drift.node, seconds: drift.seconds, against: w(`drift.${drift.against}`) }),
  };
}
