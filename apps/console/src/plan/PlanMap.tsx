import 'maplibre-gl/dist/maplibre-gl.css';
import type { LngLat } from '@clarion/measure';
import {
  AttributionControl,
  addProtocol,
  type GeoJSONSource,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import { useEffect, useRef, useState } from 'react';
import { useCell } from '../cell.ts';
import { groundStyle } from '../map/style.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { circleFeatures, collection, dayFeatures, postFeatures, siteFeatures } from './plan-features.ts';
import { planLayers, planSources } from './plan-layers.ts';
import { usePlanner } from './planner.ts';
import { postsToShow } from './variant.ts';

setWorkerUrl(workerUrl);
addProtocol('pmtiles', new Protocol().tile);

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The map of the plan: circles, posts that a hand drags, suggested sites, the simulated day. */
export default function PlanMap(props: { readonly theme: 'dark' | 'light' }) {
  const planner = usePlanner();
  const w = useSpeech();
  const frame = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre | undefined>(undefined);
  const [ready, setReady] = useState(0);
  const [fault, setFault] = useState<Error | undefined>(undefined);
  const pack = useCell(planner.place);

  // The map is made once; theme and language change its style below.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (frame.current === null || pack === undefined) return;
    let made: MapLibre;
    try {
      made = new MapLibre({
        container: frame.current,
        style: groundStyle(props.theme, w.language, undefined),
        bounds: [pack.bounds[0], pack.bounds[1], pack.bounds[2], pack.bounds[3]],
        fitBoundsOptions: { padding: 12 },
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        fadeDuration: 0,
      });
    } catch (error) {
      setFault(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    made.touchZoomRotate.disableRotation();
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    made.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-left');
    made.addControl(new AttributionControl({ compact: true }), 'bottom-right');
    made.getCanvas().dataset['focus'] = 'map';
    dragging(made, planner);
    map.current = made;
    return () => {
      map.current = undefined;
      made.remove();
    };
  }, [pack?.id, planner]);

  useEffect(() => {
    const made = map.current;
    if (made === undefined || pack === undefined) return;
    const tiles = pack.basemap ? `${location.origin}/tiles/basemap.pmtiles` : undefined;
    const style = groundStyle(props.theme, w.language, tiles);
    for (const source of planSources) style.sources[source] = { type: 'geojson', data: collection([]) };
    // Circles lie under the names of streets, posts over them.
    const names = style.layers.findIndex(layer => layer.type === 'symbol');
    const { under, over } = planLayers(token);
    const at = names === -1 ? style.layers.length : names;
    const layers = [...style.layers.slice(0, at), ...under, ...style.layers.slice(at), ...over];
    made.setStyle({ ...style, layers }, { diff: false });
    const loaded = () => setReady(n => n + 1);
    made.once('style.load', loaded);
    made.getCanvas().setAttribute('aria-label', w('map.label'));
    return () => {
      made.off('style.load', loaded);
    };
  }, [pack, props.theme, w]);

  useDrawn(map, ready);
  if (fault !== undefined) throw fault;
  return (
    <div className="map-frame">
      <div ref={frame} className="map-ground" />
    </div>
  );
}

type MapRef = { readonly current: MapLibre | undefined };

function useDrawn(map: MapRef, ready: number) {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground);
  const circles = useCell(planner.circles);
  const day = useCell(planner.day);
  const suggested = useCell(planner.suggested);
  // A day is looked at on quiet ground.
  const isDay = day !== undefined;
  useEffect(() => {
    if (ready > 0) put(map, 'circles', circleFeatures(isDay ? undefined : circles, w));
  }, [map, ready, circles, isDay, w]);
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

const put = (map: MapRef, source: (typeof planSources)[number], data: ReturnType<typeof collection>) =>
  map.current?.getSource<GeoJSONSource>(source)?.setData(data);

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
  const begin = (event: { point: { x: number; y: number }; preventDefault(): void }) => {
    carried = postNear(event.point);
    if (carried === undefined) return;
    event.preventDefault();
    planner.choose(carried);
    made.getCanvas().style.cursor = 'grabbing';
  };
  const carry = (event: { point: { x: number; y: number }; lngLat: { lng: number; lat: number } }) => {
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
