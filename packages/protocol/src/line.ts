import { z } from 'zod';

const lineCallId = z
  .string()
  .min(1)
  .max(256)
  .regex(/^\P{Cc}*$/u);
/** As it was dialled or shown: it is sealed, and finds its own open call alone. */
const number = z.string().regex(/^\+?\d{2,20}$/);

/** POST /api/line/events: one thing that happened on a line. `lineCallId` is the telephone system's own name of the call. */
export const lineEventSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('ring'), lineCallId, number: number.exactOptional() }),
  z.strictObject({ event: z.literal('answered'), lineCallId }),
  z.strictObject({ event: z.literal('abandoned'), lineCallId }),
  /** SMS, or a line of real-time text; the first of a number that has no open call is a call by text. */
  z.strictObject({
    event: z.literal('text'),
    lineCallId,
    text: z.string().trim().min(1).max(20_000),
    number: number.exactOptional(),
  }),
  /** PIDF-LO; sent again when the network knows better. */
  z.strictObject({ event: z.literal('location'), lineCallId, pidf: z.string().min(1).max(65_536) }),
  /** Where a location server is asked for it (RFC 6753); it is asked again while the call is open. */
  z.strictObject({ event: z.literal('locationReference'), lineCallId, uri: z.string().min(1).max(2000) }),
  z.strictObject({ event: z.literal('recording'), lineCallId, reference: z.string().min(1).max(200) }),
]);
