import { type Assignment, type Incident, openAssignments, pageState, unreadChanges } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { leaveSwap, standingSwap } from './sooner.ts';
import { WasNow } from './WasNow.tsx';

/** What crews on the incident have not read, and whom the new place would have sooner. An offer: nothing is done by itself. */
export function Changes({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = instant(useCell(console.tick));
  const crews = openAssignments(board, incident).filter(one => one.unread !== undefined);
  const late = unreadChanges(board, incident, now);
  return (
    <>
      {crews.map(assignment => {
        const overdue = late.find(one => one.assignment.assignmentId === assignment.assignmentId);
        const oldest = assignment.unread?.[0];
        return (
          <p
            key={assignment.assignmentId}
            className={`change-unread ${overdue === undefined ? '' : 'change-late'}`}
            role={overdue === undefined ? 'status' : 'alert'}
            data-unread={assignment.unitId}
          >
            <b>{assignment.unitId}</b>{' '}
            {overdue === undefined
              ? w('change.unread')
              : w('change.late', { age: duration(now - overdue.change.at) })}{' '}
            {oldest !== undefined && (
              <WasNow was={oldest.was} incident={incident} types={board.configuration?.types} />
            )}
          </p>
        );
      })}
      {crews.length > 0 && <ActionButton id="readForCrew" small />}
      <Sooner incident={incident} />
    </>
  );
}

function Sooner({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const swaps = useCell(console.swaps);
  const { incidentId } = incident;
  const swap = standingSwap(console.board(), swaps, incidentId);
  if (swap === undefined) return null;
  const { outUnitId: outUnit, inUnitId: inUnit, byMs } = swap;
  return (
    <p className="change-sooner" role="status" data-sooner={inUnit}>
      {w('change.sooner', { inUnit, outUnit, minutes: Math.round(byMs / 60_000) })}{' '}
      <ActionButton id="acceptSooner" small />
      <button type="button" className="button button-small" onClick={() => leaveSwap(console, incidentId)}>
        {w('change.soonerAway')}
      </button>
    </p>
  );
}

/** How far telling one crew has come, channel by channel. */
export function Pages({ assignment }: { readonly assignment: Assignment }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = instant(useCell(console.tick));
  const change = assignment.unread?.at(-1)?.seq;
  const marks = (assignment.pages ?? []).filter(mark => mark.change === change);
  const state = pageState(board, assignment, change, now);
  // Without channels there is nothing to say until the phone has confirmed.
  if (marks.length === 0 && board.configuration?.paging === undefined) return null;
  return (
    <span className={`pages page-${state}`} data-page={state}>
      <span>{w(`page.state.${state}`)}</span>
      {marks.map(mark => (
        <span key={mark.channelId}>
          {w('page.mark', {
            channel: w.maybe(`page.${mark.channelId}`) ?? mark.channelId,
            step: w(`page.step.${mark.step}`),
            time: w.time(mark.times[mark.step] ?? 0),
          })}
        </span>
      ))}
    </span>
  );
}
