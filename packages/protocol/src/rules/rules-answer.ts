import type { Area, Configuration, PublishedRules } from '@clarion/dispatch';
import { rulesReasons } from '@clarion/dispatch';
import { z } from 'zod';
import { idSchema, instantSchema } from '../measures.ts';

/** Commands about the centre's own rules. */
export const rulesCommandSchemas = [
  z.object({
    type: z.literal('DraftRules'),
    /** As a rules file has them; what is wrong is told with its field. */
    rules: z.record(z.string().max(40), z.unknown()),
    reason: z.enum(rulesReasons),
    /** Absent: as soon as they are approved. */
    startsAt: instantSchema.optional(),
  }),
  z.object({ type: z.literal('ApproveRules'), rulesId: idSchema }),
  z.object({ type: z.literal('WithdrawRules'), rulesId: idSchema }),
  z.object({ type: z.literal('RollBackRules'), rulesId: idSchema }),
] as const;

/** POST /api/rules/replay: begins to reckon what a draft would have recommended. */
export const replayQuestionSchema = z.object({ rulesId: idSchema });

/** GET /api/rules/state: what changes while somebody looks at the page. */
export interface RulesState {
  readonly now: number;
  readonly version: number;
  /** Number, state and whether it was replayed, of each. */
  readonly published: readonly (readonly [rulesId: string, state: string, replayed: boolean])[];
  readonly replaying: RulesAnswer['replaying'];
}

/** GET /api/rules */
export interface RulesAnswer {
  readonly now: number;
  /** Of the place's clocks. */
  readonly timeZone: string;
  /** Of the place alone, without any rules of the centre. */
  readonly usual: Configuration;
  readonly inForce: Configuration;
  /** Those that the server adopted from its place and its file. */
  readonly adopted: Configuration;
  readonly inForceId: string | null;
  /** The place's own, without their borders. */
  readonly areas: readonly Area[];
  /** The newest first. */
  readonly published: readonly PublishedRules[];
  /** What this server reckons now. */
  readonly replaying: { readonly rulesId: string; readonly done: number; readonly of: number } | null;
}
