import type { DutyWarning, LackingQualification, Names, QualificationId } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import { z } from 'zod';
import { idSchema, instantSchema } from './measures.ts';

/**
 * An id of the centre's own staff as its shift plan has it: a number on the duty roster, no name; of a desk, the sign-in. Ids that
 * differ in case or width of letters alone are one.
 */
export const staffIdSchema = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{N}._@-]+$/u);

/** The staff and the beginning at which it was planned first. */
export const shiftIdSchema = z
  .string()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u);

/** POST /api/shifts/preview and /api/shifts/import: the file, as docs/operating.md has its columns. */
export const shiftFileSchema = z.object({
  text: z.string().min(1).max(2_000_000),
  /** It is added to what is planned, and takes the place of nothing. */
  adds: z.boolean().optional(),
});

/** PUT /api/shifts: one planned shift, new or changed. */
export const plannedShiftSchema = z
  .object({
    /** Absent: a new one. */
    shiftId: shiftIdSchema.optional(),
    staffId: staffIdSchema,
    unitId: idSchema.optional(),
    deskId: idSchema.optional(),
    from: instantSchema,
    to: instantSchema,
  })
  .refine(one => (one.unitId === undefined) !== (one.deskId === undefined), { path: ['unitId'] });

/** POST /api/duties (the floor) and /api/unit/crew (the crew's own unit). */
export const dutySchema = z.object({ staffId: staffIdSchema, unitId: idSchema });
export const crewDutySchema = z.object({ staffId: staffIdSchema, act: z.enum(['on', 'off']) });

/** What is wrong with a line of a shift file. Words: `shift.fault.<code>`. */
export const shiftFaultCodes = [
  'file',
  'column',
  'staff',
  'place',
  'unitUnknown',
  'deskUnknown',
  'time',
  'order',
  'tooLong',
  'overlap',
  'planned',
  'qualificationUnknown',
  'expiry',
] as const;
export interface ShiftFault {
  readonly line: number;
  readonly code: (typeof shiftFaultCodes)[number];
  /** What stands there. */
  readonly value: string;
}

export interface ShiftPlace {
  readonly unitId?: string;
  readonly deskId?: string;
}
export interface ShiftLine extends ShiftPlace {
  readonly shiftId: string;
  readonly staffId: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** A warning about one of the staff; it holds nobody up. */
export type StaffWarning = DutyWarning & { readonly staffId: string };

/** What a file would do, before it does it. */
export interface ShiftPreview {
  readonly faults: readonly ShiftFault[];
  readonly shifts: readonly ShiftLine[];
  /** Planned shifts of before that would go. */
  readonly replaced: number;
  readonly warnings: readonly StaffWarning[];
  readonly qualifications: readonly {
    readonly staffId: string;
    readonly qualificationId: QualificationId;
    readonly expiresAt?: Instant;
  }[];
}

/** GET /api/shifts?from&to */
export interface ShiftPlanAnswer {
  readonly shifts: readonly ShiftLine[];
}

/** Somebody who is planned now or soon, or is on duty. */
export interface DutyLine extends ShiftPlace {
  readonly staffId: string;
  /** `elsewhere`: on duty at another place than planned; `unplanned`: there, and not planned there now. */
  readonly state: 'there' | 'missing' | 'elsewhere' | 'coming' | 'unplanned';
  readonly planned?: { readonly shiftId: string; readonly from: Instant; readonly to: Instant };
  /** On duty since. */
  readonly since?: Instant;
  /** Where they are instead. */
  readonly at?: string;
  /** Qualifications that do not count any more. */
  readonly expired: readonly QualificationId[];
  readonly warnings: readonly DutyWarning[];
}

/** GET /api/shifts/now: what is planned against who is there, by place. */
export interface ShiftsNowAnswer {
  readonly at: Instant;
  readonly lines: readonly DutyLine[];
}

/** GET /api/unit/crew: the crew's own unit. */
export interface UnitCrewAnswer {
  readonly unitId: string;
  readonly lines: readonly DutyLine[];
  /** Those that the centre knows. */
  readonly qualifications: readonly { readonly qualificationId: QualificationId; readonly names: Names }[];
  /** What the unit cannot do with who is aboard. */
  readonly lacking: readonly {
    readonly capability: string;
    readonly people?: number;
    readonly qualification?: LackingQualification;
  }[];
}

/** Answer to signing on or off. */
export interface DutyAnswer {
  readonly staffId: string;
  /** The unit that they were on before. */
  readonly before?: string;
  readonly expired: readonly QualificationId[];
  readonly warnings: readonly DutyWarning[];
}
