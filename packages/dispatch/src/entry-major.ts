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

/** Entries about major incidents. */
export type MajorEntryBody =
  | {
      readonly type: 'MajorDeclared';
      readonly data: { readonly incidentId: IncidentId; readonly reason: MajorReason };
    }
  | {
      readonly type: 'MajorStoodDown';
      readonly data: { readonly incidentId: IncidentId; readonly reason: StandDownReason };
    }
  | {
      readonly type: 'CasualtiesCounted';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly place: number;
        readonly counts: CasualtyCounts;
        readonly told: FigureSource;
      };
    }
  | {
      readonly type: 'CapacityTold';
      readonly data: {
        readonly postId: PostId;
        readonly capacity: CapacityCounts;
        readonly told: FigureSource;
      };
    }
  | {
      readonly type: 'CasualtiesAllocated';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly number: number;
        readonly postId: PostId;
        readonly category: CarriedCategory;
        readonly count: number;
        readonly unitIds: readonly UnitId[];
        /** So many more than the hospital had told that it can take; absent: within its figure, or it told none. */
        readonly over?: number;
      };
    }
  | {
      readonly type: 'AllocationWithdrawn';
      readonly data: { readonly incidentId: IncidentId; readonly number: number };
    }
  | {
      readonly type: 'RoleGiven';
      readonly data: { readonly incidentId: IncidentId; readonly role: CommandRole; readonly unitId: UnitId };
    }
  | {
      readonly type: 'RoleEnded';
      readonly data: { readonly incidentId: IncidentId; readonly role: CommandRole; readonly unitId: UnitId };
    }
  | {
      readonly type: 'OrderGiven';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly number: number;
        readonly unitId: UnitId;
        readonly order: OrderKind;
        readonly dueAt: Instant;
      };
    }
  | {
      readonly type: 'OrderAcknowledged' | 'OrderWithdrawn';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly number: number;
        readonly unitId: UnitId;
        readonly order: OrderKind;
      };
    };
