import { hazardReasons, hazards, movedBy, stagingReasons } from '@clarion/dispatch';
import { z } from 'zod';
import { idSchema, instantSchema, lngLatSchema } from './measures.ts';
import { placeSchema } from './place-schema.ts';

const incidentId = idSchema;
const unitId = idSchema;
const unitIds = z.array(unitId).min(1).max(200).optional();

/** Help is needed later; the lead is at most a day. */
export const scheduleSchema = z.object({
  needAt: instantSchema,
  /** Absent: as long as turnout and drive take. */
  leadSeconds: z.int().min(0).max(86_400).optional(),
});
export const scheduleSchemas = [
  z.object({ type: z.literal('ScheduleIncident'), incidentId, ...scheduleSchema.shape }),
  z.object({ type: z.literal('ReleaseScheduled'), incidentId }),
] as const;

/** Where a caller or a crew has told that it is now; sealed by the server before anything is logged. */
export const moveSchema = z.object({
  type: z.literal('MovePlace'),
  incidentId,
  place: placeSchema,
  told: z.enum(movedBy),
});

/** Linked, merged and split. */
export const mergeSchemas = [
  z.object({ type: z.literal('LinkIncidents'), incidentId, otherId: incidentId }),
  z.object({ type: z.literal('UnlinkIncidents'), incidentId, otherId: incidentId }),
  z.object({ type: z.literal('MergeIncidents'), incidentId, intoId: incidentId }),
  /** Units that came after the merge go along when they are named. */
  z.object({ type: z.literal('SplitIncident'), incidentId, unitIds }),
] as const;

/** Staged until told safe. */
export const stagingSchemas = [
  z.object({
    type: z.literal('SetStaging'),
    incidentId,
    /** Absent: all that are on it, and all that are sent. */
    unitIds,
    reason: z.enum(stagingReasons),
    /** Absent: short of the scene. */
    place: z.object({ at: lngLatSchema, label: z.string().min(1).max(300) }).optional(),
  }),
  z.object({ type: z.literal('TellSafe'), incidentId, unitIds }),
  z.object({
    type: z.literal('AcknowledgeSafe'),
    unitId,
    incidentId,
    happenedAt: instantSchema.optional(),
  }),
  z.object({
    type: z.literal('ReportStaged'),
    unitId,
    incidentId,
    happenedAt: instantSchema.optional(),
  }),
] as const;

/** A hazard that somebody enters, and its end. */
export const hazardSchemas = [
  z.object({
    type: z.literal('SetHazard'),
    incidentId,
    hazard: z.enum(hazards),
    reason: z.enum(hazardReasons),
    expiresAt: instantSchema,
  }),
  z.object({ type: z.literal('EndHazard'), incidentId, hazard: z.enum(hazards) }),
] as const;
