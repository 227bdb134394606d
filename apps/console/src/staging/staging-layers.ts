import type { LayerSpecification } from 'maplibre-gl';
import { font } from '../map/style.ts';

/** A staging place: a ring with its letter, the word beside it, and a thin dotted line to the scene it is short of. */
export function stagingLayers(token: (name: string) => string): LayerSpecification[] {
  const halo = { 'text-halo-color': token('--ground'), 'text-halo-width': 1.8 };
  const isPlace = ['==', ['geometry-type'], 'Point'] as ['==', ['geometry-type'], string];
  return [
    {
      id: 'staging-way',
      type: 'line',
      source: 'staging',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': token('--warn'), 'line-width': 1.8, 'line-dasharray': [0.2, 2.4] },
    },
    {
      id: 'staging-place',
      type: 'circle',
      source: 'staging',
      filter: isPlace,
      paint: {
        'circle-radius': 10,
        'circle-color': token('--panel'),
        'circle-stroke-color': token('--warn'),
        'circle-stroke-width': 3,
      },
    },
    {
      id: 'staging-sign',
      type: 'symbol',
      source: 'staging',
      filter: isPlace,
      layout: {
        'text-field': ['get', 'sign'],
        'text-font': font,
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': token('--text') },
    },
    {
      id: 'staging-name',
      type: 'symbol',
      source: 'staging',
      filter: isPlace,
      layout: {
        'text-field': ['get', 'label'],
        'text-font': font,
        'text-size': 12,
        'text-offset': [0, 1.8],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': token('--warn'), ...halo },
    },
  ];
}
