import type { Assignment, Incident, UnitStatus } from '@clarion/dispatch';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Since } from '../floor/Age.tsx';
import { overdueUnits } from '../queue/rows.ts';
import { UnitStagingTag } from '../staging/Staged.tsx';
import { signs } from '../units/sign.ts';
import { UnitChip } from '../units/UnitChip.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { Pages } from './Changes.tsx';

/** What usually comes next, so that one button is enough. */
const next: Readonly<Partial<Record<UnitStatus, UnitStatus>>> = {
  dispatched: 'acknowledged',
  acknowledged: 'enRoute',
  enRoute: 'onScene',
  onScene: 'available',
  transporting: 'atDestination',
  atDestination: 'available',
};

/** Units on the incident with what each is doing and since when. */
export function Assigned({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = useCell(console.tick);
  const late = overdueUnits(board, incident.incidentId, now);
  const open = incident.assignmentIds
    .flatMap(id => board.assignments.get(id) ?? [])
    .filter((one: Assignment) => one.endedAt === undefined);
  if (open.length === 0) return <Trades />;
  return (
    <>
      <ul className="assigned" aria-label={w('incident.assigned')}>
        {open.map(assignment => {
          const unit = board.units.get(assignment.unitId);
          const waits = assignment.stacked === true && unit?.assignmentIds.at(-1) !== assignment.assignmentId;
          const status = unit?.status ?? 'dispatched';
          const following = next[status];
          return (
            <li key={assignment.assignmentId} data-unit={assignment.unitId}>
              <UnitChip unitId={assignment.unitId} status={status} late={late.has(assignment.unitId)} />
              <span className="assigned-status">
                {waits ? w('assigned.stacked') : w(`status.${status}`)}
                {assignment.point !== undefined && (
                  <> · {w('cordon.atPoint', { point: assignment.point.number })}</>
                )}{' '}
                <Pages assignment={assignment} />
                <UnitStagingTag assignment={assignment} />
              </span>
              <Since at={unit?.statusSince ?? assignment.times.dispatched ?? incident.openedAt} />
              {following !== undefined && !waits && may(console, 'ReportStatus') && (
                <button
                  type="button"
                  className={`button button-small status-${following}`}
                  title={w(`status.${following}`)}
                  aria-label={`${assignment.unitId}: ${w(`status.${following}`)}`}
                  onClick={() =>
                    void carryOut(console, {
                      type: 'ReportStatus',
                      unitId: assignment.unitId,
                      status: following,
                      incidentId: incident.incidentId,
                    })
                  }
                >
                  <b aria-hidden="true">{signs[following]}</b>
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <Trades />
    </>
  );
}

/** What can be done with the unit in hand and this incident. */
function Trades() {
  return (
    <div className="trades">
      {['stack', 'preempt', 'divert', 'swap', 'exchange', 'join', 'staffUnit'].map(id => (
        <ActionButton key={id} id={id} small />
      ))}
    </div>
  );
}
