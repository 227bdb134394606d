import { dismissalReasons, moveUpRules, suspensionReasons } from '@clarion/dispatch';
import { z } from 'zod';
import { idSchema, instantSchema } from './measures.ts';

/** How free units are moved up, in a deployment and in a centre's rules. */
export const moveUpPolicySchema = z.strictObject({
  rule: z.enum(moveUpRules),
  capabilities: z.array(idSchema).min(1).max(20),
  withinMinutes: z.number().gt(0).max(120),
  busy: z.number().min(0).max(0.95),
  minimumGain: z.number().min(0).max(1),
  movesAtOnce: z.int().min(0).max(100),
  movesPerShift: z.int().min(0).max(100),
  shiftHours: z.number().gt(0).max(24),
  restMinutes: z.number().min(0).max(1440),
  longestDriveMinutes: z.number().gt(0).max(240),
  dismissedMinutes: z.number().min(0).max(1440),
  tables: z.record(idSchema, z.array(z.array(idSchema).max(500)).max(500)).exactOptional(),
});

/** Commands about free units that are moved up. */
export const moveUpCommandSchemas = [
  z.object({
    type: z.literal('OrderMoveUp'),
    unitId: idSchema,
    postId: idSchema,
    /** The advice that is followed, as it stood on the screen; the server adds what it said. */
    adviceId: z.string().max(80).optional(),
  }),
  z.object({
    type: z.literal('AcknowledgeMoveUp'),
    unitId: idSchema,
    happenedAt: instantSchema.optional(),
  }),
  z.object({
    type: z.literal('ReportAtPost'),
    unitId: idSchema,
    happenedAt: instantSchema.optional(),
  }),
  z.object({
    type: z.literal('DismissMoveUp'),
    unitId: idSchema,
    postId: idSchema,
    adviceId: z.string().max(80).optional(),
    reason: z.enum(dismissalReasons).optional(),
  }),
  z.object({ type: z.literal('SuspendMoveUps'), until: instantSchema, reason: z.enum(suspensionReasons) }),
  z.object({ type: z.literal('ResumeMoveUps') }),
] as const;

/** One move that is advised. */
export interface AdvisedMove {
  readonly unitId: string;
  readonly postId: string;
  readonly capability: string;
  readonly rule: (typeof moveUpRules)[number];
  /** Share of all demand that it adds within `withinMinutes`. */
  readonly gain: number;
  readonly driveMs: number;
}

/** A message of the live line, when a page is live and whenever it changes: which free unit should stand where. */
export interface MoveUpAdviceAnswer {
  /** Sent back with the order, so that the log holds what was on the screen. */
  readonly adviceId: string;
  readonly moves: readonly AdvisedMove[];
  readonly withinMinutes: number;
  /** What the gain is a share of. */
  readonly of: 'people' | 'calls';
}
