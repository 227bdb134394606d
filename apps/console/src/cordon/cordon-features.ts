import {
  type Board,
  type CordonPoint,
  cordonsInForce,
  type HazardArea,
  type WayOut,
} from '@clarion/dispatch';
import type { Instant, LngLat } from '@clarion/measure';
import type { CordonDetour } from '@clarion/protocol';
import type { Position } from 'geojson';
import { circle, collection } from '../map/features.ts';
import { areaOf, type Cordoning } from './cordoning.ts';

type Drawn = ReturnType<typeof collection>;
type One = Drawn['features'][number];

const place = (at: LngLat): Position => [at[0], at[1]];
const lines = (all: readonly (readonly LngLat[])[], properties: One['properties']): One => ({
  type: 'Feature',
  geometry: { type: 'MultiLineString', coordinates: all.map(line => line.map(place)) },
  properties,
});
const mark = (at: LngLat, properties: One['properties']): One => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: place(at) },
  properties,
});

/** Cordons that count now, and the one that is about to be set in the place of its incident's; ways around the one looked at. */
export function cordonFeatures(
  board: Board,
  now: Instant,
  cordoning: Cordoning | undefined,
  words: { readonly out: string; readonly letThrough: string; readonly noWayOut: string },
  looked?: { readonly cordonId: string; readonly all: readonly CordonDetour[] },
): Drawn {
  const features: One[] = [];
  const draw = (
    area: HazardArea | undefined,
    held: { points: readonly CordonPoint[]; waysOut: readonly WayOut[]; noWayOut: readonly { at: LngLat }[] },
    isSet: boolean,
    label: string,
  ) => {
    if (area) features.push(areaFeature(area, { kind: 'area', isSet, label }));
    for (const { lines: drawn, at, isLetThrough } of held.waysOut) {
      features.push(lines(drawn, { kind: 'wayOut', isSet }));
      features.push(
        mark(at, { kind: 'wayOutMark', isSet, label: isLetThrough ? words.letThrough : words.out }),
      );
    }
    for (const { closed } of held.points) features.push(lines(closed, { kind: 'held', isSet }));
    for (const { at } of held.noWayOut)
      features.push(mark(at, { kind: 'noWayOut', isSet, label: words.noWayOut }));
    held.points.forEach(({ at }, i) => {
      features.push(mark(at, { kind: 'point', isSet, label: `${i + 1}` }));
    });
  };
  const drawDetours = (detours: readonly CordonDetour[], isSet: boolean) =>
    void features.push(...detourFeatures(detours, isSet));
  for (const cordon of cordonsInForce(board, now)) {
    if (cordon.incidentId === cordoning?.incidentId) continue;
    if (looked?.cordonId === cordon.cordonId) drawDetours(looked.all, true);
    draw(cordon.area, cordon, true, cordon.cordonId);
  }
  if (cordoning !== undefined) {
    const nothing = { points: [], waysOut: [], noWayOut: [] };
    const area = areaOf(cordoning, board.incidents.get(cordoning.incidentId)?.place?.at);
    drawDetours(cordoning.proposal?.detours ?? [], false);
    draw(area, cordoning.proposal ?? nothing, false, '');
    if (cordoning.shape === 'outline')
      for (const at of cordoning.corners)
        features.push(mark(at, { kind: 'corner', isSet: false, label: '' }));
  }
  return collection(features);
}

/** Ways around as lines: what everybody drove, and what they drive now. */
function detourFeatures(detours: readonly CordonDetour[], isSet: boolean): One[] {
  return detours.flatMap(({ from, to, through, around }) => [
    lines([through], { kind: 'through', isSet, label: '' }),
    ...(around ? [lines([around], { kind: 'around', isSet, label: `${from} › ${to}` })] : []),
  ]);
}

/** The ways around a closed street, with its ends as numbered points. */
export function aroundFeatures(detours: readonly CordonDetour[]): readonly One[] {
  const ends = new Map<number, LngLat>();
  for (const { from, to, through } of detours) {
    const [start, end] = [through[0], through.at(-1)];
    if (start !== undefined) ends.set(from, start);
    if (end !== undefined) ends.set(to, end);
  }
  const marks = [...ends].map(([number, at]) => mark(at, { kind: 'point', isSet: true, label: `${number}` }));
  return [...detourFeatures(detours, true), ...marks];
}

function areaFeature(area: HazardArea, properties: One['properties']): One {
  if (area.kind === 'circle') return circle(area.centre, area.radiusM, properties);
  return {
    type: 'Feature',
    geometry: {
      type: 'MultiPolygon',
      coordinates: area.polygons.map(rings => rings.map(ring => ring.map(place))),
    },
    properties,
  };
}
