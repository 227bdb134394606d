import {
  type Assignment,
  type Incident,
  isStaged,
  proposedStaging,
  stagingAhead,
  wantsHearing,
} from '@clarion/dispatch';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { stagingInWords } from './staging-in-words.ts';

/** Over the incident: that units wait short of it, why, where, and by whose word; or that it was told safe. */
export function StagingStrip({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { staging } = incident;
  const board = console.board();
  const open = incident.assignmentIds.flatMap(id => board.assignments.get(id) ?? []);
  const some = open.some(isStaged);
  const proposed = proposedStaging(incident);
  if (proposed !== undefined && !some)
    return (
      <div className="staging-strip staging-wait" role="status" data-staging-proposed={proposed.reason}>
        <b className="tag tag-warn">{w('staging.advised', { reason: w(`staging.${proposed.reason}`) })}</b>
        <ActionButton id="stage" small strong />
        <ActionButton id="tellSafe" small />
      </div>
    );
  if (staging === undefined && !some) return null;
  const ahead = stagingAhead(incident);
  return (
    <div className={`staging-strip${ahead || some ? ' staging-wait' : ''}`} role="status" data-staging>
      {ahead !== undefined ? (
        <>
          <b className="tag tag-warn">{stagingInWords(ahead, w)}</b>
          <span className="faint">{w('staging.by', { by: ahead.by.id, time: w.time(ahead.since) })}</span>
        </>
      ) : staging?.safe !== undefined ? (
        <>
          <b className="tag tag-safe">{w('staging.safe')}</b>
          <span className="faint">
            {w('staging.by', { by: staging.safe.by.id, time: w.time(staging.safe.at) })}
          </span>
        </>
      ) : null}
      {(ahead !== undefined || some) && <ActionButton id="tellSafe" small />}
    </div>
  );
}

/** Beside a unit: that it waits and where, or that it was told and has not said that it heard. */
export function UnitStagingTag({ assignment }: { readonly assignment: Assignment }) {
  const console = useConsole();
  const w = useSpeech();
  const { staging, unitId, incidentId } = assignment;
  if (staging === undefined) return null;
  if (isStaged(assignment))
    return (
      <span className="tag tag-warn" data-stage={unitId} title={stagingInWords(staging, w)}>
        {w('staging.stage', { reason: w(`staging.${staging.reason}`) })}
        {staging.reachedAt !== undefined && ` · ${w('staging.reached')}`}
      </span>
    );
  if (!wantsHearing(assignment)) return null;
  return (
    <>
      <span className="tag tag-late" data-unheard={unitId}>
        {w('staging.unheard')}
      </span>
      {may(console, 'AcknowledgeSafe') && (
        <button
          type="button"
          className="button button-small"
          aria-label={`${unitId}: ${w('staging.hear')}`}
          onClick={() => void carryOut(console, { type: 'AcknowledgeSafe', unitId, incidentId })}
        >
          {w('staging.heard')}
        </button>
      )}
    </>
  );
}

/** On the rows of queue and board. */
export function StageMark({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const ahead = stagingAhead(incident);
  const board = console.board();
  const open = incident.assignmentIds.flatMap(id => board.assignments.get(id) ?? []);
  const staging = ahead ?? open.find(isStaged)?.staging;
  const proposed = proposedStaging(incident);
  if (staging === undefined && proposed !== undefined)
    return <span className="tag">{w('staging.advised', { reason: w(`staging.${proposed.reason}`) })}</span>;
  if (staging !== undefined)
    return (
      <span className="tag tag-warn">{w('staging.stage', { reason: w(`staging.${staging.reason}`) })}</span>
    );
  return open.some(wantsHearing) ? <span className="tag tag-late">{w('staging.unheard')}</span> : null;
}
