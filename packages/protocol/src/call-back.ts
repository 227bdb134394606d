import { attemptOutcomes, callBackCauses, giveUpReasons } from '@clarion/dispatch';
import { z } from 'zod';
import { idSchema } from './measures.ts';

/** Commands about callers who are to be called back: codes alone. */
export const callBackCommandSchemas = [
  z.object({ type: z.literal('SetCallBack'), callId: idSchema, cause: z.enum(callBackCauses) }),
  z.object({ type: z.literal('AttemptCallBack'), callId: idSchema, outcome: z.enum(attemptOutcomes) }),
  z.object({ type: z.literal('GiveUpCallBack'), callId: idSchema, reason: z.enum(giveUpReasons) }),
] as const;
