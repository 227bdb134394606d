import { z } from 'zod';
import { lawSchema } from '../scenario/schema.ts';

const id = z.string().min(1);

export const shiftsSchema = z
  .array(
    z.strictObject({
      id,
      startHour: z.int().min(0).max(23),
      hours: z.int().min(1).max(24),
      /** 0 = Monday; absent: every day. */
      days: z.array(z.int().min(0).max(6)).min(1).optional(),
      /** Of one unit (or person, where crews are planned) for one shift; absent: its hours. */
      cost: z.number().gt(0).optional(),
    }),
  )
  .min(1)
  .max(24);
export type ShiftDescription = z.output<typeof shiftsSchema>[number];

export const ratioSchema = z.strictObject({ officer: id, auxiliary: id, atMost: z.number().gt(0) });

/** What `clarion plan staffing` reads; unknown fields are refused by name. */
export const staffingSchema = z.strictObject({
  /** 168 rates, one for each hour of the week from Monday 00:00. */
  callsPerHour: z.array(z.number().min(0)).length(168),
  /** How long a unit is busy with one call, travel included. */
  service: lawSchema,
  unitsPerCall: z.number().gt(0).max(50).default(1),
  /** In each hour no more than this share of the calls may find nobody free. */
  probabilityOfWait: z.number().gt(0).lt(1).default(0.05),
  minimumUnits: z.int().min(1).max(10_000).default(1),
  /** Shifts that can be begun; absent: only the units for each hour are told. */
  shifts: shiftsSchema.optional(),
  /** Who sits in a unit. */
  crew: z
    .strictObject({
      roles: z.array(z.strictObject({ id, perUnit: z.int().min(1).max(50) })).min(1),
      /** On each shift no more auxiliaries for an officer than this. */
      ratio: ratioSchema.optional(),
      /** Hours that one person works a week, at most. */
      weeklyHours: z.number().gt(0).max(168).default(40),
    })
    .optional(),
});

export type StaffingQuestion = z.output<typeof staffingSchema>;

export const staffingJsonSchema = (): object => ({
  title: 'Clarion staffing question',
  ...z.toJSONSchema(staffingSchema, { io: 'input' }),
});
