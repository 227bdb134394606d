import type { CommandAccepted, UnitView } from '@clarion/protocol';
import { useEffect, useRef } from 'react';
import { useCell } from '../cell.ts';
import { WasNow } from '../incident/WasNow.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';
import { isOnItsWay } from './queue.ts';

type Held = UnitView['assignments'][number];

/** Says to the centre that a page is before the crew: once for each, and again with the next view if it did not get through. */
export function useConfirmedPages(parts: PhoneParts, view: UnitView | undefined): void {
  const asking = useRef(new Set<string>());
  useEffect(() => {
    for (const { assignment } of view?.assignments ?? []) {
      const { assignmentId, unitId, unread = [], pages = [] } = assignment;
      for (const change of [undefined, ...unread.map(({ seq }) => seq)]) {
        const shown = pages.some(
          mark => mark.channelId === 'phone' && mark.change === change && mark.step === 'delivered',
        );
        const key = `${assignmentId} ${change ?? ''}`;
        if (shown || asking.current.has(key)) continue;
        asking.current.add(key);
        const command = {
          type: 'MarkPage' as const,
          unitId,
          assignmentId,
          channelId: 'phone' as const,
          step: 'delivered' as const,
          ...(change === undefined ? {} : { change }),
        };
        void parts.request
          .post<CommandAccepted>('/api/commands', { commandId: crypto.randomUUID(), command })
          .then(answer => {
            if (!answer.ok) asking.current.delete(key);
          });
      }
    }
  }, [parts, view]);
}

/** What changed since the crew was told, the old struck through, until it says that it has read it. */
export function Changed(props: { readonly parts: PhoneParts; readonly held: Held }) {
  const w = useSpeech();
  const { parts } = props;
  const { assignment, incident, type, typesBefore = [] } = props.held;
  const items = useCell(parts.items);
  const { unread = [], unitId } = assignment;
  const newest = unread.at(-1);
  useEffect(() => {
    if (newest !== undefined) navigator.vibrate?.([200, 100, 200]);
  }, [newest]);
  if (newest === undefined) return null;
  const { incidentId } = incident;
  const { seq } = newest;
  if (isOnItsWay(items, one => one.type === 'ReadChange' && one.incidentId === incidentId && one.seq >= seq))
    return null;
  const read = () => parts.act({ type: 'ReadChange', unitId, incidentId, seq, happenedAt: parts.at() });
  return (
    <section className="phone-changed" role="alert" aria-label={w('change.title')}>
      <strong>{w('change.title')}</strong>
      {unread.map(change => (
        <WasNow
          key={change.seq}
          was={change.was}
          incident={incident}
          types={type === undefined ? typesBefore : [type, ...typesBefore]}
        />
      ))}
      <button type="button" className="phone-read" onClick={read}>
        {w('change.read')}
      </button>
    </section>
  );
}
