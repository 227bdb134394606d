import type { LngLat } from '@clarion/measure';
import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect } from 'react';
import { useCell } from '../cell.ts';
import { type MapRef, useGround } from '../map/useGround.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { areaFeatures } from './area-features.ts';
import { cellAt } from './division.ts';
import { layered, put } from './plan-drawing.ts';
import { circleFeatures, collection, dayFeatures, postFeatures, siteFeatures } from './plan-features.ts';
import { planSources } from './plan-layers.ts';
import { usePlanner } from './planner.ts';
import { useMapView } from './useMapView.ts';
import { postsToShow } from './variant.ts';

/** The map of the plan: circles, posts that a hand drags, suggested sites, the simulated day. */
export default function PlanMap(props: { readonly theme: 'dark' | 'light' }) {
  const planner = usePlanner();
  const pack = useCell(planner.place);
  const share = useMapView();
  const { frame, map, ready } = useGround({
    pack,
    theme: props.theme,
    sources: planSources,
    layered,
    onMade: made => {
      made.getCanvas().dataset['focus'] = 'map';
      dragging(made, planner);
      share(made);
    },
  });
  useDrawn(map, ready);
  return (
    <div className="map-frame">
      <div ref={frame} className="map-ground" />
    </div>
  );
}

function useDrawn(map: MapRef, ready: number) {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground);
  const circles = useCell(planner.circles, all => all.get(desk.variantId));
  const day = useCell(planner.day);
  const suggested = useCell(planner.suggested);
  const cells = useCell(planner.dividing.ground);
  const hand = useCell(planner.dividing.hand);
  const isDividing = desk.tab === 'areas';
  // A day, and areas, are looked at on quiet ground.
  const isQuiet = day !== undefined || isDividing;
  useEffect(() => {
    if (ready > 0) put(map, 'circles', circleFeatures(isQuiet ? undefined : circles, w));
  }, [map, ready, circles, isQuiet, w]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan, or other cells of it, are the reason
  useEffect(() => {
    const division = planner.dividing.division();
    if (ready === 0) return;
    const isDrawn = isDividing && cells !== undefined && division !== undefined;
    put(map, 'areas', isDrawn ? areaFeatures(cells, division, hand, w) : collection([]));
  }, [map, ready, cells, hand, isDividing, desk.variants, desk.variantId, w, planner]);
  useEffect(() => {
    if (ready === 0 || ground === undefined) return;
    const variant = planner.current();
    const posts = postsToShow(variant, ground, desk.agency);
    put(map, 'posts', postFeatures(posts, ground, variant, desk, w));
  }, [map, ready, ground, desk, w, planner]);
  useEffect(() => {
    if (ready > 0) put(map, 'sites', siteFeatures(suggested));
  }, [map, ready, suggested]);
  useEffect(() => {
    if (ready > 0) put(map, 'day', day === undefined ? collection([]) : dayFeatures(day.result, day.atS));
  }, [map, ready, day]);
}

const NEAR_PX = 12;

/** A post is taken by the hand, carried, and put down; the figures follow while it is carried. */
function dragging(made: MapLibre, planner: ReturnType<typeof usePlanner>): void {
  const postNear = (point: { readonly x: number; readonly y: number }) => {
    if (made.getLayer('plan-post') === undefined) return undefined;
    const box: [[number, number], [number, number]] = [
      [point.x - NEAR_PX, point.y - NEAR_PX],
      [point.x + NEAR_PX, point.y + NEAR_PX],
    ];
    const postId = made.queryRenderedFeatures(box, { layers: ['plan-post'] })[0]?.properties?.['postId'];
    return typeof postId === 'string' ? postId : undefined;
  };
  let carried: string | undefined;
  /** Whether the stroke of the hand that is under way has moved a cell. */
  let stroke: 'begun' | 'moved' | undefined;
  const paint = ({ lngLat }: { lngLat: { lng: number; lat: number } }) => {
    const { dividing } = planner;
    const known = dividing.ground.get();
    if (known === undefined) return;
    const before = dividing.division();
    dividing.give(cellAt(known, [lngLat.lng, lngLat.lat]), stroke === 'begun');
    if (dividing.division() !== before) stroke = 'moved';
  };
  const begin = (event: {
    point: { x: number; y: number };
    lngLat: { lng: number; lat: number };
    preventDefault(): void;
  }) => {
    if (planner.desk.get().tab === 'areas') {
      if (!planner.dividing.hand.get().draws) return;
      event.preventDefault();
      stroke = 'begun';
      return paint(event);
    }
    carried = postNear(event.point);
    if (carried === undefined) return;
    event.preventDefault();
    planner.choose(carried);
    made.getCanvas().style.cursor = 'grabbing';
  };
  const carry = (event: { point: { x: number; y: number }; lngLat: { lng: number; lat: number } }) => {
    if (stroke !== undefined) return paint(event);
    if (carried === undefined) {
      made.getCanvas().style.cursor = postNear(event.point) === undefined ? '' : 'grab';
      return;
    }
    const { lng, lat } = event.lngLat;
    const at: LngLat = [Number(lng.toFixed(7)), Number(lat.toFixed(7))];
    planner.move(carried, at);
  };
  const drop = () => {
    carried = undefined;
    stroke = undefined;
    made.getCanvas().style.cursor = '';
  };
  made.on('mousedown', begin);
  made.on('touchstart', begin);
  made.on('mousemove', carry);
  made.on('touchmove', carry);
  made.on('mouseup', drop);
  made.on('touchend', drop);
  made.on('touchcancel', drop);
}
