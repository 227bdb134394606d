import type { Language } from '@clarion/protocol';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { type MapPalette, mapPalettes } from './palette.ts';

/** Fonts of the reader's own machine: no glyph server, any script. */
export const font = [
  'Noto Sans CJK SC',
  'Noto Sans',
  'PingFang SC',
  'Microsoft YaHei',
  'Segoe UI',
  'sans-serif',
];

const nameIn = (language: Language): ExpressionSpecification =>
  language === 'zh-CN'
    ? ['coalesce', ['get', 'name_zh'], ['get', 'name'], ['get', 'name_en']]
    : ['coalesce', ['get', 'name_en'], ['get', 'name'], ['get', 'name_zh']];

const major = ['motorway', 'trunk', 'primary'];
const middle = ['secondary', 'tertiary'];

const classIs = (classes: readonly string[]): ExpressionSpecification => [
  'in',
  ['get', 'class'],
  ['literal', [...classes]],
];

const grow = (at11: number, at14: number, at18: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  11,
  at11,
  14,
  at14,
  18,
  at18,
];

/** The ground: our own style over the pack's own tiles; without tiles, an empty ground. */
export function groundStyle(
  theme: 'dark' | 'light',
  language: Language,
  tiles: string | undefined,
): StyleSpecification {
  const colours = mapPalettes[theme];
  const background: LayerSpecification = {
    id: 'ground',
    type: 'background',
    paint: { 'background-color': colours.ground },
  };
  if (tiles === undefined) return { version: 8, sources: {}, layers: [background] };
  return {
    version: 8,
    sources: { ground: { type: 'vector', url: `pmtiles://${tiles}` } },
    layers: [background, ...areas(colours), ...roads(colours), ...names(colours, language)],
  };
}

function areas(colours: MapPalette): LayerSpecification[] {
  const landuse = (id: string, kinds: readonly string[], colour: string): LayerSpecification => ({
    id,
    type: 'fill',
    source: 'ground',
    'source-layer': 'landuse',
    filter: ['in', ['get', 'kind'], ['literal', [...kinds]]],
    paint: { 'fill-color': colour },
  });
  return [
    landuse(
      'built',
      ['residential', 'commercial', 'industrial', 'pedestrian', 'parking', 'airport'],
      colours.built,
    ),
    landuse('civic', ['hospital', 'school', 'university'], colours.building),
    landuse(
      'green',
      ['forest', 'grass', 'park', 'recreation', 'cemetery', 'farmland', 'beach'],
      colours.green,
    ),
    {
      id: 'water',
      type: 'fill',
      source: 'ground',
      'source-layer': 'water',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colours.water },
    },
    {
      id: 'stream',
      type: 'line',
      source: 'ground',
      'source-layer': 'water',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': colours.water, 'line-width': grow(1, 2, 6) },
    },
    {
      id: 'buildings',
      type: 'fill',
      source: 'ground',
      'source-layer': 'buildings',
      minzoom: 13.5,
      paint: { 'fill-color': colours.building },
    },
    {
      id: 'boundaries',
      type: 'line',
      source: 'ground',
      'source-layer': 'boundaries',
      paint: {
        'line-color': colours.boundary,
        'line-width': 1,
        'line-dasharray': [3, 3],
        'line-opacity': 0.6,
      },
    },
  ];
}

function roads(colours: MapPalette): LayerSpecification[] {
  const road = (
    id: string,
    filter: ExpressionSpecification,
    colour: string,
    width: ExpressionSpecification,
    minzoom = 0,
  ): LayerSpecification => ({
    id,
    type: 'line',
    source: 'ground',
    'source-layer': 'roads',
    filter,
    minzoom,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  });
  const rest: ExpressionSpecification = ['!', classIs([...major, ...middle, 'rail', 'path'])];
  return [
    road('rail', classIs(['rail']), colours.rail, grow(0.6, 1, 3)),
    road('path', classIs(['path']), colours.minor, grow(0, 0.5, 2), 14),
    road('minor-casing', rest, colours.casing, grow(0, 3, 17), 12.5),
    road('middle-casing', classIs(middle), colours.casing, grow(1.6, 5, 24)),
    road('major-casing', classIs(major), colours.casing, grow(2.4, 7, 32)),
    road('minor', rest, colours.minor, grow(0.5, 2, 13)),
    road('middle', classIs(middle), colours.middle, grow(1, 3.6, 20)),
    road('major', classIs(major), colours.major, grow(1.6, 5.4, 27)),
  ];
}

function names(colours: MapPalette, language: Language): LayerSpecification[] {
  const text = { 'text-color': colours.text, 'text-halo-color': colours.halo, 'text-halo-width': 1.4 };
  const along = (
    id: string,
    filter: ExpressionSpecification,
    minzoom: number,
    size: number,
  ): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'ground',
    'source-layer': 'roads',
    filter,
    minzoom,
    layout: {
      'symbol-placement': 'line',
      'text-field': nameIn(language),
      'text-font': font,
      'text-size': size,
      'text-padding': 8,
      'symbol-spacing': 320,
    },
    paint: text,
  });
  return [
    along('name-major', classIs(major), 12, 12),
    along('name-middle', classIs(middle), 13.5, 11),
    along('name-minor', ['!', classIs([...major, ...middle, 'rail', 'path'])], 15, 11),
    {
      id: 'name-water',
      type: 'symbol',
      source: 'ground',
      'source-layer': 'water',
      filter: ['has', 'name'],
      layout: {
        'text-field': nameIn(language),
        'text-font': font,
        'text-size': 12,
      },
      paint: { ...text, 'text-color': colours.waterText },
    },
    {
      id: 'name-place',
      type: 'symbol',
      source: 'ground',
      'source-layer': 'places',
      minzoom: 14,
      filter: [
        '!',
        [
          'in',
          ['get', 'kind'],
          ['literal', ['suburb', 'district', 'neighbourhood', 'town', 'city', 'village']],
        ],
      ],
      layout: {
        'text-field': nameIn(language),
        'text-font': font,
        'text-size': 11,
        'text-optional': true,
        'text-max-width': 8,
      },
      paint: { ...text, 'text-opacity': 0.85 },
    },
    {
      id: 'name-district',
      type: 'symbol',
      source: 'ground',
      'source-layer': 'places',
      filter: [
        'in',
        ['get', 'kind'],
        ['literal', ['suburb', 'district', 'neighbourhood', 'town', 'city', 'village']],
      ],
      maxzoom: 15.5,
      layout: {
        'text-field': nameIn(language),
        'text-font': font,
        'text-size': 13,
        'text-letter-spacing': 0.08,
      },
      paint: text,
    },
  ];
}
