import type { Instant, LngLat } from '@clarion/measure';
import type { AlarmAbout, Sounding } from './alarms/alarm.ts';
import type { AlarmKindId, AlarmSeverity } from './alarms/rules.ts';
import type { Owned } from './hand-over.ts';
import type { AssignmentId, DeskId, IncidentId, SealedRef, UnitId } from './ids.ts';
import type { CountedCrew } from './shift/crew.ts';

/** What an alarm's later entries say it is about, so that they stand in its incident's story. */
type OfAlarm = { readonly key: string } & AlarmAbout;

/** Entries about desks, crews that are heard or call for help, and the alarms of the floor. */
export type WatchEntryBody =
  | { readonly type: 'DeskTaken'; readonly data: { readonly deskId: DeskId } }
  | { readonly type: 'DeskLeft'; readonly data: { readonly deskId: DeskId } }
  | {
      readonly type: 'HandOverOpened';
      readonly data: { readonly deskId: DeskId; readonly note?: SealedRef };
    }
  | { readonly type: 'HandOverNoted'; readonly data: { readonly deskId: DeskId; readonly note: SealedRef } }
  | { readonly type: 'HandOverWithdrawn'; readonly data: { readonly deskId: DeskId } }
  /** Who wrote it sits there from now on, and has all that the desk owned: the numbers say what that was. */
  | {
      readonly type: 'DeskHandedOver';
      readonly data: {
        readonly deskId: DeskId;
        readonly fromId: string;
        /** The entry that opened the hand-over. */
        readonly opened: number;
      } & Owned;
    }
  /** No sign of life from who sat there. */
  | {
      readonly type: 'DeskLost';
      readonly data: { readonly deskId: DeskId; readonly operatorId: string; readonly silentSince: Instant };
    }
  | { readonly type: 'CrewCounted'; readonly data: CountedCrew }
  | {
      readonly type: 'IncidentGiven';
      readonly data: { readonly incidentId: IncidentId; readonly deskId: DeskId };
    }
  | {
      readonly type: 'UnitHeard';
      readonly data: {
        readonly unitId: UnitId;
        readonly incidentId?: IncidentId;
        readonly via: 'voice' | 'message';
        /** All its people were counted. */
        readonly accounted?: true;
      };
    }
  | {
      /** Written by older versions alone; read as the staging of one unit. */
      readonly type: 'UnitStaged';
      readonly data: {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly incidentId: IncidentId;
        /** It waits nearby until somebody says that it may go in. */
        readonly staged: boolean;
      };
    }
  | {
      readonly type: 'EmergencyRaised';
      readonly data: {
        readonly unitId: UnitId;
        readonly incidentId?: IncidentId;
        readonly via: 'button' | 'voice';
        /** The unit's last fix and when it was taken. */
        readonly fix?: { readonly at: LngLat; readonly fixAt: Instant };
        /** It came after a newer emergency of the unit had ended: kept in the record, alarms nobody. */
        readonly late?: true;
      };
    }
  /** The crew says that it is safe: a claim, shown as such, that ends nothing. */
  | {
      readonly type: 'SafeClaimed';
      readonly data: { readonly unitId: UnitId; readonly incidentId?: IncidentId };
    }
  | {
      readonly type: 'EmergencyEnded';
      readonly data: { readonly unitId: UnitId; readonly incidentId?: IncidentId };
    }
  | {
      readonly type: 'FloorAlarmRaised';
      readonly data: OfAlarm & {
        readonly kind: AlarmKindId;
        readonly severity: AlarmSeverity;
        /** Since when its cause stands. */
        readonly since: Instant;
        /** Its owner; absent: the supervisor. */
        readonly deskId?: DeskId;
        readonly room?: true;
      };
    }
  | { readonly type: 'FloorAlarmAcknowledged'; readonly data: OfAlarm }
  /** To the supervisor, for nobody has acknowledged it. */
  | { readonly type: 'FloorAlarmEscalated'; readonly data: OfAlarm & { readonly deskId?: DeskId } }
  /** It was acknowledged, and its cause still stands. */
  | { readonly type: 'FloorAlarmRepeated'; readonly data: OfAlarm }
  /** The page at a desk tells whether it was heard there. */
  | {
      readonly type: 'FloorAlarmSounded';
      readonly data: OfAlarm & {
        readonly deskId?: DeskId;
        readonly how: Sounding;
        /** 0: when it was raised; else the repeat. */
        readonly round: number;
      };
    }
  | { readonly type: 'FloorAlarmCleared'; readonly data: OfAlarm };
