import { ok, type Result } from '@clarion/measure';
import { z } from 'zod';
import type { FileFault } from '../fault.ts';
import type { PackArea, PackAreas } from '../pack/parts.ts';
import type { AreaColumns } from './columns.ts';
import { propertyText, readFeatures } from './geojson.ts';
import { namesOf, unfit } from './stations.ts';

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const rings = z.array(z.array(position).min(4)).min(1);
const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(rings).min(1) }),
]);

/** Reads districts or response areas. Errors: as `readFeatures`; a feature that is no area. */
export async function readAreas(
  path: string,
  columns: AreaColumns | undefined,
): Promise<Result<PackAreas, FileFault>> {
  const features = await readFeatures(path);
  if (!features.ok) return features;
  const areas: PackArea[] = [];
  for (const feature of features.value) {
    const geometry = geometrySchema.safeParse(feature.geometry);
    if (!geometry.success) return unfit(path, feature, 'geometry', 'Polygon, MultiPolygon');
    const id = propertyText(feature, columns?.id ?? 'id') ?? feature.id ?? `area-${feature.number}`;
    areas.push({
      type: 'Feature',
      properties: { id, name: namesOf(feature, columns) },
      geometry: geometry.data,
    });
  }
  return ok({ type: 'FeatureCollection', features: areas });
}
