import { z } from 'zod';
import { lngLatSchema } from './measures.ts';

/** One answer of GET /api/places?q=&near=lng,lat&limit= and GET /api/places/at?lng=&lat= */
export const placeHitSchema = z.object({
  id: z.string(),
  kind: z.enum(['address', 'block', 'crossing', 'street', 'place', 'kilometre', 'coordinates']),
  label: z.string(),
  names: z.object({ en: z.string().optional(), zh: z.string().optional(), local: z.string().optional() }),
  at: lngLatSchema,
  uncertaintyM: z.number(),
  district: z.string().optional(),
  crossStreets: z.string().optional(),
  score: z.number(),
  confidence: z.enum(['exact', 'likely', 'unsure']),
  /** Another candidate has the same name: none is preselected. */
  ambiguous: z.boolean(),
  matched: z.string(),
});
export type PlaceHitAnswer = z.infer<typeof placeHitSchema>;

export const placeSearchSchema = z.object({
  q: z.string().min(1).max(300),
  near: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(50).optional(),
});
