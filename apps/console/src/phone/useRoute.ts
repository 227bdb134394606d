import type { UnitStatus } from '@clarion/dispatch';
import type { RouteAnswer, UnitView } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import type { PhoneParts } from './parts.ts';

/** Another place, or go in where it was to wait. */
export const wayChanged = ({ incident, assignment }: UnitView['assignments'][number]) =>
  [incident.moves?.length, assignment.staging?.since, assignment.staging?.safe?.at].join();

/** The way to the incident, asked anew while driving; the last known one stays while the network is away, also from a cold start. */
export function useRoute(
  parts: PhoneParts,
  unitId: string | undefined,
  incidentId: string | undefined,
  status: UnitStatus,
  /** What makes it another way. */
  changed: string,
): RouteAnswer | undefined {
  const [known, setKnown] = useState(() => parts.kept.last().route);
  // Sent straight from one incident to another, the way to the one before is none.
  const route = known?.incidentId === incidentId ? known?.answer : undefined;
  const live = useCell(parts.liveness, liveness => liveness.state === 'live');
  const driving = status === 'dispatched' || status === 'acknowledged' || status === 'enRoute';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is the reason to ask anew
  useEffect(() => {
    if (!driving || incidentId === undefined) {
      setKnown(undefined);
      parts.kept.forgetRoute();
    }
    if (unitId === undefined || incidentId === undefined || !live || !driving) return;
    const stop = new AbortController();
    const ask = async () => {
      const answer = await parts.request.get<RouteAnswer>(
        `/api/route?unitId=${encodeURIComponent(unitId)}&incidentId=${encodeURIComponent(incidentId)}`,
        stop.signal,
      );
      if (stop.signal.aborted || !answer.ok) return;
      const way = { incidentId, answer: answer.value };
      setKnown(way);
      parts.kept.keep({ route: way });
    };
    void ask();
    const timer = setInterval(() => void ask(), 30_000);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [parts, unitId, incidentId, live, driving, changed]);
  useKeptMap(parts, incidentId, route);
  return route;
}

/** Keeps the part of the map around the first way to each incident; the later ones lie in it. */
function useKeptMap(parts: PhoneParts, incidentId: string | undefined, route: RouteAnswer | undefined): void {
  const basemap = useCell(parts.place, pack => pack?.basemap === true);
  const live = useCell(parts.liveness, liveness => liveness.state === 'live');
  const has = route !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first way is the one that counts
  useEffect(() => {
    if (!live || !basemap || incidentId === undefined || route === undefined) return;
    const stop = new AbortController();
    const keep = async () => {
      const [{ keepAround, mapUrl, rangesHere }, { FetchSource }] = await Promise.all([
        import('./kept-tiles.ts'),
        import('pmtiles'),
      ]);
      await keepAround(route.points, new FetchSource(mapUrl()), rangesHere(), stop.signal);
    };
    keep().catch((error: unknown) => {
      if (!stop.signal.aborted) console.warn('the map around the way is not kept:', error);
    });
    return () => stop.abort();
  }, [parts, incidentId, live, basemap, has]);
}
