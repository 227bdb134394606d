import type { RouteAnswer } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useClosedNow } from '../streets/useClosedNow.ts';

const AT_MOST = 6;
const EVERY_MS = 10_000;

/** Ways of the units marked for sending, and of those that are driving to the incident in hand. */
export function useRoutes(): readonly RouteAnswer[] {
  const console = useConsole();
  const [routes, setRoutes] = useState<readonly RouteAnswer[]>([]);
  const incidentId = useCell(console.desk, desk => desk.incidentId);
  const chosen = useCell(console.offer, offer =>
    offer.incidentId === incidentId ? [...offer.chosen].join(' ') : '',
  );
  const driving = useCell(console.picture.board, ({ board }) => {
    const incident = incidentId === undefined ? undefined : board.incidents.get(incidentId);
    const units = (incident?.assignmentIds ?? []).flatMap(id => {
      const one = board.assignments.get(id);
      const status = one?.endedAt === undefined ? board.units.get(one?.unitId ?? '')?.status : undefined;
      return one !== undefined &&
        (status === 'dispatched' || status === 'acknowledged' || status === 'enRoute')
        ? [one.unitId]
        : [];
    });
    return units.join(' ');
  });
  const closedNow = useClosedNow();
  const live = useCell(console.liveness, liveness => liveness.state === 'live');
  // biome-ignore lint/correctness/useExhaustiveDependencies: closedNow is a reason to ask anew
  useEffect(() => {
    const units = [...new Set(`${chosen} ${driving}`.split(' ').filter(Boolean))].slice(0, AT_MOST);
    setRoutes(now => now.filter(route => units.includes(route.unitId)));
    if (incidentId === undefined || units.length === 0 || !live) return setRoutes([]);
    const stop = new AbortController();
    const ask = async () => {
      const answers = await Promise.all(
        units.map(unitId =>
          console.request.get<RouteAnswer>(
            `/api/route?unitId=${encodeURIComponent(unitId)}&incidentId=${encodeURIComponent(incidentId)}`,
            stop.signal,
          ),
        ),
      );
      if (!stop.signal.aborted) setRoutes(answers.flatMap(answer => (answer.ok ? [answer.value] : [])));
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [incidentId, chosen, driving, closedNow, live, console]);
  return routes;
}
