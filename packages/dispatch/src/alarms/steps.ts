import type { Instant } from '@clarion/measure';
import type { Board } from '../board.ts';
import { supervisorDesk } from '../desk.ts';
import { type AlarmKind, type AlarmMeans, type Cause, type FloorAlarm, keyOf } from './alarm.ts';
import { hearersOf } from './hearers.ts';
import { alarmKinds } from './kinds.ts';
import { alarmRule } from './rules.ts';

/** What the clock does with an alarm by itself. */
export const alarmSteps = ['raise', 'escalate', 'repeat', 'clear'] as const;
export type AlarmStep = (typeof alarmSteps)[number];

export interface DueStep {
  readonly key: string;
  readonly step: AlarmStep;
  readonly kind: AlarmKind;
  /** Absent where the alarm is cleared. */
  readonly cause?: Cause;
}

/**
 * What is due on this board at this time. Pure: it follows from the log and the time alone, so a server that was away goes
 * on where the clocks stand. `whole` asks those kinds too that walk over everything.
 */
export function dueSteps(board: Board, now: Instant, means: AlarmMeans, whole = true): readonly DueStep[] {
  const due: DueStep[] = [];
  const standing = new Set<string>();
  for (const kind of alarmKinds) {
    if (kind.seldom && !whole) {
      for (const alarm of board.alarms.values()) if (alarm.kind === kind.kind) standing.add(alarm.key);
      continue;
    }
    for (const cause of causesOf(board, kind, now, means)) {
      const key = keyOf(kind.kind, cause.subject);
      standing.add(key);
      const step = stepOf(board, kind, cause, board.alarms.get(key), now);
      if (step) due.push({ key, step, kind, cause });
    }
  }
  for (const { key, kind } of board.alarms.values()) {
    if (!standing.has(key)) due.push({ key, step: 'clear', kind: kindOf(kind) });
  }
  return due;
}

/** What is due for one alarm; decided anew on the newest board before it is written. */
export function dueStep(board: Board, key: string, now: Instant, means: AlarmMeans): DueStep | undefined {
  const kind = alarmKinds.find(one => key.startsWith(keyOf(one.kind, '')));
  if (!kind) return undefined;
  for (const cause of causesOf(board, kind, now, means)) {
    if (keyOf(kind.kind, cause.subject) !== key) continue;
    const step = stepOf(board, kind, cause, board.alarms.get(key), now);
    return step && { key, step, kind, cause };
  }
  return board.alarms.has(key) ? { key, step: 'clear', kind } : undefined;
}

/** Causes that have stood long enough; none of a kind that is off. */
function* causesOf(board: Board, kind: AlarmKind, now: Instant, means: AlarmMeans): Generator<Cause> {
  const { off, afterSeconds } = alarmRule(board, kind.kind);
  // What calls for help is never off, and never waits; nor does what tells of a way past the door.
  const always = kind.severity === 'emergency' || kind.always === true;
  if (off && !always) return;
  const afterMs = always ? 0 : afterSeconds * 1000;
  for (const cause of kind.causes(board, now, means)) if (now >= cause.since + afterMs) yield cause;
}

function stepOf(
  board: Board,
  { kind, isWorse }: AlarmKind,
  cause: Cause,
  alarm: FloorAlarm | undefined,
  now: Instant,
): AlarmStep | undefined {
  if (!alarm) return 'raise';
  const { escalateSeconds, repeatSeconds } = alarmRule(board, kind);
  if (alarm.acknowledged && (isWorse?.(cause, alarm) || isJoined(board, cause, alarm, now))) return 'repeat';
  if (alarm.acknowledged) return now >= alarm.acknowledged.at + repeatSeconds * 1000 ? 'repeat' : undefined;
  if (alarm.escalatedAt !== undefined || isSupervisors(board, alarm)) return undefined;
  const standingSince = alarm.repeatedAt ?? alarm.raisedAt;
  return now >= standingSince + escalateSeconds * 1000 ? 'escalate' : undefined;
}

/** Something more has come to stand behind the alarm since it was acknowledged. */
function isJoined(
  board: Board,
  { newest }: Cause,
  { kind, acknowledged }: FloorAlarm,
  now: Instant,
): boolean {
  if (newest === undefined || acknowledged === undefined) return false;
  const dueAt = newest + alarmRule(board, kind).afterSeconds * 1000;
  return acknowledged.at < dueAt && dueAt <= now;
}

/** There is nobody above the supervisor. */
function isSupervisors(board: Board, alarm: FloorAlarm): boolean {
  const supervisor = supervisorDesk(board);
  return (alarm.deskId ?? supervisor) === supervisor || hearersOf(board, alarm).orphaned;
}

function kindOf(id: string): AlarmKind {
  const found = alarmKinds.find(({ kind }) => kind === id);
  if (!found) throw new Error(`no kind of alarm ${id}`);
  return found;
}
