import { z } from 'zod';
import { idSchema, instantSchema, languageSchema } from './measures.ts';

export const roleSchema = z.enum([
  'callTaker',
  'dispatcher',
  'commander',
  'responder',
  'auditor',
  'administrator',
  'planner',
]);

/** POST /api/session */
export const signInSchema = z.object({
  login: z.string().min(1).max(80),
  password: z.string().min(1).max(200),
  language: languageSchema.optional(),
});

/** Answer of POST and GET /api/session. The cookie is HttpOnly; `csrfToken` goes into the header `x-csrf-token` of every change. */
export const sessionSchema = z.object({
  operatorId: idSchema,
  login: z.string(),
  displayName: z.string(),
  role: roleSchema,
  /** A responder's session speaks for this unit. */
  unitId: idSchema.optional(),
  csrfToken: z.string(),
  expiresAt: instantSchema,
  language: languageSchema,
});
export type Session = z.infer<typeof sessionSchema>;
