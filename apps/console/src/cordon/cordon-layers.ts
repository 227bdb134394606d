import type { LayerSpecification } from 'maplibre-gl';
import { font } from '../map/style.ts';

/**
 * How a cordon is drawn, told apart by form as well as by colour: the area hatched by its dashed edge, closed arcs thick and
 * dotted, ways out thin and whole with a word, points as numbered squares (circles while they are only proposed). What everybody
 * else drove is a thin row of dots, what they drive now long dashes with their direction and the numbers of their points.
 */
export function cordonLayers(token: (name: string) => string): LayerSpecification[] {
  const kind = (name: string) => ['==', ['get', 'kind'], name] as ['==', ['get', string], string];
  const label = {
    'text-field': ['get', 'label'] as ['get', string],
    'text-font': font,
    'text-allow-overlap': true,
  };
  const halo = { 'text-halo-color': token('--ground'), 'text-halo-width': 1.8 };
  return [
    {
      id: 'cordon-area',
      type: 'fill',
      source: 'cordons',
      filter: kind('area'),
      paint: { 'fill-color': token('--warn'), 'fill-opacity': 0.14 },
    },
    {
      id: 'cordon-edge',
      type: 'line',
      source: 'cordons',
      filter: kind('area'),
      paint: { 'line-color': token('--warn'), 'line-width': 2, 'line-dasharray': [4, 2] },
    },
    {
      id: 'cordon-through',
      type: 'line',
      source: 'cordons',
      filter: kind('through'),
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': token('--text-soft'), 'line-width': 2, 'line-dasharray': [0.1, 2.2] },
    },
    {
      id: 'cordon-around',
      type: 'line',
      source: 'cordons',
      filter: kind('around'),
      paint: { 'line-color': token('--accent'), 'line-width': 3.5, 'line-dasharray': [5, 1.6] },
    },
    {
      id: 'cordon-way-out',
      type: 'line',
      source: 'cordons',
      filter: kind('wayOut'),
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': token('--good'), 'line-width': 3 },
    },
    {
      id: 'cordon-held',
      type: 'line',
      source: 'cordons',
      filter: kind('held'),
      paint: { 'line-color': token('--alert'), 'line-width': 6, 'line-dasharray': [0.5, 0.7] },
    },
    {
      id: 'cordon-corner',
      type: 'circle',
      source: 'cordons',
      filter: kind('corner'),
      paint: {
        'circle-radius': 5,
        'circle-color': token('--panel'),
        'circle-stroke-color': token('--warn'),
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'cordon-point',
      type: 'circle',
      source: 'cordons',
      filter: kind('point'),
      paint: {
        'circle-radius': 9.5,
        'circle-color': ['case', ['get', 'isSet'], token('--alert-strong'), token('--panel')],
        'circle-stroke-color': ['case', ['get', 'isSet'], token('--ground'), token('--alert')],
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'cordon-point-number',
      type: 'symbol',
      source: 'cordons',
      filter: kind('point'),
      layout: { ...label, 'text-size': 11.5 },
      paint: { 'text-color': ['case', ['get', 'isSet'], token('--on-alert'), token('--text')] },
    },
    {
      id: 'cordon-way-out-word',
      type: 'symbol',
      source: 'cordons',
      minzoom: 12.5,
      filter: ['match', ['get', 'kind'], ['wayOutMark', 'noWayOut'], true, false],
      layout: { ...label, 'text-size': 11, 'text-offset': [0, 1.5] },
      paint: {
        'text-color': ['case', ['==', ['get', 'kind'], 'noWayOut'], token('--alert'), token('--good')],
        ...halo,
      },
    },
    {
      id: 'cordon-around-way',
      type: 'symbol',
      source: 'cordons',
      minzoom: 12,
      filter: kind('around'),
      layout: {
        'text-field': '›',
        'text-font': font,
        'text-size': 22,
        'text-keep-upright': false,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
        'symbol-placement': 'line',
        'symbol-spacing': 70,
      },
      paint: { 'text-color': token('--accent'), ...halo },
    },
    {
      id: 'cordon-around-name',
      type: 'symbol',
      source: 'cordons',
      filter: kind('around'),
      layout: {
        'text-field': label['text-field'],
        'text-font': font,
        'text-size': 12,
        'symbol-placement': 'line-center',
        'text-offset': [0, -1],
      },
      paint: { 'text-color': token('--accent'), ...halo },
    },
    {
      id: 'cordon-name',
      type: 'symbol',
      source: 'cordons',
      filter: kind('area'),
      layout: { ...label, 'text-size': 13, 'text-offset': [0, 1.6] },
      paint: { 'text-color': token('--warn'), ...halo },
    },
  ];
}
