import type { Map as MapLibre } from 'maplibre-gl';
import { useCallback, useEffect, useId, useRef } from 'react';
import { usePlanner } from './planner.ts';

/**
 * Maps of the page show the same ground: whichever is moved, the others follow, and one that comes later begins there. What
 * comes back is told of the map once it is made.
 */
export function useMapView(): (made: MapLibre) => void {
  const planner = usePlanner();
  const by = useId();
  const map = useRef<MapLibre | undefined>(undefined);
  useEffect(
    () =>
      planner.view.follow(() => {
        const seen = planner.view.get();
        if (seen !== undefined && seen.by !== by)
          map.current?.jumpTo({ center: [...seen.center], zoom: seen.zoom });
      }),
    [planner, by],
  );
  return useCallback(
    made => {
      map.current = made;
      made.on('remove', () => {
        map.current = undefined;
      });
      const seen = planner.view.get();
      if (seen !== undefined) made.jumpTo({ center: [...seen.center], zoom: seen.zoom });
      made.on('move', () => {
        const { lng, lat } = made.getCenter();
        const zoom = made.getZoom();
        const now = planner.view.get();
        // A map that was told where to look says so too; that is no news.
        const isNews =
          now === undefined ||
          Math.abs(now.center[0] - lng) > SAME_DEGREES ||
          Math.abs(now.center[1] - lat) > SAME_DEGREES ||
          Math.abs(now.zoom - zoom) > SAME_ZOOM;
        if (isNews) planner.view.set({ center: [lng, lat], zoom, by });
      });
    },
    [planner, by],
  );
}

/** A hand's width on the ground, and less than a step of any wheel. */
const SAME_DEGREES = 1e-7;
const SAME_ZOOM = 1e-6;
