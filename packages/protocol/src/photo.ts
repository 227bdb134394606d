import { z } from 'zod';
import { idSchema, instantSchema } from './measures.ts';
import { purposes } from './sealed.ts';

/** POST /api/photos (responder), the picture itself as the body: image/jpeg, at most a megabyte. A retry carries the same `commandId`. */
export const photoPostSchema = z.object({
  commandId: z.uuid(),
  incidentId: idSchema,
  happenedAt: z.coerce.number().pipe(instantSchema),
});

/** To help where the incident is still open; afterwards one of the purposes of all that is sealed. */
export const photoPurposes = ['incidentInHand', ...purposes] as const;
export type PhotoPurpose = (typeof photoPurposes)[number];

/** GET /api/photos/:sealedId: a purpose is always stated, and the reading written down. */
export const photoReadSchema = z.object({ purpose: z.enum(photoPurposes) });
