import type { GazetteerInput } from '@clarion/places';
import { sumCounts } from '../build-roads.ts';
import type { PackAreas, PackPost } from '../pack/parts.ts';
import type { RoadSource } from '../plain-tables.ts';
import type { BasemapLayers } from '../tiles/layers.ts';
import type { OsmExtract } from './extract.ts';
import { osmGazetteer } from './gazetteer.ts';
import { osmLayers } from './map-layers.ts';
import { osmObjects } from './objects.ts';
import { osmPosts } from './posts.ts';
import { osmRoads } from './roads.ts';

/** What an extract gives to a place pack. */
export interface OsmPlace {
  readonly roads: RoadSource;
  readonly gazetteer: GazetteerInput;
  readonly basemap: BasemapLayers;
  readonly posts: readonly PackPost[];
  readonly areas?: PackAreas;
}

export function osmPlace(extract: OsmExtract): OsmPlace {
  const roads = osmRoads(extract);
  const { objects, ignored } = osmObjects(extract);
  const gazetteer = osmGazetteer(extract, objects);
  return {
    roads: { ...roads, ignored: sumCounts(roads.ignored, ignored) },
    gazetteer,
    basemap: osmLayers(extract, objects),
    posts: osmPosts(objects),
    ...(gazetteer.districts.length === 0 ? {} : { areas: districtAreas(gazetteer.districts) }),
  };
}

function districtAreas(districts: NonNullable<GazetteerInput['districts']>): PackAreas {
  return {
    type: 'FeatureCollection',
    features: districts.map((district, i) => ({
      type: 'Feature',
      properties: { id: `district-${i + 1}`, name: district.name },
      geometry: {
        type: 'MultiPolygon',
        coordinates: district.rings.map(ring => [ring.map(([lng, lat]) => [lng, lat])]),
      },
    })),
  };
}
