import { type Incident, plansInForce, proposedPlans, standingSteps } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { Plans } from './Plans.tsx';

/** In the incident's room: what is proposed with its key, and of a plan in force how much is open; it unfolds to the checklist. */
export function PlanStrip({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = useCell(console.tick, tick => Math.floor(tick / 1000) * 1000);
  const proposed = proposedPlans(board, incident, instant(now));
  const active = plansInForce(incident);
  if (proposed.length + active.length === 0) return null;
  const open = active.flatMap(one => standingSteps(incident, one)).filter(one => one.isOpen);
  const overdue = open.filter(({ dueAt }) => dueAt !== undefined && now >= dueAt);
  const name = (plan: (typeof proposed)[number]) => w.named(plan.names) || plan.planId;
  return (
    <div className="plan-strip">
      {proposed.length > 0 && <ActionButton id="activatePlan" small />}
      <details>
        <summary data-plan-strip={incident.incidentId}>
          {proposed.length > 0 && (
            <b>{w('emergencyPlan.proposed', { plan: proposed.map(name).join(', ') })} </b>
          )}
          {active.map(({ plan }) => name(plan)).join(', ')}{' '}
          {active.length > 0 && (
            <span className={`tag${overdue.length > 0 ? ' tag-late' : ''}`}>
              {w('emergencyPlan.left', { open: open.length, overdue: overdue.length })}
            </span>
          )}
        </summary>
        <Plans incident={incident} />
      </details>
    </div>
  );
}
