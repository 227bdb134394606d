import type { Envelope } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** Every envelope there was, and what became of it. */
export function EnvelopeList() {
  const console = useConsole();
  const w = useSpeech();
  const { request } = console;
  const now = useCell(console.tick);
  const [envelopes, setEnvelopes] = useState<readonly Envelope[]>([]);
  useEffect(() => {
    void request.get<{ envelopes: Envelope[] }>('/api/break-glass').then(answer => {
      if (answer.ok) setEnvelopes(answer.value.envelopes);
    });
  }, [request]);
  const stateOf = ({ validUntil, revokedAt, used }: Envelope) => {
    if (used === undefined) {
      const isVoid = revokedAt !== undefined || validUntil <= now;
      return isVoid ? w('envelope.void') : w('envelope.unopened', { until: w.date(validUntil) });
    }
    const isOver = used.endedAt !== undefined || used.until <= now;
    return w(`envelope.${isOver ? 'over' : 'open'}`, {
      at: w.date(used.at),
      until: w.date(used.endedAt ?? used.until),
      reason: w(`breakGlass.reason.${used.reason}`),
    });
  };
  return (
    <section className="envelopes" aria-label={w('envelope.title')}>
      <h2 className="label">{w('envelope.title')}</h2>
      {envelopes.length === 0 && <p className="faint">{w('envelope.none')}</p>}
      <ul className="operator-list">
        {envelopes.map(one => (
          <li key={one.codeId} className="envelope">
            <b className="numeric">{one.codeId.toUpperCase()}</b> {w(`role.${one.role}`)}{' '}
            <span className="faint">{stateOf(one)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
