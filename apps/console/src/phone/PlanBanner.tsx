import { plansInForce, standingSteps } from '@clarion/dispatch';
import type { UnitView } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';
import { isOnItsWay } from './queue.ts';

/** Open steps of the incident's plan that are of a role that this unit holds, each with its time and the button that says it is done. */
export function PlanBanner(props: {
  readonly parts: PhoneParts;
  readonly held: UnitView['assignments'][number];
}) {
  const w = useSpeech();
  const { parts, held } = props;
  const { incident } = held;
  const { unitId, incidentId } = held.assignment;
  const items = useCell(parts.items);
  const tick = useCell(parts.tick);
  const roles = (incident.major?.roles ?? []).filter(one => one.unitId === unitId).map(one => one.role);
  const own = plansInForce(incident)
    .flatMap(active => standingSteps(incident, active))
    .filter(({ isOpen, step }) => isOpen && step.role !== undefined && roles.includes(step.role));
  const isSaid = (stepId: string) =>
    isOnItsWay(items, command => command.type === 'MarkPlanStep' && command.stepId === stepId);
  return own.map(({ active, step, dueAt }) => {
    const { stepId, role } = step;
    const late = dueAt !== undefined && tick >= dueAt;
    return (
      <div key={stepId} className="phone-stage" role={late ? 'alert' : 'status'} data-plan-step={stepId}>
        <strong>{w.named(step.names) || stepId}</strong>
        <span>
          {[
            w(`commandRole.${role}`),
            dueAt === undefined
              ? ''
              : late
                ? w('major.overdue', { since: duration(tick - dueAt) })
                : w('major.due', { left: duration(dueAt - tick) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {isSaid(stepId) ? (
          <span>✓ {w('emergencyPlan.done')}</span>
        ) : (
          <button
            type="button"
            className="phone-big"
            data-step-done={stepId}
            onClick={() =>
              parts.act({
                type: 'MarkPlanStep',
                incidentId,
                planId: active.plan.planId,
                stepId,
                mark: 'done',
                unitId,
                happenedAt: parts.at(),
              })
            }
          >
            {w('emergencyPlan.done')}
          </button>
        )}
      </div>
    );
  });
}
