import type { AssignmentId, IncidentId, SealedRef, UnitId } from './ids.ts';
import type { ReadySentence } from './message.ts';

/** Entries about what floor and crews tell each other. */
export type CrewEntryBody =
  | {
      readonly type: 'MessageSent';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly assignments: readonly { readonly assignmentId: AssignmentId; readonly unitId: UnitId }[];
        readonly words: SealedRef;
      };
    }
  | {
      readonly type: 'MessageAcknowledged';
      readonly data: {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly incidentId: IncidentId;
        /** The entry that sent it. */
        readonly seq: number;
      };
    }
  | {
      readonly type: 'CrewWrote';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly unitId: UnitId;
        readonly ready?: ReadySentence;
        readonly words?: SealedRef;
      };
    }
  /** All that crews wrote, up to the entry `seq`. */
  | {
      readonly type: 'CrewMessagesRead';
      readonly data: { readonly incidentId: IncidentId; readonly seq: number };
    }
  | {
      readonly type: 'PhotoAdded';
      readonly data: { readonly incidentId: IncidentId; readonly unitId: UnitId; readonly photo: SealedRef };
    }
  /** Changes nothing: who looks back sees that the crew tried, what, and why it was not taken. */
  | {
      readonly type: 'DeviceRefused';
      readonly data: {
        readonly unitId: UnitId;
        readonly incidentId?: IncidentId;
        readonly asked: string;
        readonly code: string;
      };
    };
