import type { LayerSpecification } from 'maplibre-gl';
import type { Token } from '../map/layers.ts';
import { font } from '../map/style.ts';

export const planSources = ['circles', 'areas', 'posts', 'sites', 'day'] as const;

export const areaColours = [0, 1, 2, 3, 4, 5, 6, 7].map(i => `--area-${i}` as const);

/** Circles lie under the names of streets; posts, sites and the day over them. Bands differ by line and label, not by colour alone. */
export function planLayers(token: Token): { under: LayerSpecification[]; over: LayerSpecification[] } {
  const halo = { 'text-halo-color': token('--ground'), 'text-halo-width': 2 };
  const band = (of: number, width: number, dashes: number[] | undefined): LayerSpecification => ({
    id: `plan-circle-line-${of}`,
    type: 'line',
    source: 'circles',
    filter: ['==', ['get', 'band'], of],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': token('--reach'),
      'line-width': width,
      ...(dashes === undefined ? {} : { 'line-dasharray': dashes }),
    },
  });
  return {
    under: [
      {
        id: 'plan-circle',
        type: 'fill',
        source: 'circles',
        paint: { 'fill-color': token('--reach'), 'fill-opacity': 0.17, 'fill-antialias': false },
      },
      {
        id: 'plan-area',
        type: 'fill',
        source: 'areas',
        filter: ['==', ['get', 'kind'], 'area'],
        paint: {
          'fill-color': [
            'match',
            ['get', 'colour'],
            ...areaColours.slice(1).flatMap((name, i) => [i + 1, token(name)]),
            token(areaColours[0]!),
          ] as unknown as string,
          'fill-opacity': ['case', ['get', 'chosen'], 0.42, 0.22],
        },
      },
      {
        id: 'plan-area-line',
        type: 'line',
        source: 'areas',
        filter: ['==', ['get', 'kind'], 'area'],
        paint: { 'line-color': token('--text'), 'line-width': ['case', ['get', 'chosen'], 3, 1.4] },
      },
      {
        id: 'plan-cell',
        type: 'line',
        source: 'areas',
        filter: ['==', ['get', 'kind'], 'cell'],
        paint: { 'line-color': token('--warn'), 'line-width': 3 },
      },
      band(2, 1.2, [1, 2]),
      band(1, 1.6, [5, 2]),
      band(0, 2.6, undefined),
    ],
    over: [
      {
        id: 'plan-circle-label',
        type: 'symbol',
        source: 'circles',
        layout: {
          'symbol-placement': 'line',
          'symbol-spacing': 420,
          'text-field': ['get', 'label'],
          'text-font': font,
          'text-size': 12,
        },
        paint: { 'text-color': token('--reach'), ...halo },
      },
      {
        id: 'plan-area-name',
        type: 'symbol',
        source: 'areas',
        filter: ['==', ['get', 'kind'], 'area'],
        layout: { 'text-field': ['get', 'label'], 'text-font': font, 'text-size': 15 },
        paint: { 'text-color': token('--text'), ...halo },
      },
      {
        id: 'plan-way',
        type: 'line',
        source: 'posts',
        filter: ['==', ['get', 'kind'], 'way'],
        paint: { 'line-color': token('--warn'), 'line-width': 2, 'line-dasharray': [2, 2] },
      },
      {
        id: 'plan-before',
        type: 'circle',
        source: 'posts',
        filter: ['==', ['get', 'kind'], 'before'],
        paint: {
          'circle-radius': 6,
          'circle-color': 'rgba(0,0,0,0)',
          'circle-stroke-color': token('--warn'),
          'circle-stroke-width': 2,
        },
      },
      {
        id: 'plan-site',
        type: 'circle',
        source: 'sites',
        paint: {
          'circle-radius': 11,
          'circle-color': 'rgba(0,0,0,0)',
          'circle-stroke-color': token('--good'),
          'circle-stroke-width': 3,
        },
      },
      {
        id: 'plan-post',
        type: 'circle',
        source: 'posts',
        filter: ['==', ['get', 'kind'], 'post'],
        paint: {
          'circle-radius': ['case', ['get', 'chosen'], 12, 9],
          'circle-color': [
            'case',
            ['get', 'moved'],
            token('--warn'),
            ['==', ['get', 'units'], 0],
            token('--panel'),
            token('--accent'),
          ],
          'circle-stroke-color': ['case', ['get', 'chosen'], token('--text'), token('--ground')],
          'circle-stroke-width': ['case', ['get', 'chosen'], 3, 2],
        },
      },
      {
        id: 'plan-post-units',
        type: 'symbol',
        source: 'posts',
        filter: ['==', ['get', 'kind'], 'post'],
        layout: {
          'text-field': ['to-string', ['get', 'units']],
          'text-font': font,
          'text-size': 11,
          'text-allow-overlap': true,
        },
        paint: {
          'text-color': ['case', ['==', ['get', 'units'], 0], token('--text'), token('--on-accent')],
        },
      },
      {
        id: 'plan-post-name',
        type: 'symbol',
        source: 'posts',
        filter: ['==', ['get', 'kind'], 'post'],
        layout: {
          'text-field': ['get', 'label'],
          'text-font': font,
          'text-size': 12,
          'text-variable-anchor': ['top', 'bottom', 'right', 'left'],
          'text-radial-offset': 1.1,
        },
        paint: { 'text-color': token('--text'), ...halo },
      },
      {
        id: 'plan-call',
        type: 'circle',
        source: 'day',
        filter: ['==', ['get', 'kind'], 'call'],
        paint: {
          'circle-radius': ['match', ['get', 'state'], 'waiting', 8, 5],
          'circle-color': ['match', ['get', 'state'], 'waiting', token('--alert'), token('--panel')],
          'circle-stroke-color': token('--alert'),
          'circle-stroke-width': 2,
        },
      },
      {
        id: 'plan-unit',
        type: 'circle',
        source: 'day',
        filter: ['==', ['get', 'kind'], 'unit'],
        paint: {
          'circle-radius': 6,
          'circle-color': [
            'match',
            ['get', 'state'],
            'out',
            token('--status-enRoute'),
            'scene',
            token('--status-onScene'),
            'back',
            token('--status-dispatched'),
            token('--status-available'),
          ],
          'circle-stroke-color': token('--ground'),
          'circle-stroke-width': 1.5,
        },
      },
      {
        id: 'plan-unit-name',
        type: 'symbol',
        source: 'day',
        filter: ['==', ['get', 'kind'], 'unit'],
        layout: {
          'text-field': ['get', 'label'],
          'text-font': font,
          'text-size': 11,
          'text-offset': [0, -1.2],
          'text-optional': true,
        },
        paint: { 'text-color': token('--text'), ...halo },
      },
    ],
  };
}
