import type { LngLat } from '@clarion/measure';
import { instant } from '@clarion/measure';
import { z } from 'zod';
import { namesSchema } from './manifest.ts';

const lngLat = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .transform(([lng, lat]): LngLat => [lng, lat]);
const time = z.number().int().transform(instant);

export const postSchema = z.object({
  id: z.string().min(1),
  name: namesSchema,
  kind: z.enum(['fire', 'police', 'ambulance', 'hospital']),
  at: lngLat,
  address: z.string().exactOptional(),
});
/** A station, or a hospital that patients are taken to. */
export type PackPost = z.infer<typeof postSchema>;

export const unitSchema = z.object({
  id: z.string().min(1),
  label: z.string().min(1),
  /** ENGINE, TRUCK, MEDIC, PATROL…: the place's own word. */
  kind: z.string().min(1),
  agency: z.enum(['fire', 'police', 'ambulance', 'rescue']),
  capabilities: z.array(z.string()),
  /** Absent when the source does not say where the unit is stationed. */
  postId: z.string().exactOptional(),
  crew: z.number().int().positive().exactOptional(),
});
export type PackUnit = z.infer<typeof unitSchema>;

export const populationSchema = z.object({
  id: z.string().min(1),
  at: lngLat,
  population: z.number().nonnegative(),
});
export type PopulationCell = z.infer<typeof populationSchema>;

/**
 * Oddities are kept and named. zeroTravel: a unit is on scene in the second in which it set out. overlap: a unit is sent
 * before it was available again. timesOutOfOrder: a unit's times run backwards. ambiguousTime: a local time that the end of
 * summer time made twice. noSuchTime: one that its beginning left out.
 */
export const CALL_FLAGS = [
  'zeroTravel',
  'overlap',
  'timesOutOfOrder',
  'ambiguousTime',
  'noSuchTime',
] as const;
export type CallFlag = (typeof CALL_FLAGS)[number];

export const responseSchema = z.object({
  unitId: z.string().min(1),
  unitKind: z.string(),
  /** Place of the unit in the order of dispatch, from 1. */
  sequence: z.number().int(),
  dispatchAt: time.exactOptional(),
  enRouteAt: time.exactOptional(),
  onSceneAt: time.exactOptional(),
  transportAt: time.exactOptional(),
  hospitalAt: time.exactOptional(),
  availableAt: time.exactOptional(),
  /** Advanced life support. */
  als: z.boolean().exactOptional(),
  flags: z.array(z.enum(CALL_FLAGS)).exactOptional(),
});
export type RecordedResponse = z.infer<typeof responseSchema>;

export const recordedCallSchema = z.object({
  id: z.string().min(1),
  receivedAt: time,
  entryAt: time.exactOptional(),
  dispatchAt: time.exactOptional(),
  priority: z.object({ original: z.string(), final: z.string() }),
  callType: z.string(),
  group: z.string(),
  address: z.string(),
  at: lngLat,
  area: z.string().exactOptional(),
  responses: z.array(responseSchema),
  /** Those of the call and of all its responses. */
  flags: z.array(z.enum(CALL_FLAGS)),
});
/** A call of a place's own record, times in UTC. Holds nothing of the caller. */
export type RecordedCall = z.infer<typeof recordedCallSchema>;

const positions = z.array(z.array(z.number()).min(2)).min(4);
const areaSchema = z.object({
  type: z.literal('Feature'),
  properties: z.object({ id: z.string(), name: namesSchema }),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: z.array(positions) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(positions)) }),
  ]),
});
export const areasSchema = z.object({ type: z.literal('FeatureCollection'), features: z.array(areaSchema) });
/** Districts or response areas as GeoJSON; each has an id and names. */
export type PackAreas = z.infer<typeof areasSchema>;
export type PackArea = z.infer<typeof areaSchema>;
