import type { Bounds, LngLat } from '@clarion/measure';
import type { GazetteerInput, Names } from '@clarion/places';
import type { WayInput } from '@clarion/roads';
import type { FeatureCollection, LineString, Polygon } from 'geojson';

/** A made-up town, in the parts that a place pack has. Nothing in it is real. */
export interface Town {
  readonly seed: number;
  readonly name: Names;
  readonly timeZone: string;
  readonly bounds: Bounds;
  readonly center: LngLat;
  readonly ways: readonly TownWay[];
  readonly gazetteer: GazetteerInput;
  readonly posts: readonly TownPost[];
  readonly units: readonly TownUnit[];
  /** Districts; properties: id, name_zh, name_en. */
  readonly areas: FeatureCollection<Polygon>;
  readonly population: readonly PopulationCell[];
  readonly basemap: TownBasemap;
}

/** Every point along a way has an id, so closures can name each. */
export interface TownWay extends WayInput {
  readonly id: string;
  readonly bridge: boolean;
  readonly oneway: boolean;
}

export type PostKind = 'fire' | 'police' | 'ambulance' | 'hospital';
export interface TownPost {
  readonly id: string;
  readonly name: Names;
  readonly kind: PostKind;
  readonly at: LngLat;
  readonly address: string;
}

export interface TownUnit {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly agency: 'fire' | 'police' | 'ambulance' | 'rescue';
  readonly capabilities: readonly string[];
  readonly postId: string;
  readonly crew: number;
}

export interface PopulationCell {
  readonly id: string;
  readonly at: LngLat;
  readonly population: number;
}

/**
 * What the map draws beneath the streets. Properties: `kind` everywhere; names as name_zh, name_en where there is one.
 * landuse: residential, commercial, industrial, university, school, hospital, park, recreation, forest, farmland, pedestrian;
 * water: river, lake; buildings: kind and height (metres); lines: rail, path.
 */
export interface TownBasemap {
  readonly landuse: FeatureCollection<Polygon>;
  readonly water: FeatureCollection<Polygon>;
  readonly buildings: FeatureCollection<Polygon>;
  readonly lines: FeatureCollection<LineString>;
}
