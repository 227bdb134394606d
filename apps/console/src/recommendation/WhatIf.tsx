import type { Evidence } from '@clarion/dispatch';
import type { WhatIfAnswer } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useClosedNow } from '../streets/useClosedNow.ts';
import { duration, type Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

const arrivals = ({ candidates }: Evidence) =>
  candidates.filter(one => one.recommended).map(one => one.eta?.ms ?? one.travelTimeMs ?? 0);

/** How much later the set would be complete than the one on the screen. */
function difference(then: Evidence, now: Evidence | undefined, w: Speech): string {
  if (now === undefined || arrivals(then).length === 0) return '';
  const byMs = Math.max(...arrivals(then)) - Math.max(0, ...arrivals(now));
  if (Math.abs(byMs) < 1000) return w('whatIf.same');
  return w(byMs > 0 ? 'whatIf.later' : 'whatIf.sooner', { by: duration(Math.abs(byMs)) });
}

/** Beside the list: how it would be without some units, or with a street closed. Nothing of it is sent or recorded. */
export function WhatIf() {
  const console = useConsole();
  const w = useSpeech();
  const incidentId = useCell(console.desk, desk => desk.incidentId);
  const supposed = useCell(console.desk, desk => desk.supposed);
  const offer = useCell(console.offer);
  const closedNow = useClosedNow();
  const [answer, setAnswer] = useState<WhatIfAnswer | string | undefined>(undefined);
  const mine = supposed !== undefined && supposed.incidentId === incidentId ? supposed : undefined;
  const shownAt = offer.receivedAt;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer list and newly closed streets are reasons to ask anew
  useEffect(() => {
    if (mine === undefined) return setAnswer(undefined);
    const stop = new AbortController();
    const query = new URLSearchParams({
      incidentId: mine.incidentId,
      without: mine.without.join(','),
      close: mine.closed.map(at => at.join(',')).join(';'),
    });
    void console.request.get<WhatIfAnswer>(`/api/recommendation/what-if?${query}`, stop.signal).then(told => {
      if (!stop.signal.aborted) setAnswer(told.ok ? told.value : w.fault(told.error));
    });
    return () => stop.abort();
  }, [mine, shownAt, closedNow, console]);
  if (mine === undefined) return null;
  const would = typeof answer === 'object' ? answer.evidence.candidates.filter(one => one.recommended) : [];
  const streets = typeof answer === 'object' ? answer.streets : [];
  return (
    <div className="ask-override what-if" role="status">
      <b>{w('whatIf.title')}</b>
      {mine.without.length > 0 && <span>{w('whatIf.without', { units: mine.without.join(', ') })}</span>}
      {streets.length > 0 && (
        <span>
          {w('whatIf.closed', {
            streets: streets.map(one => w.named(one.names) || w('streets.unnamed')).join(', '),
          })}
        </span>
      )}
      {typeof answer === 'string' && <span>{answer}</span>}
      {typeof answer === 'object' && (
        <span className="what-if-answer">
          {would.length === 0 ? (
            w('whatIf.none')
          ) : (
            <>
              {w('whatIf.sends')}{' '}
              {would.map(one => (
                <b key={one.unitId} className="numeric" data-unit={one.unitId}>
                  {one.unitId} {one.travelTimeMs === undefined ? '' : duration(one.travelTimeMs)}{' '}
                </b>
              ))}
            </>
          )}{' '}
          {difference(answer.evidence, offer.shown?.evidence, w)}
        </span>
      )}
      <ActionButton id="endWhatIf" small />
    </div>
  );
}
