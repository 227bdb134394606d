import { z } from 'zod';
import { lngLatSchema } from './measures.ts';

export const placeSchema = z.object({
  at: lngLatSchema,
  uncertaintyM: z.number().min(0).max(100_000),
  label: z.string().min(1).max(300),
  source: z.enum(['search', 'map', 'phone', 'coordinates', 'crew', 'recorded']),
  verified: z.boolean(),
  placeId: z.string().max(200).optional(),
  district: z.string().max(200).optional(),
  crossStreets: z.string().max(300).optional(),
  floor: z.string().max(40).optional(),
  entrance: z.string().max(80).optional(),
});
