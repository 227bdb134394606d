import type { Assignment, Emergency, Incident, IncidentType, Names, Unit } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import { z } from 'zod';
import { idSchema } from './measures.ts';
import { roleSchema } from './session.ts';

/**
 * What a crew's phone sees: its own unit and its open assignments, newest last. GET /api/unit, and a WebSocket message
 * whenever one of them changes. A responder gets no other entries.
 */
export interface UnitView {
  readonly head: number;
  readonly unit: Unit;
  /** The unit has called for help, and nobody has ended it; `toldAt` says that the centre knows. */
  readonly emergency?: Emergency;
  /** Where the unit is told to stand, while it is free. */
  readonly moveTo?: { readonly names: Names; readonly at: LngLat; readonly home: boolean };
  readonly assignments: readonly {
    readonly assignment: Assignment;
    readonly incident: Incident;
    readonly type?: IncidentType;
    /** Types that changes the crew has not read name as the old ones. */
    readonly typesBefore?: readonly IncidentType[];
  }[];
}

/** POST /api/operators (administrator): a new sign-in. The password is given once, by a way outside the program. */
export const newOperatorSchema = z.object({
  login: z
    .string()
    .min(1)
    .max(80)
    .regex(/^[a-zA-Z0-9._-]+$/),
  displayName: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^\P{Cc}*$/u),
  password: z.string().min(10).max(200),
  role: roleSchema,
  /** For role responder: the unit it speaks for; without one it is a gateway that reports positions for any unit. */
  unitId: idSchema.optional(),
});

/** One sign-in in the answer of GET /api/operators. */
export interface ListedOperator extends OperatorSummary {
  readonly ended: boolean;
  readonly secondFactor: boolean;
}

export interface OperatorSummary {
  readonly operatorId: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: z.infer<typeof roleSchema>;
  readonly unitId?: string;
}
