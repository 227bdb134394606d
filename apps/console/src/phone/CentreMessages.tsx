import type { SealedText, UnitView } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';
import { isOnItsWay } from './queue.ts';

type Held = UnitView['assignments'][number];

/**
 * What the floor tells this crew: large, until a thumb has acknowledged it, and then small, for a gate's code is needed later too. The
 * words are in memory alone: what could not be read cannot be acknowledged.
 */
export function CentreMessages(props: {
  readonly parts: PhoneParts;
  readonly held: Held;
  /** The incident, where it is not the one on the page. */
  readonly of?: Held['incident'] | undefined;
}) {
  const w = useSpeech();
  const { parts, held } = props;
  const { assignmentId, unitId, messages = [] } = held.assignment;
  const items = useCell(parts.items);
  const texts = useTexts(
    parts,
    messages.map(({ words }) => words.sealedId),
  );
  const newest = messages.at(-1)?.seq;
  useEffect(() => {
    if (newest !== undefined) navigator.vibrate?.([400, 150, 400]);
  }, [newest]);
  const isSaid = (seq: number) =>
    isOnItsWay(items, command => command.type === 'AcknowledgeMessage' && command.seq === seq);
  return (
    <>
      {messages.map(({ seq, at, by, words, acknowledged }) => {
        const text = texts.get(words.sealedId);
        const from = [props.of?.incidentId, w('phone.messageFrom', { time: w.time(at), by: by.id })]
          .filter(Boolean)
          .join(' · ');
        if (acknowledged !== undefined || isSaid(seq))
          return (
            <p key={seq} className="phone-heard" data-message={seq}>
              <b aria-hidden="true">✓</b> {text ?? w('phone.message')} <span className="faint">{from}</span>
            </p>
          );
        return (
          <section
            key={seq}
            className="phone-message"
            role="alert"
            aria-label={w('phone.message')}
            data-message={seq}
          >
            <strong>{w('phone.message')}</strong> <span>{from}</span>
            <p className="phone-message-text">{text ?? w('phone.messageLocked')}</p>
            <button
              type="button"
              className="phone-heard-it"
              disabled={text === undefined}
              data-acknowledge={seq}
              onClick={() =>
                parts.act({ type: 'AcknowledgeMessage', unitId, assignmentId, seq, happenedAt: parts.at() })
              }
            >
              {w('phone.acknowledge')}
            </button>
          </section>
        );
      })}
    </>
  );
}

/** Each is read once; the server writes that down. */
function useTexts(parts: PhoneParts, sealedIds: readonly string[]): ReadonlyMap<string, string> {
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map());
  const live = useCell(parts.liveness, liveness => liveness.state === 'live');
  const missing = sealedIds.filter(id => !texts.has(id)).join();
  useEffect(() => {
    if (!live || missing === '') return;
    const stop = new AbortController();
    for (const id of missing.split(','))
      void parts.request.get<SealedText>(`/api/sealed/${id}`, stop.signal).then(answer => {
        const text = answer.ok ? answer.value.text : undefined;
        if (!stop.signal.aborted && text !== undefined) setTexts(known => new Map(known).set(id, text));
      });
    return () => stop.abort();
  }, [parts, live, missing]);
  return texts;
}
