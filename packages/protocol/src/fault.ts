import { z } from 'zod';
import type { faultEn } from './words/fault.en.ts';

/** What every refused request answers. `message` is in the language of the asker and says what to do. */
export const faultSchema = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
  /** The facts behind the message, e.g. who has the unit, for which incident, since when. */
  facts: z.record(z.string(), z.unknown()).optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** Every code that a request, a command or the start of the server can be refused with. */
export type FaultCode = keyof typeof faultEn;
