import { type Incident, isAhead } from '@clarion/dispatch';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useSpeech } from '../words/useSpeech.ts';

/** Over the incident in hand: when help is needed, and that it is kept apart until then. */
export function ScheduledStrip({ incident }: { readonly incident: Incident }) {
  const w = useSpeech();
  const { schedule } = incident;
  if (schedule === undefined) return null;
  return (
    <div className="staging-strip" role="status" data-scheduled={isAhead(incident) ? 'ahead' : 'released'}>
      <b className="tag">{w('later.needAt', { time: w.date(schedule.needAt) })}</b>
      {isAhead(incident) ? (
        <>
          <span className="faint">
            {schedule.leadSeconds === undefined
              ? w('later.byDrive')
              : w('later.comes', { time: w.date(schedule.needAt - schedule.leadSeconds * 1000) })}
          </span>
          <ActionButton id="later" small />
          <ActionButton id="releaseScheduled" small />
        </>
      ) : (
        schedule.releasedAt !== undefined && (
          <span className="faint">{w('later.came', { time: w.time(schedule.releasedAt) })}</span>
        )
      )}
    </div>
  );
}
