import type { RecommendationAnswer } from '@clarion/protocol';
import { useEffect } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useClosedNow } from '../streets/useClosedNow.ts';
import { emptyOffer, offered } from './offer.ts';

const EVERY_MS = 5_000;

/** Keeps the list of the incident in hand up to date; what is shown changes only as `offer.ts` allows. */
export function useOffer(incidentId: string | undefined, changedSeq: number, wanted: boolean): void {
  const console = useConsole();
  const closedNow = useClosedNow();
  const live = useCell(console.liveness, liveness => liveness.state === 'live');
  // Only another incident empties the screen; whatever else changes is offered beside what is shown.
  useEffect(() => {
    if (console.offer.get().incidentId !== incidentId) console.offer.set(emptyOffer);
  }, [incidentId, console]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: changedSeq and closedNow are the reasons to ask anew
  useEffect(() => {
    if (incidentId === undefined || !wanted || !live) return;
    const stop = new AbortController();
    const ask = async () => {
      const answer = await console.request.get<RecommendationAnswer>(
        `/api/recommendation?incidentId=${encodeURIComponent(incidentId)}`,
        stop.signal,
      );
      if (!stop.signal.aborted && answer.ok)
        console.offer.change(offer => offered(offer, incidentId, answer.value, console.now()));
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [incidentId, changedSeq, closedNow, wanted, live, console]);
}
