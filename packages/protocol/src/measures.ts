import type { Instant, LngLat } from '@clarion/measure';
import { z } from 'zod';

// Brands are claimed by a cast, not by a transform: JSON Schema (OpenAPI) cannot say a transform.
export const lngLatSchema: z.ZodType<LngLat, LngLat> = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .readonly();
/** UTC milliseconds. */
export const instantSchema = z.int().min(0).max(8.64e15) as unknown as z.ZodType<Instant, number>;
/** Without signs that cannot be seen or, like U+0000, not be stored. */
export const idSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^\P{Cc}*$/u);
/** Free text of people: sealed by the server before anything is logged. */
export const textSchema = z.string().trim().min(1).max(4000);
export const languageSchema = z.enum(['en', 'zh-CN']);
export type Language = z.infer<typeof languageSchema>;
