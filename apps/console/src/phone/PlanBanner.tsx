import { plansInForce, standingSteps } from '@clarion/dispatch';
import type { UnitView } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';
import { isOnItsWay } from './queue.ts';

/** Open steps of the incident's plan that are of a role that this unit holds, each with its time and the buttons that say it is taken, and done. */
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
  return own.map(({ active, step, dueAt, mark }) => {
    const { planId } = active.plan;
    const { stepId, role } = step;
    const late = dueAt !== undefined && tick >= dueAt;
    // Two plans may have a step of the same number.
    const isSaid = (what: 'taken' | 'done') =>
      isOnItsWay(
        items,
        command =>
          command.type === 'MarkPlanStep' &&
          command.incidentId === incidentId &&
          command.planId === planId &&
          command.stepId === stepId &&
          command.mark === what,
      );
    const say = (what: 'taken' | 'done') =>
      parts.act({
        type: 'MarkPlanStep',
        incidentId,
        planId,
        stepId,
        mark: what,
        unitId,
        happenedAt: parts.at(),
      });
    const isTaken = mark !== undefined || isSaid('taken');
    return (
      <div key={`${planId} ${stepId}`} className="phone-stage" data-plan-step={stepId}>
        {/* A screen reader says what is to be done, and once more when it is late; not each second of the clock. */}
        <strong key={late ? 'late' : 'due'} role={late ? 'alert' : 'status'}>
          {w.named(step.names) || stepId}
        </strong>
        <span role="timer">
          {[
            w(`commandRole.${role}`),
            dueAt === undefined
              ? ''
              : late
                ? w('major.overdue', { since: duration(tick - dueAt) })
                : w('major.due', { left: duration(dueAt - tick) }),
            isTaken ? `✓ ${w('emergencyPlan.taken')}` : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {isSaid('done') ? (
          <span>✓ {w('emergencyPlan.done')}</span>
        ) : (
          <>
            {!isTaken && (
              <button
                type="button"
                className="phone-other"
                data-step-taken={stepId}
                onClick={() => say('taken')}
              >
                {w('emergencyPlan.taken')}
              </button>
            )}
            <button type="button" className="phone-big" data-step-done={stepId} onClick={() => say('done')}>
              {w('emergencyPlan.done')}
            </button>
          </>
        )}
      </div>
    );
  });
}
