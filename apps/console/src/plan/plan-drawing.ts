import type { GeoJSONSource, StyleSpecification } from 'maplibre-gl';
import { type MapRef, token } from '../map/useGround.ts';
import type { collection } from './plan-features.ts';
import { planLayers, type planSources } from './plan-layers.ts';

/** The ground's layers with the plan's: circles lie under the names of streets, posts over them. */
export function layered(ground: StyleSpecification['layers']): StyleSpecification['layers'] {
  const names = ground.findIndex(layer => layer.type === 'symbol');
  const { under, over } = planLayers(token);
  const at = names === -1 ? ground.length : names;
  return [...ground.slice(0, at), ...under, ...ground.slice(at), ...over];
}

export const put = (
  map: MapRef,
  source: (typeof planSources)[number],
  data: ReturnType<typeof collection>,
): void => {
  map.current?.getSource<GeoJSONSource>(source)?.setData(data);
};
