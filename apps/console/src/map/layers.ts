import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { cordonLayers } from '../cordon/cordon-layers.ts';
import { stagingLayers } from '../staging/staging-layers.ts';
import { font } from './style.ts';

/** A colour of the page's tokens, so that map and board never differ. */
export type Token = (name: string) => string;

export const overlaySources = [
  'posts',
  'rough',
  'cordons',
  'closures',
  'routes',
  'staging',
  'incidents',
  'units',
] as const;
export type OverlaySource = (typeof overlaySources)[number];

const statusColour = (token: Token): ExpressionSpecification =>
  [
    'match',
    ['get', 'status'],
    ...(
      [
        'dispatched',
        'acknowledged',
        'enRoute',
        'onScene',
        'transporting',
        'atDestination',
        'available',
        'outOfService',
      ] as const
    ).flatMap(status => [status, token(`--status-${status}`)]),
    token('--text-faint'),
  ] as unknown as ExpressionSpecification;

/** What lies over the ground: posts, rough places, routes, incidents, units. */
export function overlayLayers(token: Token): LayerSpecification[] {
  const colour = statusColour(token);
  const priority = [
    'match',
    ['get', 'priority'],
    1,
    token('--priority-1'),
    2,
    token('--priority-2'),
    3,
    token('--priority-3'),
    token('--priority-4'),
  ] as ExpressionSpecification;
  return [
    {
      id: 'post',
      type: 'circle',
      source: 'posts',
      paint: {
        'circle-radius': 3.5,
        'circle-color': token('--panel'),
        'circle-stroke-color': token('--text-faint'),
        'circle-stroke-width': 1.2,
      },
    },
    {
      id: 'rough-area',
      type: 'fill',
      source: 'rough',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: {
        'fill-color': ['match', ['get', 'kind'], 'phone', token('--phone'), token('--accent')],
        'fill-opacity': ['case', ['==', ['get', 'sent'], false], 0.03, 0.12],
      },
    },
    {
      id: 'rough-edge',
      type: 'line',
      source: 'rough',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: {
        'line-color': ['match', ['get', 'kind'], 'phone', token('--phone'), token('--accent')],
        'line-width': 1.4,
        'line-dasharray': [3, 2],
      },
    },
    ...cordonLayers(token),
    {
      id: 'closure',
      type: 'line',
      source: 'closures',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': ['match', ['get', 'kind'], 'closed', token('--alert'), token('--warn')],
        'line-width': 4.5,
        'line-dasharray': [1.6, 0.9],
      },
    },
    {
      id: 'closure-name',
      type: 'symbol',
      source: 'closures',
      minzoom: 13,
      layout: {
        'symbol-placement': 'line-center',
        'text-field': ['get', 'label'],
        'text-font': font,
        'text-size': 11.5,
        'text-offset': [0, 1],
      },
      paint: { 'text-color': token('--alert'), 'text-halo-color': token('--ground'), 'text-halo-width': 1.8 },
    },
    {
      id: 'route-casing',
      type: 'line',
      source: 'routes',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': token('--ground'), 'line-width': 6.5, 'line-opacity': 0.7 },
    },
    {
      id: 'route',
      type: 'line',
      source: 'routes',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': token('--accent'), 'line-width': 3.4 },
    },
    {
      id: 'rough-point',
      type: 'circle',
      source: 'rough',
      filter: ['all', ['==', ['geometry-type'], 'Point'], ['!=', ['get', 'kind'], 'confidence']],
      paint: {
        'circle-radius': 4,
        'circle-color': ['match', ['get', 'kind'], 'phone', token('--phone'), token('--accent')],
        'circle-stroke-color': token('--ground'),
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'rough-confidence',
      type: 'symbol',
      source: 'rough',
      filter: ['==', ['get', 'kind'], 'confidence'],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': font,
        'text-size': 12,
        'text-anchor': 'bottom',
        'text-allow-overlap': true,
      },
      paint: { 'text-color': token('--phone'), 'text-halo-color': token('--ground'), 'text-halo-width': 1.8 },
    },
    ...stagingLayers(token),
    {
      id: 'incident-ring',
      type: 'circle',
      source: 'incidents',
      filter: ['get', 'inHand'],
      paint: {
        'circle-radius': 17,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': token('--accent'),
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'incident',
      type: 'circle',
      source: 'incidents',
      paint: {
        'circle-radius': 10.5,
        'circle-color': ['case', ['get', 'verified'], priority, token('--panel')],
        'circle-stroke-color': priority,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'incident-name',
      type: 'symbol',
      source: 'incidents',
      layout: {
        'text-field': ['get', 'incidentId'],
        'text-font': font,
        'text-size': 11,
        'text-offset': [0, -1.7],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': token('--text'), 'text-halo-color': token('--ground'), 'text-halo-width': 1.8 },
    },
    {
      id: 'incident-mark',
      type: 'symbol',
      source: 'incidents',
      layout: { 'text-field': '!', 'text-font': font, 'text-size': 13, 'text-allow-overlap': true },
      paint: { 'text-color': ['case', ['get', 'verified'], token('--on-priority'), token('--text')] },
    },
    {
      id: 'unit',
      type: 'circle',
      source: 'units',
      paint: {
        'circle-radius': ['case', ['get', 'busy'], 6.5, 5],
        'circle-color': ['case', ['get', 'dim'], token('--panel'), colour],
        'circle-stroke-color': [
          'case',
          ['get', 'selected'],
          token('--text'),
          ['get', 'dim'],
          colour,
          token('--ground'),
        ],
        'circle-stroke-width': ['case', ['get', 'selected'], 3, 1.6],
      },
    },
    {
      id: 'unit-name',
      type: 'symbol',
      source: 'units',
      layout: {
        'text-field': ['get', 'label'],
        'text-font': font,
        'text-size': 11.5,
        'text-variable-anchor': ['top', 'right', 'left', 'bottom'],
        'text-radial-offset': 0.75,
        'text-optional': true,
        'symbol-sort-key': ['case', ['get', 'busy'], 0, 1],
      },
      paint: {
        'text-color': colour,
        'text-halo-color': token('--ground'),
        'text-halo-width': 1.8,
        'text-opacity': ['case', ['get', 'dim'], 0.75, 1],
      },
    },
  ];
}
