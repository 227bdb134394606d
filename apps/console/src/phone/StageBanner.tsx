import { isStaged, wantsHearing } from '@clarion/dispatch';
import type { UnitView } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { stagingInWords } from '../staging/staging-in-words.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';
import { isOnItsWay } from './queue.ts';

/** Before everything else on the card: wait, why and where; or go in, which the crew says that it has heard. */
export function StageBanner(props: {
  readonly parts: PhoneParts;
  readonly held: UnitView['assignments'][number];
}) {
  const w = useSpeech();
  const { parts, held } = props;
  const { assignment } = held;
  const { staging, unitId, incidentId } = assignment;
  const items = useCell(parts.items);
  if (staging === undefined) return null;
  const isSaid = (type: 'ReportStaged' | 'AcknowledgeSafe') =>
    isOnItsWay(items, command => command.type === type && command.incidentId === incidentId);
  const say = (type: 'ReportStaged' | 'AcknowledgeSafe') =>
    parts.act({ type, unitId, incidentId, happenedAt: parts.at() });
  if (isStaged(assignment))
    return (
      <div className="phone-stage" role="alert" data-stage>
        <strong>{stagingInWords(staging, w)}</strong>
        <span>{w('staging.wait')}</span>
        {staging.reachedAt === undefined && !isSaid('ReportStaged') ? (
          <button type="button" className="phone-other" data-staged onClick={() => say('ReportStaged')}>
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
      {wantsHearing(assignment) && !isSaid('AcknowledgeSafe') ? (
        <button type="button" className="phone-big" data-heard onClick={() => say('AcknowledgeSafe')}>
          {w('staging.hear')}
        </button>
      ) : (
        <span>✓ {w('staging.heard')}</span>
      )}
    </div>
  );
}
