import type { RecommendationAnswer } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { age, duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** Whom an emergency is about: when, where last seen, who is aboard, on what, and who is near. */
export function EmergencyFacts({ unitId }: { readonly unitId: string }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = useCell(console.tick);
  const position = useCell(console.picture.positions, all => all.get(unitId));
  const emergency = board.emergencies.get(unitId);
  // The newer of the fix that the entry keeps and the one that is known now.
  const fix = position?.source === 'device' ? position : emergency?.fix;
  const nearest = useNearest(unitId, fix?.at);
  if (emergency === undefined) return null;
  const unit = board.units.get(unitId);
  const people = unit?.staffing?.people ?? unit?.description.people;
  const facts = [
    w(`emergency.${emergency.via}`, { time: w.time(emergency.since) }),
    emergency.toldAt - emergency.since > 5000
      ? w('emergency.toldLater', { time: w.time(emergency.toldAt) })
      : '',
    emergency.incidentId === undefined
      ? w('emergency.onNothing')
      : w('emergency.on', { incident: emergency.incidentId }),
    people === undefined ? w('emergency.crewUnknown') : w('emergency.crew', { people }),
    fix === undefined ? w('emergency.noFix') : w('emergency.fix', { age: age(now - fix.fixAt) }),
    nearest === '' ? '' : w('emergency.nearest', { list: nearest }),
  ].filter(Boolean);
  return (
    <span className="alarms-facts" data-emergency={unitId}>
      {facts.join(' · ')}
      {emergency.safeAt !== undefined && (
        <b className="alarms-safe"> · {w('emergency.safe', { time: w.time(emergency.safeAt) })}</b>
      )}
      {fix !== undefined && (
        <button
          type="button"
          className="top-tool"
          onMouseDown={event => event.preventDefault()}
          onClick={() =>
            console.desk.change(desk => ({
              ...desk,
              look: { at: [fix.at[0], fix.at[1]], count: (desk.look?.count ?? 0) + 1 },
            }))
          }
        >
          {w('emergency.show')}
        </button>
      )}
    </span>
  );
}

/** The three units that would be there first, by road; asked when the unit's place is known or changes. */
function useNearest(unitId: string, at: readonly [number, number] | undefined): string {
  const console = useConsole();
  const [nearest, setNearest] = useState('');
  const [lng, lat] = at ?? [];
  useEffect(() => {
    if (lng === undefined || lat === undefined) return;
    const stop = new AbortController();
    void console.request
      .get<RecommendationAnswer>(`/api/recommendation?lng=${lng}&lat=${lat}`, stop.signal)
      .then(answer => {
        if (!answer.ok || stop.signal.aborted) return;
        const near = answer.value.evidence.candidates
          .filter(one => one.unitId !== unitId && one.travelTimeMs !== undefined)
          .sort((a, b) => a.travelTimeMs! - b.travelTimeMs!)
          .slice(0, 3);
        setNearest(near.map(one => `${one.unitId} ${duration(one.travelTimeMs!)}`).join(', '));
      });
    return () => stop.abort();
  }, [console, unitId, lng, lat]);
  return nearest;
}
