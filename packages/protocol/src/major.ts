import {
  COLLECTING_PLACES,
  COUNT_AT_MOST,
  carriedCategories,
  commandRoles,
  figureSources,
  majorReasons,
  orderKinds,
  standDownReasons,
} from '@clarion/dispatch';
import { z } from 'zod';
import { idSchema, instantSchema } from './measures.ts';

const incidentId = idSchema;
const figure = z.int().min(0).max(COUNT_AT_MOST);
const number = z.int().min(1);
const told = z.enum(figureSources);

/** Commands about major incidents: codes, numbers and times; no field takes a word. */
export const majorCommandSchemas = [
  z.object({ type: z.literal('DeclareMajor'), incidentId, reason: z.enum(majorReasons) }),
  z.object({ type: z.literal('StandDownMajor'), incidentId, reason: z.enum(standDownReasons) }),
  z.object({
    type: z.literal('CountCasualties'),
    incidentId,
    /** The casualty-collecting place, by its number. */
    place: z.int().min(1).max(COLLECTING_PLACES),
    /** All that were counted there until now. */
    counts: z.strictObject({ immediate: figure, delayed: figure, minor: figure, deceased: figure }),
    told,
  }),
  z.object({
    type: z.literal('TellCapacity'),
    postId: idSchema,
    /** What it can take beyond those that were sent to it already. */
    capacity: z.strictObject({ immediate: figure, delayed: figure, minor: figure }),
    told,
  }),
  z.object({
    type: z.literal('AllocateCasualties'),
    incidentId,
    postId: idSchema,
    category: z.enum(carriedCategories),
    count: figure.min(1),
    unitIds: z.array(idSchema).max(200).optional(),
  }),
  z.object({ type: z.literal('WithdrawAllocation'), incidentId, number }),
  z.object({ type: z.literal('GiveRole'), incidentId, role: z.enum(commandRoles), unitId: idSchema }),
  z.object({ type: z.literal('EndRole'), incidentId, role: z.enum(commandRoles) }),
  z.object({
    type: z.literal('GiveOrder'),
    incidentId,
    unitId: idSchema,
    order: z.enum(orderKinds),
    /** It is to be acknowledged by then. */
    dueAt: instantSchema,
  }),
  z.object({
    type: z.literal('AcknowledgeOrder'),
    incidentId,
    unitId: idSchema,
    number,
    happenedAt: instantSchema.optional(),
  }),
  z.object({ type: z.literal('WithdrawOrder'), incidentId, number }),
] as const;
