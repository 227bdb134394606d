import type { Instant } from '@clarion/measure';
import type { AssignmentId, IncidentId, SealedRef, UnitId } from './ids.ts';
import type { ReadySentence } from './message.ts';

/** What floor and crews tell each other about an incident. */
export type CrewCommand =
  | {
      readonly type: 'SendMessage';
      readonly incidentId: IncidentId;
      /** Absent: every crew that is on it. */
      readonly unitIds?: readonly UnitId[];
      readonly words: SealedRef;
    }
  /** The crew has read it, or has said so by voice. */
  | {
      readonly type: 'AcknowledgeMessage';
      readonly unitId: UnitId;
      readonly assignmentId: AssignmentId;
      /** The entry that sent it. */
      readonly seq: number;
      readonly happenedAt?: Instant;
    }
  /** A ready sentence, or words of its own. */
  | {
      readonly type: 'WriteToFloor';
      readonly unitId: UnitId;
      readonly incidentId: IncidentId;
      readonly ready?: ReadySentence;
      readonly words?: SealedRef;
      readonly happenedAt?: Instant;
    }
  /** Somebody on the floor has read what crews wrote, up to the entry `seq`. */
  | { readonly type: 'ReadCrewMessages'; readonly incidentId: IncidentId; readonly seq: number }
  | {
      readonly type: 'AddPhoto';
      readonly unitId: UnitId;
      readonly incidentId: IncidentId;
      readonly photo: SealedRef;
      readonly happenedAt?: Instant;
    }
  /** The server has refused what a crew's device asked for. */
  | {
      readonly type: 'RecordRefusal';
      readonly unitId: UnitId;
      readonly incidentId?: IncidentId;
      /** Type of the command. */
      readonly asked: string;
      /** Code of the refusal. */
      readonly code: string;
      readonly happenedAt?: Instant;
    };
