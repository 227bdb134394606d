import { cordonReasons, type HeldArea } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import { z } from 'zod';
import { idSchema, instantSchema, lngLatSchema } from './measures.ts';
import type { StreetNames } from './step.ts';

/** A drawn outline has some corners; a modelled plume some hundred. */
const CORNERS_AT_MOST = 1000;
const RADIUS_AT_MOST_M = 50_000;

export const hazardAreaSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('circle'),
    centre: lngLatSchema,
    radiusM: z.number().positive().max(RADIUS_AT_MOST_M),
  }),
  z.object({
    kind: z.literal('polygons'),
    /** Coordinates of a GeoJSON MultiPolygon: rings that end where they began. */
    polygons: z
      .array(z.array(z.array(lngLatSchema).max(CORNERS_AT_MOST).readonly()).min(1).max(20).readonly())
      .min(1)
      .max(20)
      .readonly(),
  }),
]);

const asked = {
  incidentId: idSchema,
  area: hazardAreaSchema,
  /** Of all smallest cordons the one nearest to the area, or farthest from it; nearest when absent. */
  variant: z.enum(['nearest', 'farthest']).optional(),
};

/** POST /api/cordons/proposal: changes nothing. */
export const cordonQuestionSchema = z.object({
  ...asked,
  /** Beyond this many metres from the area all is outside; absent: its diameter, or what fits. */
  outsideAtM: z.number().min(0).max(1_000_000).optional(),
});
export type CordonQuestion = z.infer<typeof cordonQuestionSchema>;

export const setCordonSchema = z.object({
  type: z.literal('SetCordon'),
  ...asked,
  /** As the proposal said. */
  outsideAtM: z.number().min(0).max(1_000_000),
  /** The nodes of the points that stood on the screen; other ones now: 409 CordonChanged. */
  points: z.array(idSchema).max(2000),
  reason: z.enum(cordonReasons),
  expiresAt: instantSchema,
  /** Said on purpose: the incident's cordon that this one takes the place of. */
  replaces: idSchema.optional(),
});

/** Who can be at a point, by roads around the area; free units, and those of the incident. */
export interface PointReach {
  readonly node: string;
  readonly number: number;
  /** Soonest first, a dozen at most, none later than 20 minutes; with turnout and starting where a calibration knows them. */
  readonly units: readonly { readonly unitId: string; readonly etaMs: number }[];
  /** How many of them within 10 and 20 minutes. */
  readonly within10: number;
  readonly within20: number;
}

/** The drive from a point that takes longest extra around the area, as everybody drives who may make no forbidden turn. */
export interface CordonDetour {
  /** Numbers of points. */
  readonly from: number;
  readonly to: number;
  readonly throughMs: number;
  readonly through: readonly LngLat[];
  /** Both absent: there is no way around. */
  readonly aroundMs?: number;
  readonly around?: readonly LngLat[];
  /** Streets by which it goes around. */
  readonly by: readonly StreetNames[];
}

export type CordonProposal = Omit<HeldArea, 'reason' | 'expiresAt'> & {
  readonly variant: 'nearest' | 'farthest';
  readonly outsideAtM: number;
  /** Road points inside. */
  readonly nodesInside: number;
  readonly reach: readonly PointReach[];
  readonly detours: readonly CordonDetour[];
  /** The map ends before the outside begins: roads that lead in from there are not known. */
  readonly reachesMapEdge: boolean;
};

/** GET /api/cordons/:cordonId/reach: of a cordon that was set, by now. */
export interface CordonReach {
  readonly cordonId: string;
  readonly reach: readonly PointReach[];
  readonly detours: readonly CordonDetour[];
}

/** GET /api/closures/:closureId/detours: around one closed street, by now. Points are its ends, in the order of the numbers. */
export interface StreetDetours {
  readonly closureId: string;
  readonly detours: readonly CordonDetour[];
}
