import 'maplibre-gl/dist/maplibre-gl.css';
import { boundsOf, type LngLat } from '@clarion/measure';
import type { PlacePackAnswer } from '@clarion/protocol';
import { AttributionControl, addProtocol, Map as MapLibre, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import { useEffect, useRef, useState } from 'react';
import { collection, routeFeatures } from '../map/features.ts';
import { groundStyle } from '../map/style.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { keptMap, mapUrl } from './kept-tiles.ts';

setWorkerUrl(workerUrl);
const protocol = new Protocol();
protocol.add(keptMap(mapUrl()));
addProtocol('pmtiles', protocol.tile);

/** The way on the ground map. Throws where there is no WebGL; a sketch stands in. */
export default function PhoneMap(props: {
  readonly pack: PlacePackAnswer;
  readonly theme: 'dark' | 'light';
  readonly points: readonly LngLat[];
}) {
  const w = useSpeech();
  const frame = useRef<HTMLDivElement>(null);
  const [fault, setFault] = useState<Error | undefined>(undefined);
  const { pack, theme, points } = props;
  useEffect(() => {
    const bounds = boundsOf(points);
    if (frame.current === null || bounds === undefined) return;
    const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const style = groundStyle(theme, w.language, pack.basemap ? mapUrl() : undefined);
    style.sources['way'] = { type: 'geojson', data: routeFeatures([{ unitId: '', points }]) };
    const end = points.at(-1)!;
    style.sources['end'] = {
      type: 'geojson',
      data: collection([
        { type: 'Feature', geometry: { type: 'Point', coordinates: [...end] }, properties: {} },
      ]),
    };
    let made: MapLibre;
    try {
      made = new MapLibre({
        container: frame.current,
        style: {
          ...style,
          layers: [
            ...style.layers,
            {
              id: 'way',
              type: 'line',
              source: 'way',
              layout: { 'line-cap': 'round', 'line-join': 'round' },
              paint: { 'line-color': colour('--accent'), 'line-width': 5 },
            },
            {
              id: 'end',
              type: 'circle',
              source: 'end',
              paint: {
                'circle-radius': 9,
                'circle-color': colour('--alert-strong'),
                'circle-stroke-color': '#ffffff',
                'circle-stroke-width': 2.5,
              },
            },
          ],
        },
        bounds: [bounds[0], bounds[1], bounds[2], bounds[3]],
        fitBoundsOptions: { padding: 34, maxZoom: 16 },
        attributionControl: false,
        dragRotate: false,
        fadeDuration: 0,
      });
      made.addControl(new AttributionControl({ compact: true }), 'bottom-right');
      made.getCanvas().setAttribute('aria-label', w('phone.route'));
    } catch (error) {
      setFault(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    return () => made.remove();
  }, [pack, theme, points, w]);
  if (fault !== undefined) throw fault;
  return <div ref={frame} className="phone-map" />;
}
