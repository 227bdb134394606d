import type { Priority } from './configuration.ts';
import type { AssignmentId, IncidentId, SealedRef, UnitId } from './ids.ts';
import type { Parts, TakenIn } from './merge.ts';
import type { MovedBy } from './moving.ts';
import type { Schedule } from './schedule.ts';
import type { StagingPlace, StagingReason } from './staging.ts';

/** Entries about what becomes of a whole incident: for later, part of another, somewhere else, staged. */
export type StateEntryBody =
  | {
      readonly type: 'IncidentScheduled';
      readonly data: { readonly incidentId: IncidentId } & Pick<Schedule, 'needAt' | 'leadSeconds'>;
    }
  /** It is in the queue now. */
  | {
      readonly type: 'ScheduledReleased';
      readonly data: {
        readonly incidentId: IncidentId;
        /** How long before the need, as set or as reckoned from turnout and drive. */
        readonly leadSeconds?: number;
      };
    }
  /** Of each of the two: it has to do with the other, or no longer. */
  | {
      readonly type: 'IncidentLinked' | 'IncidentUnlinked';
      readonly data: { readonly incidentId: IncidentId; readonly otherIncidentId: IncidentId };
    }
  /** It is part of another one now, with its calls and units. */
  | {
      readonly type: 'IncidentMerged';
      readonly data: { readonly incidentId: IncidentId; readonly intoIncidentId: IncidentId } & Parts;
    }
  /** The other side of it: the one that leads. */
  | {
      readonly type: 'IncidentTookIn';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly mergedIncidentId: IncidentId;
      } & Pick<TakenIn, 'takes' | 'had'>;
    }
  | {
      readonly type: 'IncidentSplit';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly fromIncidentId: IncidentId;
        /** On both again, as before. */
        readonly alsoAssigned: readonly UnitId[];
      } & Parts;
    }
  | {
      readonly type: 'IncidentLetGo';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly splitIncidentId: IncidentId;
        /** What it had taken over and gives back; `null`: it had none. */
        readonly gives: { readonly priority?: Priority; readonly alarm?: number | null };
      };
    }
  /** The incident is somewhere else; where, is sealed. Who is on it is named, for each is told. */
  | {
      readonly type: 'PlaceMoved';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly place: SealedRef;
        readonly told: MovedBy;
        readonly assignments: readonly { readonly assignmentId: AssignmentId; readonly unitId: UnitId }[];
      };
    }
  | {
      readonly type: 'StagingSet';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly reason: StagingReason;
        readonly place?: StagingPlace;
        /** Of the units that are on it. */
        readonly assignments: readonly { readonly assignmentId: AssignmentId; readonly unitId: UnitId }[];
        /** Whoever is sent from now on waits too. */
        readonly whole?: true;
      };
    }
  /** It is safe to go in; each of these units is told. */
  | {
      readonly type: 'SafeTold';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly assignments: readonly { readonly assignmentId: AssignmentId; readonly unitId: UnitId }[];
        readonly whole?: true;
      };
    }
  | {
      readonly type: 'SafeAcknowledged';
      readonly data: {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly incidentId: IncidentId;
      };
    }
  /** It waits at its staging place. */
  | {
      readonly type: 'StagingReached';
      readonly data: {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly incidentId: IncidentId;
      };
    };
