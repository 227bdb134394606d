import type { Instant } from '@clarion/measure';
import type { IncidentId, PostId, UnitId } from './ids.ts';
import type {
  CapacityCounts,
  CarriedCategory,
  CasualtyCounts,
  CommandRole,
  FigureSource,
  MajorReason,
  OrderKind,
  StandDownReason,
} from './major.ts';

/** What is asked about major incidents. Codes and numbers alone: there is no field for a word or a name. */
export type MajorCommand =
  | { readonly type: 'DeclareMajor'; readonly incidentId: IncidentId; readonly reason: MajorReason }
  | { readonly type: 'StandDownMajor'; readonly incidentId: IncidentId; readonly reason: StandDownReason }
  /** All that were counted at that place until now. */
  | {
      readonly type: 'CountCasualties';
      readonly incidentId: IncidentId;
      readonly place: number;
      readonly counts: CasualtyCounts;
      readonly told: FigureSource;
    }
  /** What the hospital can take beyond those that were sent to it already. */
  | {
      readonly type: 'TellCapacity';
      readonly postId: PostId;
      readonly capacity: CapacityCounts;
      readonly told: FigureSource;
    }
  | {
      readonly type: 'AllocateCasualties';
      readonly incidentId: IncidentId;
      readonly postId: PostId;
      readonly category: CarriedCategory;
      readonly count: number;
      /** Absent: nobody carries them yet. */
      readonly unitIds?: readonly UnitId[];
    }
  | { readonly type: 'WithdrawAllocation'; readonly incidentId: IncidentId; readonly number: number }
  | {
      readonly type: 'GiveRole';
      readonly incidentId: IncidentId;
      readonly role: CommandRole;
      readonly unitId: UnitId;
    }
  /** Nobody holds it any more. */
  | { readonly type: 'EndRole'; readonly incidentId: IncidentId; readonly role: CommandRole }
  | {
      readonly type: 'GiveOrder';
      readonly incidentId: IncidentId;
      readonly unitId: UnitId;
      readonly order: OrderKind;
      readonly dueAt: Instant;
    }
  /** By the crew itself, or by whoever heard it on the radio. */
  | {
      readonly type: 'AcknowledgeOrder';
      readonly incidentId: IncidentId;
      readonly unitId: UnitId;
      readonly number: number;
      /** When the crew's device was tapped. */
      readonly happenedAt?: Instant;
    }
  | { readonly type: 'WithdrawOrder'; readonly incidentId: IncidentId; readonly number: number };
