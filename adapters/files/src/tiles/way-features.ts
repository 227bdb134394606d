import type { WayInput } from '@clarion/roads';
import type { Feature, LineString } from 'geojson';
import { line, mapNames, ROAD_MIN_ZOOM, type RoadProperties } from './layers.ts';

/** Streets as map features, for sources that say no more of a street than its way does. */
export function wayFeatures(ways: Iterable<WayInput>): Feature<LineString, RoadProperties>[] {
  const features: Feature<LineString, RoadProperties>[] = [];
  for (const way of ways) {
    if (way.points.length < 2) continue;
    features.push({
      type: 'Feature',
      properties: {
        class: way.roadClass,
        minzoom: ROAD_MIN_ZOOM[way.roadClass],
        ...mapNames(way.name),
        ...(way.forward && way.backward ? {} : { oneway: 1 }),
      },
      geometry: line(way.forward ? way.points : way.points.toReversed()),
    });
  }
  return features;
}
