import { type LngLat, ok, type Result } from '@clarion/measure';
import { z } from 'zod';
import { type FileFault, fileFault } from '../fault.ts';
import type { PackPost } from '../pack/parts.ts';
import type { StationColumns } from './columns.ts';
import { propertyText, type RawFeature, readFeatures } from './geojson.ts';

export interface Stations {
  readonly posts: readonly PackPost[];
  /** Post by what units call their station. */
  readonly byKey: ReadonlyMap<string, string>;
}

const pointSchema = z.object({
  type: z.literal('Point'),
  coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number()),
});
const kinds = new Set<string>(['fire', 'police', 'ambulance', 'hospital'] satisfies PackPost['kind'][]);
const isKind = (text: string | undefined): text is PackPost['kind'] => text !== undefined && kinds.has(text);

/** Without a mapping: `id`, `kind` (fire, police, ambulance, hospital), `name`, `name_en`, `name_zh`, `address`. */
const plain = { id: 'id', name: 'name', address: 'address' } as const;

/** Reads stations and hospitals from GeoJSON points. Errors: as `readFeatures`; no point; an unknown kind; an id twice. */
export async function readStations(
  path: string,
  columns: StationColumns | undefined,
): Promise<Result<Stations, FileFault>> {
  const features = await readFeatures(path);
  if (!features.ok) return features;
  const posts: PackPost[] = [];
  const byKey = new Map<string, string>();
  const first = new Map<string, number>();
  for (const feature of features.value) {
    const geometry = pointSchema.safeParse(feature.geometry);
    if (!geometry.success) return unfit(path, feature, 'geometry', 'Point');
    const [lng, lat] = geometry.data.coordinates;
    const at: LngLat = [lng, lat];
    const kind = kindOf(feature, columns);
    if (kind === undefined) return unfit(path, feature, 'kind', [...kinds].join(', '));
    const id = propertyText(feature, columns?.id ?? plain.id) ?? feature.id ?? `post-${feature.number}`;
    const earlier = first.get(id);
    if (earlier !== undefined)
      return fileFault('RowRepeated', path, { field: 'id' }, { value: id, first: earlier });
    first.set(id, feature.number);
    const address = propertyText(feature, columns?.address ?? plain.address);
    posts.push({
      id,
      name: namesOf(feature, columns),
      kind,
      at,
      ...(address === undefined ? {} : { address }),
    });
    const key = keyOf(feature, columns);
    if (key !== undefined) byKey.set(stationKey(key), id);
    byKey.set(stationKey(id), byKey.get(stationKey(id)) ?? id);
  }
  return ok({ posts, byKey });
}

/** Stations of another source, which units call by id or by name. */
export function stationsOf(posts: readonly PackPost[]): Stations {
  const byKey = new Map<string, string>();
  for (const { id, name } of posts) {
    for (const word of [id, ...Object.values(name)]) {
      if (!byKey.has(stationKey(word))) byKey.set(stationKey(word), id);
    }
  }
  return { posts, byKey };
}

/** `03` and `3` are one station. */
export const stationKey = (text: string): string =>
  text
    .trim()
    .toUpperCase()
    .replace(/^0+(?=\d)/, '');

function kindOf(feature: RawFeature, columns: StationColumns | undefined): PackPost['kind'] | undefined {
  const rule = columns?.kind;
  if (typeof rule === 'string') return rule;
  const word = propertyText(feature, rule?.property ?? 'kind');
  const kind = rule === undefined ? word : rule.values[word ?? ''];
  return isKind(kind) ? kind : undefined;
}

function keyOf(feature: RawFeature, columns: StationColumns | undefined): string | undefined {
  if (columns?.key === undefined) return undefined;
  const text = propertyText(feature, columns.key.property);
  if (text === undefined || columns.key.pattern === undefined) return text;
  return new RegExp(columns.key.pattern).exec(text)?.[1];
}

/** Names by the mapping, else `name`, `name_en`, `name_zh`. */
export function namesOf(
  feature: RawFeature,
  columns: { readonly name: string } | undefined,
): PackPost['name'] {
  const local = propertyText(feature, columns?.name ?? plain.name);
  const en = propertyText(feature, 'name_en');
  const zh = propertyText(feature, 'name_zh');
  return {
    ...(en === undefined ? {} : { en }),
    ...(zh === undefined ? {} : { zh }),
    ...(local === undefined ? {} : { local }),
  };
}

export const unfit = (path: string, feature: RawFeature, field: string, reason: string) =>
  fileFault('GeoJsonUnfit', path, { field }, { feature: feature.number, reason });
