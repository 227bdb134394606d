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
  /** One's own, in the place of one that somebody else made; asked for by the fault `PasswordOnce`. */
  newPassword: z.string().min(1).max(200).optional(),
  /** Of an authenticator, or a recovery code; asked for by the fault `SecondFactorNeeded`. */
  code: z.string().max(40).optional(),
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
  /** A sign-in by a code from an envelope: over then. */
  breakGlassUntil: instantSchema.optional(),
  /** This once, in the answer to the code that turned the second factor on. */
  recoveryCodes: z.array(z.string()).optional(),
});
export type Session = z.infer<typeof sessionSchema>;

/** POST /api/account/second-factor: who asks is who signed in. */
export const passwordSchema = z.object({ password: z.string().min(1).max(200) });
/** PUT /api/account/password */
export const newPasswordSchema = passwordSchema.extend({ newPassword: z.string().min(1).max(200) });
/** POST /api/account/second-factor/first-code */
export const codeSchema = z.object({ code: z.string().min(1).max(40) });

/** Facts of the fault `SecondFactorEnrol`, and answer of POST /api/account/second-factor. */
export interface Enrolment {
  /** Base 32. */
  readonly secret: string;
  /** The same for an authenticator's camera. */
  readonly uri: string;
}

export const loginSchema = z.object({ login: z.string().min(1).max(80) });
/** PATCH /api/operators/:login */
export const operatorChangeSchema = z.object({
  /** true: no more sign-in; false: again, with the password there was. */
  ended: z.boolean().optional(),
  role: roleSchema.optional(),
  /** true: the server makes one and answers it, this once. Whoever signs in by it makes one of their own. */
  newPassword: z.literal(true).optional(),
  /** The same with one that is given; of a crew's device it stays. */
  password: z.string().min(1).max(200).optional(),
  /** false: the device is lost; the next sign-in goes by the password, and enrols anew where the role has to. */
  secondFactor: z.literal(false).optional(),
  /** false: every session is over. */
  signedIn: z.literal(false).optional(),
});

/** Why an envelope is opened. */
export const breakGlassReasonSchema = z.enum(['providerDown', 'deviceLost', 'passwordLost', 'reliefStaff']);
/** POST /api/session/break-glass */
export const breakGlassSchema = z.object({
  code: z.string().min(1).max(60),
  reason: breakGlassReasonSchema,
  language: languageSchema.optional(),
});

/** One envelope in the answer of GET /api/break-glass; times are UTC milliseconds. */
export interface Envelope {
  readonly codeId: string;
  readonly role: z.infer<typeof roleSchema>;
  readonly hours: number;
  readonly issuedAt: number;
  readonly validUntil: number;
  readonly revokedAt?: number;
  readonly used?: {
    readonly at: number;
    readonly reason: z.infer<typeof breakGlassReasonSchema>;
    readonly login: string;
    readonly until: number;
    readonly endedAt?: number;
  };
}
