import { commandRoles, planDeclineReasons, planEndReasons, stepMarks, stepReasons } from '@clarion/dispatch';
import { z } from 'zod';
import { idSchema, instantSchema } from './measures.ts';

const incidentId = idSchema;
const planId = idSchema;

/** Commands about emergency plans: names of the centre's own configuration, and codes. */
export const planCommandSchemas = [
  z.object({ type: z.literal('ActivatePlan'), incidentId, planId, levelId: idSchema.optional() }),
  z.object({ type: z.literal('DeclinePlan'), incidentId, planId, reason: z.enum(planDeclineReasons) }),
  z.object({
    type: z.literal('MarkPlanStep'),
    incidentId,
    planId,
    stepId: idSchema,
    /** `open`: nothing that was said of it holds. */
    mark: z.enum([...stepMarks, 'open']),
    /** Of one that is not needed. */
    reason: z.enum(stepReasons).optional(),
    role: z.enum(commandRoles).optional(),
    unitId: idSchema.optional(),
    happenedAt: instantSchema.optional(),
  }),
  z.object({ type: z.literal('EndPlan'), incidentId, planId, reason: z.enum(planEndReasons) }),
] as const;
