import { isStaged, wantsHearing } from '@clarion/dispatch';
import type { UnitView, WireCommand } from '@clarion/protocol';
import { useState } from 'react';
import { stagingInWords } from '../staging/staging-in-words.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './Phone.tsx';

/** Before everything else on the card: wait, why and where; or go in, which the crew says that it has heard. */
export function StageBanner(props: {
  readonly parts: PhoneParts;
  readonly held: UnitView['assignments'][number];
}) {
  const w = useSpeech();
  const { parts, held } = props;
  const { assignment } = held;
  const { staging, unitId, incidentId } = assignment;
  const [sending, setSending] = useState(false);
  if (staging === undefined) return null;
  const say = async (command: WireCommand) => {
    setSending(true);
    const answer = await parts.request.post('/api/commands', { commandId: crypto.randomUUID(), command });
    setSending(false);
    parts.told.set(answer.ok ? undefined : w('phone.refused', { why: w.fault(answer.error) }));
  };
  if (isStaged(assignment))
    return (
      <div className="phone-stage" role="alert" data-stage>
        <strong>{stagingInWords(staging, w)}</strong>
        <span>{w('staging.wait')}</span>
        {staging.reachedAt === undefined ? (
          <button
            type="button"
            className="phone-other"
            disabled={sending}
            data-staged
            onClick={() => void say({ type: 'ReportStaged', unitId, incidentId })}
          >
            {w('staging.reach')}
          </button>
        ) : (
          <span>✓ {w('staging.reached')}</span>
        )}
      </div>
    );
  if (staging.safe === undefined) return null;
  return (
    <div className="phone-stage phone-safe" role="alert" data-safe>
      <strong>{w('staging.safe')}</strong>
      <span>{w('staging.by', { by: staging.safe.by.id, time: w.time(staging.safe.at) })}</span>
      {wantsHearing(assignment) ? (
        <button
          type="button"
          className="phone-big"
          disabled={sending}
          data-heard
          onClick={() => void say({ type: 'AcknowledgeSafe', unitId, incidentId })}
        >
          {w('staging.hear')}
        </button>
      ) : (
        <span>✓ {w('staging.heard')}</span>
      )}
    </div>
  );
}
