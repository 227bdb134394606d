import { instant, ok } from '@clarion/measure';
import { type AlarmKind, type Cause, type FloorAlarm, keyOf } from '../alarms/alarm.ts';
import { alarmRule } from '../alarms/rules.ts';
import { dueStep } from '../alarms/steps.ts';
import type { Command } from '../command.ts';
import { supervisorDesk } from '../desk.ts';
import type { NewEntry } from '../entry.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** The server's clock found something due; of several servers that find it the first writes it, and each exactly once. */
export function stepAlarm(context: Context, command: Of<'StepAlarm'>): Decision {
  const { board, now } = context;
  const { key, step, minuteOfWeek, fixTimes, breakGlass, drift } = command;
  const due = dueStep(board, key, now, {
    ...(minuteOfWeek === undefined ? {} : { minuteOfWeek }),
    fixTimes: unitId => fixTimes?.[unitId],
    ...(breakGlass === undefined ? {} : { breakGlass: [breakGlass] }),
    ...(drift === undefined ? {} : { drifts: [drift] }),
  });
  if (due?.step !== step) return nothing;
  if (step === 'raise') return ok(due.cause ? raisedAlarm(context, due.kind, due.cause) : []);
  const alarm = board.alarms.get(key);
  if (!alarm) return nothing;
  // What it is about may have become less since it was raised.
  const data = due.cause ? { key, ...due.cause.about } : ofAlarm(alarm);
  switch (step) {
    case 'escalate': {
      const deskId = supervisorDesk(board);
      return ok([
        written(context, {
          type: 'FloorAlarmEscalated',
          data: { ...data, ...(deskId === undefined ? {} : { deskId }) },
        }),
      ]);
    }
    case 'repeat':
      return ok([written(context, { type: 'FloorAlarmRepeated', data })]);
    case 'clear':
      return ok([written(context, { type: 'FloorAlarmCleared', data })]);
  }
}

/** The entry of a new alarm; none when it stands already. */
export function raisedAlarm(context: Context, kind: AlarmKind, cause: Cause): readonly NewEntry[] {
  const { board, now } = context;
  const key = keyOf(kind.kind, cause.subject);
  if (board.alarms.has(key)) return [];
  const deskId = kind.owner(board, cause);
  const severity = kind.room ? kind.severity : (alarmRule(board, kind.kind).severity ?? kind.severity);
  const data = {
    key,
    kind: kind.kind,
    severity,
    since: cause.since,
    ...(deskId === undefined ? {} : { deskId }),
    ...(kind.room ? { room: kind.room } : {}),
    ...cause.about,
  };
  return [written(context, { type: 'FloorAlarmRaised', data }, now)];
}

/** The entry that an alarm is over, whose cause the same command takes away; none when it does not stand. */
export function clearedAlarm(context: Context, { kind }: AlarmKind, subject: string): readonly NewEntry[] {
  const alarm = context.board.alarms.get(keyOf(kind, subject));
  return alarm ? [written(context, { type: 'FloorAlarmCleared', data: ofAlarm(alarm) }, context.now)] : [];
}

export function acknowledgeAlarm(context: Context, { key }: Of<'AcknowledgeAlarm'>): Decision {
  const alarm = context.board.alarms.get(key);
  if (!alarm) return refused({ code: 'AlarmOverAlready', key });
  if (alarm.acknowledged) return nothing;
  return ok([written(context, { type: 'FloorAlarmAcknowledged', data: ofAlarm(alarm) })]);
}

/** Once per desk, person and round; it may come when the alarm is over already, and still proves that it sounded. */
export function reportSounded(context: Context, command: Of<'ReportSounded'>): Decision {
  const { board, envelope } = context;
  const { key, deskId, how, round } = command;
  const alarm = board.alarms.get(key) ?? board.pastAlarms.findLast(one => one.key === key);
  if (!alarm) return refused({ code: 'AlarmOverAlready', key });
  const known = alarm.sounded.some(
    one => one.round === round && one.deskId === deskId && one.by.id === envelope.actor.id && one.how === how,
  );
  if (known || round > alarm.repeats) return nothing;
  const data = { ...ofAlarm(alarm), ...(deskId === undefined ? {} : { deskId }), how, round };
  return ok([written(context, { type: 'FloorAlarmSounded', data }, instant(context.at))]);
}

const ofAlarm = ({ key, about }: FloorAlarm) => ({ key, ...about });
