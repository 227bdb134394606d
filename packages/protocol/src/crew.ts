import { readySentences } from '@clarion/dispatch';
import { z } from 'zod';
import { idSchema, instantSchema } from './measures.ts';

/** Free text of people: sealed by the server before anything is logged. A message is read at a glance. */
const messageSchema = z.string().trim().min(1).max(500);

/** What floor and crews tell each other; the server seals the text. */
export const crewCommandSchemas = [
  z.object({
    type: z.literal('SendMessage'),
    incidentId: idSchema,
    /** Absent: every crew that is on it. */
    unitIds: z.array(idSchema).min(1).max(200).optional(),
    text: messageSchema,
  }),
  z.object({
    type: z.literal('AcknowledgeMessage'),
    unitId: idSchema,
    assignmentId: idSchema,
    seq: z.int().min(1),
    happenedAt: instantSchema.optional(),
  }),
  /** One of the two. */
  z.object({
    type: z.literal('WriteToFloor'),
    unitId: idSchema,
    incidentId: idSchema,
    ready: z.enum(readySentences).optional(),
    text: messageSchema.optional(),
    happenedAt: instantSchema.optional(),
  }),
  z.object({ type: z.literal('ReadCrewMessages'), incidentId: idSchema, seq: z.int().min(1) }),
] as const;
