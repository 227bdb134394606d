import { ok, type Result } from '@clarion/measure';
import { z } from 'zod';
import { type FileFault, fileFault } from '../fault.ts';
import { readJson } from '../read-text.ts';

const collectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.union([z.string(), z.number()]).optional(),
      properties: z.record(z.string(), z.unknown()).nullable(),
      geometry: z.unknown(),
    }),
  ),
});

export interface RawFeature {
  /** From 1, in the order of the file. */
  readonly number: number;
  readonly id: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

/** Features of a GeoJSON file (RFC 7946), their geometry unread. Errors: as `readJson`; not a FeatureCollection; none. */
export async function readFeatures(path: string): Promise<Result<readonly RawFeature[], FileFault>> {
  const json = await readJson(path);
  if (!json.ok) return json;
  const collection = collectionSchema.safeParse(json.value);
  if (!collection.success) {
    const issue = collection.error.issues[0];
    return fileFault(
      'JsonUnfit',
      path,
      { field: issue?.path.join('.') || '.' },
      { reason: issue?.message ?? '' },
    );
  }
  if (collection.data.features.length === 0) return fileFault('TableEmpty', path);
  return ok(
    collection.data.features.map(({ id, properties, geometry }, i) => ({
      number: i + 1,
      id: id === undefined ? undefined : String(id),
      properties: properties ?? {},
      geometry,
    })),
  );
}

/** A property as text; undefined when it is absent, null or no plain value. */
export function propertyText({ properties }: RawFeature, name: string): string | undefined {
  const value = properties[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
