import type { Instant } from '@clarion/measure';
import type { Board } from '../board.ts';
import type { FixTimes } from '../check.ts';
import type { IncidentClock } from '../clocks/target.ts';
import type { Actor, Role } from '../command.ts';
import type { Priority } from '../configuration.ts';
import type { AreaId, AssignmentId, CallId, Capability, DeskId, IncidentId, UnitId } from '../ids.ts';
import type { AlarmKindId, AlarmSeverity } from './rules.ts';

/** What an alarm is about; the entry carries it, so that an incident's story tells its alarms. */
export interface AlarmAbout {
  readonly callId?: CallId;
  readonly incidentId?: IncidentId;
  readonly unitId?: UnitId;
  /** Of an alarm about several units: those that it was about when the entry was written. */
  readonly unitIds?: readonly UnitId[];
  readonly assignmentId?: AssignmentId;
  readonly areaId?: AreaId;
  readonly clock?: IncidentClock;
  readonly capability?: Capability;
  /** Of incidents that wait: how many there were when the entry was written, and the most urgent of their priorities. */
  readonly waiting?: number;
  readonly priority?: Priority;
  /** The desk that nobody sits at. */
  readonly orphanId?: DeskId;
  readonly breakGlass?: OpenBreakGlass;
  readonly drift?: ClockDrift;
}

/** A sign-in by a code from an envelope, as long as it is open. */
export interface OpenBreakGlass {
  /** Its login: whatever is done by it has this name in the log. */
  readonly operatorId: string;
  readonly role: Role;
  readonly reason: string;
  /** By the server's clock. */
  readonly until: Instant;
  readonly since: Instant;
}

/** A clock that others contradict. */
export interface ClockDrift {
  /** The server. */
  readonly node: string;
  readonly against: 'database' | 'devices';
  /** The server's clock is so far ahead; behind where it is below zero. */
  readonly seconds: number;
  readonly since: Instant;
}

/** Why an alarm stands. Its subject names it among those of its kind, and stays the same while it stands. */
export interface Cause {
  readonly subject: string;
  readonly since: Instant;
  /** Of an alarm about several things: since when the newest of them stands. */
  readonly newest?: Instant;
  readonly about: AlarmAbout;
}

/** What the log does not hold and an alarm may hang on. */
export interface AlarmMeans {
  /** By the clocks of the place. */
  readonly minuteOfWeek?: number;
  readonly fixTimes?: FixTimes;
  readonly breakGlass?: readonly OpenBreakGlass[];
  readonly drifts?: readonly ClockDrift[];
}

/** One kind of alarm: what causes it on a board at a time, and whose it is. */
export interface AlarmKind {
  readonly kind: AlarmKindId;
  readonly severity: AlarmSeverity;
  /** It sounds in the whole room; all others at their owner's desk alone. */
  readonly room?: true;
  /** No rule of a centre turns it off or lets it wait. */
  readonly always?: true;
  /** It walks over everything, and is asked now and then. */
  readonly seldom?: true;
  causes(board: Board, now: Instant, means: AlarmMeans): Iterable<Cause>;
  /** Undefined: the supervisor's. */
  owner(board: Board, cause: Cause): DeskId | undefined;
  /** It is about something worse than what was acknowledged: it is raised again at once. */
  isWorse?(cause: Cause, alarm: FloorAlarm): boolean;
}

/** How an alarm was played at a desk: it sounded; the person had muted its severity; the browser let nothing sound. */
export const soundings = ['sounded', 'muted', 'blocked'] as const;
export type Sounding = (typeof soundings)[number];

/** An alarm that stands, as the log tells it. */
export interface FloorAlarm {
  readonly key: string;
  readonly kind: AlarmKindId;
  readonly severity: AlarmSeverity;
  readonly room?: true;
  readonly since: Instant;
  readonly raisedAt: Instant;
  /** The desk that owns it; absent: the supervisor's. */
  readonly deskId?: DeskId;
  readonly about: AlarmAbout;
  readonly escalatedAt?: Instant;
  readonly acknowledged?: { readonly by: Actor; readonly at: Instant };
  /** How often it was raised again, and when last. */
  readonly repeats: number;
  readonly repeatedAt?: Instant;
  readonly sounded: readonly SoundedAt[];
  readonly clearedAt?: Instant;
}

export interface SoundedAt {
  readonly by: Actor;
  readonly deskId?: DeskId;
  readonly at: Instant;
  readonly how: Sounding;
  /** Of which time it was raised: 0 the first. */
  readonly round: number;
}

export const keyOf = (kind: AlarmKindId, subject: string): string => `${kind}:${subject}`;
