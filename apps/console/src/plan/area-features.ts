import type { CellsAnswer } from '@clarion/protocol';
import type { Speech } from '../words/speak.ts';
import { areasOfDivision, type Division } from './division.ts';
import { polygonsOf } from './division-files.ts';
import { collection } from './plan-features.ts';

/** Colours that lie beside one another; borders and names tell areas apart, not colours alone. */
export const AREA_COLOURS = 8;

/** The areas of a division with their names, and the cell that the keys are at. */
export function areaFeatures(
  ground: CellsAnswer,
  division: Division,
  hand: { readonly area: number; readonly cell: number },
  w: Speech,
): ReturnType<typeof collection> {
  const areas = areasOfDivision(ground, division).map(({ areaId, names, rings }, i) => ({
    type: 'Feature' as const,
    geometry: {
      type: 'MultiPolygon' as const,
      coordinates: polygonsOf(rings).map(one => one.map(ring => ring.map(at => [...at]))),
    },
    properties: {
      kind: 'area',
      colour: i % AREA_COLOURS,
      chosen: i === hand.area,
      label: w.named(names) || areaId,
    },
  }));
  const place = ground.places[hand.cell];
  if (place === undefined) return collection(areas);
  const [west, south] = [
    ground.corner[0] + (place % ground.columns) * ground.step[0],
    ground.corner[1] + Math.floor(place / ground.columns) * ground.step[1],
  ];
  const [east, north] = [west + ground.step[0], south + ground.step[1]];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return collection([
    ...areas,
    { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: { kind: 'cell' } },
  ]);
}
