import 'maplibre-gl/dist/maplibre-gl.css';
import type { PlacePackAnswer } from '@clarion/protocol';
import {
  AttributionControl,
  addProtocol,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useSpeech } from '../words/useSpeech.ts';
import { collection } from './features.ts';
import type { Token } from './layers.ts';
import { groundStyle } from './style.ts';

setWorkerUrl(workerUrl);
addProtocol('pmtiles', new Protocol().tile);

/** A colour of the page's tokens, as it is now. */
export const token: Token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export type MapRef = { readonly current: MapLibre | undefined };

export interface Ground {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly map: MapRef;
  /** Counts how often a style has come; nothing is drawn while it is 0. */
  readonly ready: number;
}

export interface GroundOptions {
  readonly pack: PlacePackAnswer | undefined;
  readonly theme: 'dark' | 'light';
  /** What is drawn over the ground, empty at first. */
  readonly sources: readonly string[];
  /** The ground's layers with one's own. */
  readonly layered: (ground: StyleSpecification['layers']) => StyleSpecification['layers'];
  /** What the hand does on it; asked once for each map that is made. */
  readonly onMade: (made: MapLibre) => void;
}

/** A map of the place that is made once; theme and language change its style alone. Throws where the machine has no WebGL. */
export function useGround(options: GroundOptions): Ground {
  const { pack, theme } = options;
  const w = useSpeech();
  const frame = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre | undefined>(undefined);
  const [ready, setReady] = useState(0);
  const [fault, setFault] = useState<Error | undefined>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once for each place; the style follows below
  useEffect(() => {
    if (frame.current === null || pack === undefined) return;
    let made: MapLibre;
    try {
      made = new MapLibre({
        container: frame.current,
        style: groundStyle(theme, w.language, undefined),
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
    options.onMade(made);
    map.current = made;
    return () => {
      map.current = undefined;
      made.remove();
    };
  }, [pack?.id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: sources and layers are the page's own and do not change
  useEffect(() => {
    const made = map.current;
    if (made === undefined || pack === undefined) return;
    const tiles = pack.basemap ? `${location.origin}/tiles/basemap.pmtiles` : undefined;
    const style = groundStyle(theme, w.language, tiles);
    for (const source of options.sources) style.sources[source] = { type: 'geojson', data: collection([]) };
    made.setStyle({ ...style, layers: options.layered(style.layers) }, { diff: false });
    const loaded = () => setReady(n => n + 1);
    made.once('style.load', loaded);
    made.getCanvas().setAttribute('aria-label', w('map.label'));
    return () => {
      made.off('style.load', loaded);
    };
  }, [pack, theme, w]);

  if (fault !== undefined) throw fault;
  return { frame, map, ready };
}
