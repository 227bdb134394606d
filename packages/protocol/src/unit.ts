import type {
  Assignment,
  Emergency,
  Incident,
  IncidentType,
  Names,
  SpokenLanguage,
  Unit,
} from '@clarion/dispatch';
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
    /** What its callers speak, in the order of their calls; absent: nobody has marked any. */
    readonly languages?: readonly Pick<SpokenLanguage, 'tag' | 'names'>[];
  }[];
}

/**
 * POST /api/operators (administrator): a new sign-in. Without a password the server makes one and answers it, this once. Whoever
 * signs in by it makes one of their own; that of a crew's device stays.
 */
export const newOperatorSchema = z.object({
  login: z.string().min(1).max(80),
  displayName: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^\P{Cc}*$/u)
    .optional(),
  password: z.string().min(10).max(200).optional(),
  role: roleSchema,
  /** For role responder: the unit it speaks for; without one it is a gateway that reports positions for any unit. */
  unitId: idSchema.optional(),
});

/** One sign-in in the answer of GET /api/operators. */
export interface ListedOperator extends OperatorSummary {
  readonly ended: boolean;
  readonly secondFactor: boolean;
  /** UTC milliseconds, as all of them. */
  readonly since: number;
  /** Of the last change by somebody else. */
  readonly changedAt?: number;
  /** The role comes from the organisation's own sign-on. */
  readonly signsOn?: true;
  /** The password is one that somebody else made, and was not changed yet. */
  readonly passwordOnce?: true;
  /** From an envelope: over then. */
  readonly until?: number;
}

/** Answer of POST, and of PATCH where a password was made. */
export interface OperatorMade extends OperatorSummary {
  /** Shown this once; absent when one was given. */
  readonly password?: string;
}

/** One line in the answer of GET /api/operators/acts, the newest first. */
export interface ListedOperatorAct {
  readonly actId: number;
  readonly at: number;
  /** Absent: at the machine itself. */
  readonly actor?: string;
  readonly login: string;
  readonly act: 'made' | 'role' | 'password' | 'deviceLost' | 'ended' | 'givenBack' | 'signedOut';
  readonly role?: z.infer<typeof roleSchema>;
  readonly roleBefore?: z.infer<typeof roleSchema>;
}

export interface OperatorSummary {
  readonly operatorId: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: z.infer<typeof roleSchema>;
  readonly unitId?: string;
}
