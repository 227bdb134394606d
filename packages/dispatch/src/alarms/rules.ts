import type { Board } from '../board.ts';
import type { IncidentClock } from '../clocks/target.ts';
import { usualWaiting, type WaitingRule } from './waiting-rules.ts';

/** How loud an alarm is; each has a tone of its own. */
export const alarmSeverities = ['emergency', 'high', 'medium', 'low'] as const;
export type AlarmSeverity = (typeof alarmSeverities)[number];

/** Every kind of alarm. Each has a file in `kinds/` and its words under `alarm.kind.*`. */
export const alarmKindIds = [
  'emergency',
  'accountabilityMissed',
  'stagedWentIn',
  'deskOrphaned',
  'breakGlass',
  'callWaiting',
  'callBackDue',
  'transferUnreceived',
  'unacknowledged',
  'orderUnacknowledged',
  'planStepOverdue',
  'unitAwaited',
  'unitAwaitedLong',
  'changeUnread',
  'messageUnacknowledged',
  'crewMessageUnread',
  'unitOverdue',
  'clockOver',
  'transferOverdue',
  'lowCover',
  'clockDrift',
] as const;
export type AlarmKindId = (typeof alarmKindIds)[number];

/** What a centre says of one kind, in the place of what is usual. */
export interface AlarmRule {
  /** The cause is shown where it stands, and raises nothing. */
  readonly off?: true;
  readonly severity?: AlarmSeverity;
  /** So long must the cause have stood. */
  readonly afterSeconds?: number;
  readonly escalateSeconds?: number;
  readonly repeatSeconds?: number;
}

export interface AlarmRules {
  /** Nobody has acknowledged it for so long: the supervisor has it too. */
  readonly escalateSeconds: number;
  /** It was acknowledged so long ago and its cause still stands: it is raised again. */
  readonly repeatSeconds: number;
  /** As many alarms an hour as one desk can work through. */
  readonly budgetPerHour: number;
  /** The clocks of an incident that are an alarm when they are over their target. */
  readonly clocks: readonly IncidentClock[];
  /** When somebody more is told of an incident without a unit; absent: `usualWaiting`. */
  readonly waiting?: readonly WaitingRule[];
  readonly kinds?: { readonly [kind in AlarmKindId]?: AlarmRule };
}

/**
 * What a centre starts from. Budget: EEMUA 191 (3rd ed., 2013) and ISA-18.2-2016 §16.5 take about six alarms an hour and
 * operator (150 a day) as very likely to be acceptable.
 */
export const usualAlarms: AlarmRules = {
  escalateSeconds: 60,
  repeatSeconds: 300,
  budgetPerHour: 6,
  clocks: ['release', 'interpreter'],
  waiting: usualWaiting,
  kinds: {
    emergency: { escalateSeconds: 15, repeatSeconds: 120 },
    accountabilityMissed: { escalateSeconds: 60, repeatSeconds: 180 },
    clockOver: { afterSeconds: 60, repeatSeconds: 3600 },
    lowCover: { afterSeconds: 300, escalateSeconds: 300, repeatSeconds: 1800 },
    planStepOverdue: { repeatSeconds: 900 },
    unitAwaited: { repeatSeconds: 900 },
    unitAwaitedLong: { repeatSeconds: 900 },
    unitOverdue: { repeatSeconds: 600 },
    transferOverdue: { escalateSeconds: 3600, repeatSeconds: 86_400 },
    breakGlass: { repeatSeconds: 3600 },
    clockDrift: { afterSeconds: 20, repeatSeconds: 3600 },
  },
};

export const alarmRules = (board: Board): AlarmRules => board.configuration?.alarms ?? usualAlarms;

/** What holds for one kind: its own rule, over what holds for all. */
export function alarmRule(
  board: Board,
  kind: AlarmKindId,
): AlarmRule & Required<Omit<AlarmRule, 'off' | 'severity'>> {
  const { escalateSeconds, repeatSeconds, kinds } = alarmRules(board);
  return { afterSeconds: 0, escalateSeconds, repeatSeconds, ...kinds?.[kind] };
}
