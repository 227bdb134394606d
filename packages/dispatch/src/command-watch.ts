import type { Instant, LngLat } from '@clarion/measure';
import type { ClockDrift, OpenBreakGlass, Sounding } from './alarms/alarm.ts';
import type { AlarmStep } from './alarms/steps.ts';
import type { DeskId, IncidentId, SealedRef, UnitId } from './ids.ts';
import type { CountedCrew } from './shift/crew.ts';

/** What is asked about desks, crews that are heard or call for help, and the alarms of the floor. */
export type WatchCommand =
  /** Whoever sat there is relieved. */
  | { readonly type: 'TakeDesk'; readonly deskId: DeskId }
  | { readonly type: 'LeaveDesk'; readonly deskId: DeskId }
  /** Who sits there is about to leave; it stays theirs until somebody takes it over. */
  | { readonly type: 'OpenHandOver'; readonly deskId: DeskId; readonly note?: SealedRef }
  | { readonly type: 'NoteHandOver'; readonly deskId: DeskId; readonly note: SealedRef }
  | { readonly type: 'WithdrawHandOver'; readonly deskId: DeskId }
  /** `opened` is the entry that opened the hand-over that stands on the screen. */
  | { readonly type: 'TakeOver'; readonly deskId: DeskId; readonly opened: number }
  /** What the server's clock finds: no sign of life from who sits there, since then. */
  | {
      readonly type: 'LoseDesk';
      readonly deskId: DeskId;
      readonly operatorId: string;
      readonly silentSince: Instant;
    }
  /** Who has signed on to the unit, as numbers: the server counts, and no one else. */
  | ({ readonly type: 'CountCrew' } & CountedCrew)
  /** The desk owns the incident from now on. */
  | { readonly type: 'GiveIncident'; readonly incidentId: IncidentId; readonly deskId: DeskId }
  | {
      readonly type: 'HearUnits';
      readonly unitIds: readonly UnitId[];
      readonly via: 'voice' | 'message';
      /** All their people were counted. */
      readonly accounted?: boolean;
      readonly happenedAt?: Instant;
    }
  /** They wait nearby, or may go in. */
  /** By the crew's own button, or for a crew that called for help by voice. */
  | {
      readonly type: 'RaiseEmergency';
      readonly unitId: UnitId;
      readonly happenedAt?: Instant;
      readonly fix?: { readonly at: LngLat; readonly fixAt: Instant };
    }
  | { readonly type: 'ClaimSafe'; readonly unitId: UnitId; readonly happenedAt?: Instant }
  | { readonly type: 'EndEmergency'; readonly unitId: UnitId }
  | { readonly type: 'AcknowledgeAlarm'; readonly key: string }
  | {
      readonly type: 'ReportSounded';
      readonly key: string;
      readonly deskId?: DeskId;
      readonly how: Sounding;
      readonly round: number;
    }
  /** What the server's clock finds due; written only while it is due on the newest board. */
  | {
      readonly type: 'StepAlarm';
      readonly key: string;
      readonly step: AlarmStep;
      /** What the cause hangs on beside the board. */
      readonly minuteOfWeek?: number;
      readonly fixTimes?: { readonly [unitId: UnitId]: Instant };
      readonly breakGlass?: OpenBreakGlass;
      readonly drift?: ClockDrift;
    };
